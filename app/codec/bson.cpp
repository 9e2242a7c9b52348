// SPDX-License-Identifier: GPL-3.0-or-later
//
// BSON 1.1, https://bsonspec.org/spec.html
#include "codec/integers.h"
#include "codec/item.h"

#include <algorithm>

namespace framescope::codec {

namespace {

constexpr std::size_t LengthSize = 4;
constexpr std::uint8_t OldBinary = 2; ///< a subtype that has a length of its own

tl::expected<std::uint32_t, DecodeFailure> readLength(ByteView bytes, std::size_t at,
                                                      std::uint32_t least)
{
    if (const auto failure = missing(bytes, at, LengthSize, "a length")) {
        return tl::unexpected(*failure);
    }
    const auto length = static_cast<std::uint32_t>(littleEndian(bytes, at, LengthSize));
    if (length > 0x7FFFFFFFU || length < least) {
        return tl::unexpected(
            DecodeFailure{at, "a length of " + std::to_string(static_cast<std::int32_t>(length)) +
                                  ", expected at least " + std::to_string(least)});
    }
    return length;
}

/// A string: its length, its bytes, a zero. The content is without the zero.
tl::expected<void, DecodeFailure> readString(Item& item, ByteView bytes)
{
    const auto length = readLength(bytes, item.begin, 1);
    if (!length) {
        return tl::unexpected(length.error());
    }
    item.content = item.begin + LengthSize;
    if (const auto failure = missing(bytes, item.content, *length, "a string")) {
        return tl::unexpected(*failure);
    }
    item.end = item.content + *length;
    if (bytes[item.end - 1] != 0) {
        return tl::unexpected(DecodeFailure{item.end - 1, "expected the zero that ends a string"});
    }
    return {};
}

tl::expected<void, DecodeFailure> readBinary(Item& item, ByteView bytes)
{
    const auto length = readLength(bytes, item.begin, 0);
    if (!length) {
        return tl::unexpected(length.error());
    }
    item.content = item.begin + LengthSize;
    if (const auto failure = missing(bytes, item.content, *length + 1ULL, "binary data")) {
        return tl::unexpected(*failure);
    }
    item.argument = bytes[item.content++];
    item.end = item.content + *length;
    if (item.argument == OldBinary) {
        const auto inner = readLength(bytes.first(item.end), item.content, 0);
        if (!inner) {
            return tl::unexpected(inner.error());
        }
        if (*inner + LengthSize != *length) {
            return tl::unexpected(DecodeFailure{item.content, "the two lengths do not agree"});
        }
        item.content += LengthSize;
    }
    return {};
}

tl::expected<void, DecodeFailure> readDocument(Item& item, ByteView bytes)
{
    const auto length = readLength(bytes, item.begin, LengthSize + 1);
    if (!length) {
        return tl::unexpected(length.error());
    }
    if (const auto failure = missing(bytes, item.begin, *length, "a document")) {
        return tl::unexpected(*failure);
    }
    item.content = item.begin + LengthSize;
    item.end = item.content;
    item.argument = *length;
    return {};
}

/// Two texts that end with a zero each.
tl::expected<void, DecodeFailure> readRegularExpression(Item& item, ByteView bytes)
{
    item.end = item.begin;
    for (int text = 0; text < 2; ++text) {
        const ByteView rest = bytes.subspan(item.end);
        const auto zero = std::find(rest.begin(), rest.end(), 0);
        if (zero == rest.end()) {
            return tl::unexpected(DecodeFailure{item.end, "the data end in a regular expression"});
        }
        item.end += static_cast<std::size_t>(zero - rest.begin()) + 1;
    }
    return {};
}

tl::expected<void, DecodeFailure> readPointer(Item& item, ByteView bytes)
{
    constexpr std::size_t objectId = 12;
    if (const auto name = readString(item, bytes); !name) {
        return name;
    }
    if (const auto failure = missing(bytes, item.end, objectId, "a DBPointer")) {
        return tl::unexpected(*failure);
    }
    item.end += objectId;
    return {};
}

/// The scope is checked for its length only: this type is deprecated.
tl::expected<void, DecodeFailure> readScopedCode(Item& item, ByteView bytes)
{
    const auto length = readLength(bytes, item.begin, 14);
    if (!length) {
        return tl::unexpected(length.error());
    }
    if (const auto failure = missing(bytes, item.begin, *length, "code with scope")) {
        return tl::unexpected(*failure);
    }
    const std::size_t end = item.begin + *length;
    Item code;
    code.begin = item.begin + LengthSize;
    if (const auto text = readString(code, bytes.first(end)); !text) {
        return text;
    }
    item.content = code.content;
    item.end = end;
    return {};
}

tl::expected<void, DecodeFailure> readFixed(Item& item, ByteView bytes, std::size_t size,
                                            const char* name)
{
    if (const auto failure = missing(bytes, item.begin, size, name)) {
        return tl::unexpected(*failure);
    }
    item.end = item.begin + size;
    if (size <= sizeof(std::uint64_t)) {
        item.argument = littleEndian(bytes, item.begin, size);
    }
    return {};
}

tl::expected<void, DecodeFailure> readBool(Item& item, ByteView bytes)
{
    const auto read = readFixed(item, bytes, 1, "bool");
    if (read && item.argument > 1) {
        return tl::unexpected(DecodeFailure{item.begin, "expected 0 or 1 for false or true"});
    }
    item.form = item.argument == 1 ? Form::True : Form::False;
    return read;
}

tl::expected<void, DecodeFailure> readInteger(Item& item, ByteView bytes, std::size_t size)
{
    const auto read = readFixed(item, bytes, size, "integer");
    if (read) {
        setSigned(item, size == 4 ? static_cast<std::int32_t>(item.argument)
                                  : static_cast<std::int64_t>(item.argument));
    }
    return read;
}

tl::expected<void, DecodeFailure> readByType(Item& item, ByteView bytes)
{
    item.form = Form::Special;
    switch (item.head) {
    case 0x01:
        item.form = Form::Float64;
        return readFixed(item, bytes, 8, "double");
    case 0x02:
        item.form = Form::Text;
        return readString(item, bytes);
    case 0x03:
    case 0x04:
        item.form = item.head == 0x03 ? Form::Map : Form::Array;
        return readDocument(item, bytes);
    case 0x05:
        item.form = Form::Bytes;
        return readBinary(item, bytes);
    case 0x06:
        item.form = Form::Undefined;
        return {};
    case 0x07:
        return readFixed(item, bytes, 12, "ObjectId");
    case 0x08:
        return readBool(item, bytes);
    case 0x09:
    case 0x11:
        return readFixed(item, bytes, 8, "time");
    case 0x0A:
        item.form = Form::Null;
        return {};
    case 0x0B:
        return readRegularExpression(item, bytes);
    case 0x0C:
        return readPointer(item, bytes);
    case 0x0D:
    case 0x0E:
        return readString(item, bytes);
    case 0x0F:
        return readScopedCode(item, bytes);
    case 0x10:
        return readInteger(item, bytes, 4);
    case 0x12:
        return readInteger(item, bytes, 8);
    case 0x13:
        return readFixed(item, bytes, 16, "decimal 128");
    case 0x7F:
    case 0xFF:
        return {};
    default:
        return tl::unexpected(
            DecodeFailure{item.begin, "type " + std::to_string(item.head) + " is none of BSON's"});
    }
}

std::string binaryType(const Item& item)
{
    switch (item.argument) {
    case 0:
        return "binary";
    case 1:
        return "binary, function";
    case OldBinary:
        return "binary, old";
    case 3:
        return "binary, old UUID";
    case 4:
        return "binary, UUID";
    case 5:
        return "binary, MD5";
    case 6:
        return "binary, encrypted";
    default:
        return "binary, subtype " + std::to_string(item.argument);
    }
}

} // namespace

ItemResult readBson(ByteView bytes, std::size_t at, std::uint8_t type)
{
    Item item;
    item.head = type;
    item.begin = at;
    item.content = at;
    item.end = at;
    if (const auto read = readByType(item, bytes); !read) {
        return tl::unexpected(read.error());
    }
    return item;
}

std::string bsonType(const Item& item)
{
    switch (item.head) {
    case 0x01:
        return "double";
    case 0x02:
        return "string";
    case 0x03:
        return "document";
    case 0x04:
        return "array";
    case 0x05:
        return binaryType(item);
    case 0x06:
        return "undefined";
    case 0x07:
        return "ObjectId";
    case 0x08:
        return "bool";
    case 0x09:
        return "date";
    case 0x0A:
        return "null";
    case 0x0B:
        return "regular expression";
    case 0x0C:
        return "DBPointer";
    case 0x0D:
        return "JavaScript";
    case 0x0E:
        return "symbol";
    case 0x0F:
        return "JavaScript with scope";
    case 0x10:
        return "int 32";
    case 0x11:
        return "timestamp";
    case 0x12:
        return "int 64";
    case 0x13:
        return "decimal 128";
    default:
        return item.head == 0x7F ? "max key" : "min key";
    }
}

} // namespace framescope::codec
