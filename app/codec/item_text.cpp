// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/item_text.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "base/text/utf8.h"
#include "codec/integers.h"
#include "codec/json/number_text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>

namespace framescope::codec {

namespace {

std::string hexText(ByteView bytes, std::size_t limit)
{
    std::string text = "h'";
    appendHex(text, bytes.first(std::min(limit, bytes.size())));
    return text + (bytes.size() > limit ? "…'" : "'");
}

void appendControl(std::string& to, std::uint8_t byte)
{
    constexpr std::string_view Named = "\b\f\n\r\t";
    const std::size_t known = Named.find(static_cast<char>(byte));
    if (known != std::string_view::npos) {
        to += '\\';
        to += "bfnrt"[known];
    } else {
        to += "\\u00";
        appendHex(to, byte);
    }
}

/// Joins the chunks of a CBOR string of indefinite length up to the break (RFC 8949 3.2.3), or
/// until there are `enough` bytes.
Bytes joinedChunks(ByteView bytes, const Item& item, std::size_t enough)
{
    Bytes joined;
    std::size_t at = item.content;
    while (at + 1 < item.end && joined.size() < enough) {
        const Item chunk = readCbor(bytes, at).value();
        append(joined, bytes.subspan(chunk.content, chunk.end - chunk.content));
        at = chunk.end;
    }
    return joined;
}

ByteView contentOf(ByteView bytes, const Item& item)
{
    return bytes.subspan(item.content, item.end - item.content);
}

/// The content of a string that is not chunked.
ByteView stringView(ByteView bytes, const Item& item, ValueEncoding encoding)
{
    const bool endsWithZero = encoding == ValueEncoding::Bson && item.form == Form::Text;
    const ByteView content = contentOf(bytes, item);
    return endsWithZero ? content.first(content.size() - 1) : content;
}

std::string extensionText(ByteView bytes, const Item& item, std::size_t limit)
{
    const ByteView content = contentOf(bytes, item);
    if (messagePackType(item).starts_with("timestamp")) {
        std::uint32_t nanoseconds = 0;
        std::int64_t seconds = 0;
        if (content.size() == 4) {
            seconds = static_cast<std::int64_t>(bigEndian(content, 0, 4));
        } else if (content.size() == 8) {
            const std::uint64_t both = bigEndian(content, 0, 8);
            nanoseconds = static_cast<std::uint32_t>(both >> 34);
            seconds = static_cast<std::int64_t>(both & 0x3FFFFFFFFULL);
        } else {
            nanoseconds = static_cast<std::uint32_t>(bigEndian(content, 0, 4));
            seconds = static_cast<std::int64_t>(bigEndian(content, 4, 8));
        }
        constexpr std::uint32_t second = 1'000'000'000;
        const std::string time = nanoseconds < second ? timeText(seconds, nanoseconds) : "";
        if (!time.empty()) {
            return time;
        }
    }
    return "ext(" + std::to_string(static_cast<std::int8_t>(item.argument)) + ", " +
           hexText(content, limit) + ')';
}

std::string specialText(ByteView bytes, const Item& item, std::size_t limit)
{
    const ByteView all = bytes.subspan(item.begin, item.end - item.begin);
    switch (item.head) {
    case 0x07:
        return "ObjectId(\"" + toHex(all) + "\")";
    case 0x09: {
        const auto ms = static_cast<std::int64_t>(item.argument);
        const std::int64_t seconds = ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
        const std::string time =
            timeText(seconds, static_cast<std::uint32_t>(ms - seconds * 1000) * 1'000'000U);
        return time.empty() ? std::to_string(ms) + " ms" : time;
    }
    case 0x0B: {
        const std::string_view text = asText(all);
        const std::size_t zero = text.find('\0');
        return '/' + escaped(asBytes(text.substr(0, zero)), limit, false) + '/' +
               escaped(asBytes(text.substr(zero + 1, text.size() - zero - 2)), limit, false);
    }
    case 0x0C: {
        const std::size_t id = item.end - 12;
        return "DBPointer(" +
               quotedText(bytes.subspan(item.content, id - 1 - item.content), limit) + ", " +
               toHex(bytes.subspan(id, 12)) + ')';
    }
    case 0x0F: {
        const auto length = littleEndian(bytes, item.content - 4, 4);
        return quotedText(bytes.subspan(item.content, length - 1), limit) + " with " +
               counted(item.end - item.content - length, "byte") + " of scope";
    }
    case 0x0D:
    case 0x0E:
        return quotedText(contentOf(bytes, item).first(item.end - item.content - 1), limit);
    case 0x11:
        return "Timestamp(" + std::to_string(item.argument >> 32) + ", " +
               std::to_string(item.argument & 0xFFFFFFFFU) + ')';
    case 0x13:
        return decimal128Text(all);
    default:
        return item.head == 0x7F ? "MaxKey" : "MinKey";
    }
}

std::string stringText(ByteView bytes, const Item& item, ValueEncoding encoding, std::size_t limit)
{
    Bytes joined;
    ByteView content;
    if (item.indefinite) {
        joined = joinedChunks(bytes, item, limit);
        content = joined;
    } else {
        content = stringView(bytes, item, encoding);
    }
    return item.form == Form::Text ? quotedText(content, limit) : hexText(content, limit);
}

/// A scalar in diagnostic notation, without its tags.
std::string scalarText(ByteView bytes, const Item& item, ValueEncoding encoding, std::size_t limit)
{
    switch (item.form) {
    case Form::Text:
    case Form::Bytes:
        return stringText(bytes, item, encoding, limit);
    case Form::Unsigned:
        return std::to_string(item.argument);
    case Form::Negative:
        return negativeText(item.argument);
    case Form::Float16:
        return floatText(halfFloat(static_cast<std::uint16_t>(item.argument)));
    case Form::Float32:
        return floatText(std::bit_cast<float>(static_cast<std::uint32_t>(item.argument)));
    case Form::Float64:
        return floatText(std::bit_cast<double>(item.argument));
    case Form::False:
        return "false";
    case Form::True:
        return "true";
    case Form::Null:
        return "null";
    case Form::Undefined:
        return "undefined";
    case Form::Simple:
        return "simple(" + std::to_string(item.argument) + ')';
    case Form::Extension:
        return extensionText(bytes, item, limit);
    default:
        return specialText(bytes, item, limit);
    }
}

/// The value of a bignum (RFC 8949 3.4.3); empty if the tags don't mark one.
std::string bignumText(ByteView bytes, const Item& item)
{
    constexpr std::size_t longest = 256;
    constexpr std::uint64_t positive = 2;
    constexpr std::uint64_t negative = 3;
    if (item.tags.size() != 1 || item.form != Form::Bytes ||
        (item.tags[0] != positive && item.tags[0] != negative)) {
        return {};
    }
    if (item.end - item.begin > longest) {
        return {};
    }
    Bytes magnitude = bytesOfString(bytes, item, ValueEncoding::Cbor);
    if (item.tags[0] == positive) {
        return bigNumberText(magnitude);
    }
    magnitude.insert(magnitude.begin(), 0);
    for (auto byte = magnitude.rbegin(); byte != magnitude.rend(); ++byte) { // add one
        if (++*byte != 0) {
            break;
        }
    }
    return '-' + bigNumberText(magnitude);
}

std::string tagged(const Item& item, const std::string& inner)
{
    std::string text;
    for (const std::uint64_t tag : item.tags) {
        text += std::to_string(tag) + '(';
    }
    return text + inner + std::string(item.tags.size(), ')');
}

} // namespace

std::string escaped(ByteView text, std::size_t limit, bool quotes)
{
    std::string plain;
    std::size_t at = 0;
    while (at < text.size() && at < limit) {
        const std::uint8_t byte = text[at];
        const std::size_t length =
            firstCharacter(asText(text.subspan(at))).value_or(Utf8Character()).size;
        if (length == 0) {
            plain += "\\x";
            appendHex(plain, text.subspan(at, 1));
        } else if (byte < 0x20 || byte == 0x7F) {
            appendControl(plain, byte);
        } else if (quotes && (byte == '"' || byte == '\\')) {
            plain += '\\';
            plain += static_cast<char>(byte);
        } else {
            plain += asText(text.subspan(at, length));
        }
        at += std::max<std::size_t>(length, 1);
    }
    return at < text.size() ? plain.append(Ellipsis) : plain;
}

std::string quotedText(ByteView text, std::size_t limit)
{
    return '"' + escaped(text, limit, true) + '"';
}

Bytes bytesOfString(ByteView bytes, const Item& item, ValueEncoding encoding)
{
    if (item.indefinite) {
        return joinedChunks(bytes, item, SIZE_MAX);
    }
    const ByteView content = stringView(bytes, item, encoding);
    return {content.begin(), content.end()};
}

std::string epochText(const Item& item)
{
    constexpr std::uint64_t epochTime = 1;
    if (item.tags.empty() || item.tags.back() != epochTime) {
        return {};
    }
    double seconds = NAN;
    if (item.form == Form::Unsigned) {
        seconds = static_cast<double>(item.argument);
    } else if (item.form == Form::Negative) {
        seconds = -1 - static_cast<double>(item.argument);
    } else if (item.form == Form::Float64) {
        seconds = std::bit_cast<double>(item.argument);
    }
    if (!(std::abs(seconds) < 1e12)) {
        return {};
    }
    const double whole = std::floor(seconds);
    return timeText(static_cast<std::int64_t>(whole),
                    static_cast<std::uint32_t>((seconds - whole) * 1e6) * 1000U);
}

std::string itemText(const ValueTree& tree, const Item& item, std::size_t limit)
{
    const std::string number = bignumText(tree.bytes(), item);
    return number.empty() ? tagged(item, scalarText(tree.bytes(), item, tree.encoding(), limit))
                          : number;
}

} // namespace framescope::codec
