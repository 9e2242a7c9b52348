// SPDX-License-Identifier: GPL-3.0-or-later
//
// MessagePack, https://github.com/msgpack/msgpack/blob/master/spec.md
#include "codec/integers.h"
#include "codec/item.h"

#include <algorithm>
#include <array>

namespace framescope::codec {

namespace {

/// The format of a head from 0xc0 to 0xdf: `argument` bytes with a number or length follow.
struct Format
{
    Form form;
    std::uint8_t argument;
    const char* name;
};

constexpr std::uint8_t FirstHead = 0xC0;
constexpr std::uint8_t LastHead = 0xDF;
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

/// The format of heads up to `last` that hold the number or length in the bits of `mask`.
struct FixedFormat
{
    std::uint8_t last;
    Form form;
    std::uint8_t mask;
    const char* name;
};

constexpr std::array<FixedFormat, 5> FixedFormats{{
    {0x7F, Form::Unsigned, 0x7F, "positive fixint"},
    {0x8F, Form::Map, 0x0F, "fixmap"},
    {0x9F, Form::Array, 0x0F, "fixarray"},
    {0xBF, Form::Text, 0x1F, "fixstr"},
    {0xFF, Form::Negative, 0xFF, "negative fixint"},
}};

/// The format of 0x00 to 0xbf and 0xe0 to 0xff; null for other heads.
const FixedFormat* fixedFormat(std::uint8_t head)
{
    return head < FirstHead || head > LastHead
               ? std::ranges::lower_bound(FixedFormats, head, {}, &FixedFormat::last)
               : nullptr;
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
    if (const FixedFormat* fixed = fixedFormat(item.head)) {
        item.form = fixed->form;
        item.argument = item.head & fixed->mask;
        if (item.form == Form::Negative) {
            setSigned(item, static_cast<std::int8_t>(item.head));
        }
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
    const FixedFormat* fixed = fixedFormat(item.head);
    return fixed ? fixed->name : Formats[item.head - FirstHead].name;
}

} // namespace framescope::codec
