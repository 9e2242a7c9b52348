// SPDX-License-Identifier: GPL-3.0-or-later
//
// MessagePack, https://github.com/msgpack/msgpack/blob/master/spec.md
#include "codec/integers.h"
#include "codec/item.h"

#include <array>

namespace framescope::codec {

namespace {

/// What the heads 0xc0 to 0xdf say: `argument` bytes that hold a number or a length follow.
struct Format
{
    Form form;
    std::uint8_t argument;
    const char* name;
};

constexpr std::uint8_t FirstHead = 0xC0;
constexpr std::uint8_t NeverUsed = 0xC1;
constexpr std::array<Format, 32> Formats{{
    {Form::Null, 0, "nil"},
    {Form::Null, 0, "never used"},
    {Form::False, 0, "bool"},
    {Form::True, 0, "bool"},
    {Form::Bytes, 1, "bin 8"},
    {Form::Bytes, 2, "bin 16"},
    {Form::Bytes, 4, "bin 32"},
    {Form::Extension, 1, "ext 8"},
    {Form::Extension, 2, "ext 16"},
    {Form::Extension, 4, "ext 32"},
    {Form::Float32, 4, "float 32"},
    {Form::Float64, 8, "float 64"},
    {Form::Unsigned, 1, "uint 8"},
    {Form::Unsigned, 2, "uint 16"},
    {Form::Unsigned, 4, "uint 32"},
    {Form::Unsigned, 8, "uint 64"},
    {Form::Negative, 1, "int 8"},
    {Form::Negative, 2, "int 16"},
    {Form::Negative, 4, "int 32"},
    {Form::Negative, 8, "int 64"},
    {Form::Extension, 0, "fixext 1"},
    {Form::Extension, 0, "fixext 2"},
    {Form::Extension, 0, "fixext 4"},
    {Form::Extension, 0, "fixext 8"},
    {Form::Extension, 0, "fixext 16"},
    {Form::Text, 1, "str 8"},
    {Form::Text, 2, "str 16"},
    {Form::Text, 4, "str 32"},
    {Form::Array, 2, "array 16"},
    {Form::Array, 4, "array 32"},
    {Form::Map, 2, "map 16"},
    {Form::Map, 4, "map 32"},
}};
constexpr std::uint8_t FirstFixedExtension = 0xD4;
constexpr std::uint8_t LastFixedExtension = 0xD8;

/// 0x00 to 0xbf and 0xe0 to 0xff: the head holds the number or the length too.
void readFixed(Item& item)
{
    const std::uint8_t head = item.head;
    if (head < 0x80) {
        item.form = Form::Unsigned;
        item.argument = head;
    } else if (head < 0x90) {
        item.form = Form::Map;
        item.argument = head & 0x0FU;
    } else if (head < 0xA0) {
        item.form = Form::Array;
        item.argument = head & 0x0FU;
    } else if (head < 0xC0) {
        item.form = Form::Text;
        item.argument = head & 0x1FU;
    } else {
        setSigned(item, static_cast<std::int8_t>(head));
    }
}

std::int64_t signExtended(std::uint64_t value, std::size_t bytes)
{
    const unsigned unused = 64 - 8 * static_cast<unsigned>(bytes);
    return static_cast<std::int64_t>(value << unused) >> unused;
}

} // namespace

ItemResult readMessagePack(ByteView bytes, std::size_t at)
{
    if (const auto failure = missing(bytes, at, 1, "a value")) {
        return tl::unexpected(*failure);
    }
    Item item;
    item.begin = at;
    item.head = bytes[at++];
    std::uint64_t length = 0;
    if (item.head < FirstHead || item.head > 0xDF) {
        readFixed(item);
        length = item.form == Form::Text ? item.argument : 0;
    } else {
        const Format& head = Formats[item.head - FirstHead];
        if (item.head == NeverUsed) {
            return tl::unexpected(DecodeFailure{item.begin, "0xc1 is no type of MessagePack"});
        }
        if (const auto failure = missing(bytes, at, head.argument, head.name)) {
            return tl::unexpected(*failure);
        }
        item.form = head.form;
        item.argument = bigEndian(bytes, at, head.argument);
        if (head.form == Form::Negative) {
            setSigned(item, signExtended(item.argument, head.argument));
        }
        at += head.argument;
        if (head.form == Form::Text || head.form == Form::Bytes) {
            length = item.argument;
        } else if (head.form == Form::Extension) {
            const bool fixed = item.head >= FirstFixedExtension && item.head <= LastFixedExtension;
            length = fixed ? 1U << (item.head - FirstFixedExtension) : item.argument;
            if (const auto failure = missing(bytes, at, length + 1, head.name)) {
                return tl::unexpected(*failure);
            }
            item.argument = bytes[at++];
        }
    }
    if (const auto failure = missing(bytes, at, length, messagePackType(item).c_str())) {
        return tl::unexpected(*failure);
    }
    item.content = at;
    item.end = at + length;
    return item;
}

std::string messagePackType(const Item& item)
{
    if (item.form == Form::Extension) {
        const int type = static_cast<std::int8_t>(item.argument);
        const std::size_t size = item.end - item.content;
        if (type == -1 && (size == 4 || size == 8 || size == 12)) {
            return "timestamp " + std::to_string(size * 8);
        }
        return "ext " + std::to_string(type);
    }
    if (item.head >= FirstHead && item.head <= 0xDF) {
        return Formats[item.head - FirstHead].name;
    }
    if (item.head < 0x80) {
        return "positive fixint";
    }
    if (item.head < 0x90) {
        return "fixmap";
    }
    if (item.head < 0xA0) {
        return "fixarray";
    }
    return item.head < 0xC0 ? "fixstr" : "negative fixint";
}

} // namespace framescope::codec
