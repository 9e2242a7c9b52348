// SPDX-License-Identifier: GPL-3.0-or-later
//
// CBOR, RFC 8949.
#include "codec/integers.h"
#include "codec/item.h"

#include <array>
#include <utility>

namespace framescope::codec {

namespace {

// Major types (RFC 8949 3.1) and values of the additional information (RFC 8949 3).
enum Major : std::uint8_t { Unsigned, Negative, ByteString, TextString, Array, Map, Tag, Simple };
constexpr std::uint8_t OneByte = 24;
constexpr std::uint8_t EightBytes = 27;
constexpr std::uint8_t Indefinite = 31;
constexpr std::uint8_t BreakHead = 0xFF;

struct Head
{
    std::uint8_t byte = 0;
    std::uint64_t argument = 0;
    std::size_t end = 0;

    Major major() const { return static_cast<Major>(byte >> 5); }
    std::uint8_t info() const { return byte & 0x1FU; }
    bool indefinite() const { return info() == Indefinite; }
};

tl::expected<Head, DecodeFailure> readHead(ByteView bytes, std::size_t at)
{
    if (const auto failure = missing(bytes, at, 1, "a value")) {
        return tl::unexpected(*failure);
    }
    Head head{bytes[at], 0, at + 1};
    const std::uint8_t info = head.info();
    if (info > EightBytes && info < Indefinite) {
        return tl::unexpected(
            DecodeFailure{at, "additional information " + std::to_string(info) + " is reserved"});
    }
    if (info < OneByte) {
        head.argument = info;
    } else if (info <= EightBytes) {
        const std::size_t size = std::size_t{1} << (info - OneByte);
        if (const auto failure = missing(bytes, head.end, size, "the head of a value")) {
            return tl::unexpected(*failure);
        }
        head.argument = bigEndian(bytes, head.end, size);
        head.end += size;
    } else if (head.major() < ByteString || head.major() == Tag) {
        return tl::unexpected(DecodeFailure{at, "a number or tag has no indefinite length"});
    }
    return head;
}

/// The end of the chunks of a string, after the break (RFC 8949 3.2.3).
tl::expected<std::size_t, DecodeFailure> endOfChunks(ByteView bytes, std::size_t at, Major major)
{
    for (;;) {
        const auto chunk = readHead(bytes, at);
        if (!chunk) {
            return tl::unexpected(chunk.error());
        }
        if (chunk->byte == BreakHead) {
            return chunk->end;
        }
        if (chunk->major() != major || chunk->indefinite()) {
            return tl::unexpected(DecodeFailure{
                at, "expected a chunk of the string, of definite length, or a break"});
        }
        if (const auto failure = missing(bytes, chunk->end, chunk->argument, "a string")) {
            return tl::unexpected(*failure);
        }
        at = chunk->end + chunk->argument;
    }
}

tl::expected<void, DecodeFailure> readSimple(Item& item, const Head& head)
{
    constexpr std::uint8_t firstNamed = 20;
    constexpr std::uint8_t firstTwoByteValue = 32;
    static constexpr std::array Forms{Form::False,  Form::True,    Form::Null,    Form::Undefined,
                                      Form::Simple, Form::Float16, Form::Float32, Form::Float64};
    if (head.info() == OneByte && head.argument < firstTwoByteValue) {
        return tl::unexpected(DecodeFailure{head.end - 1, "simple values below 32 have one byte"});
    }
    item.form = head.indefinite()          ? Form::Break
                : head.info() < firstNamed ? Form::Simple
                                           : Forms[head.info() - firstNamed];
    return {};
}

tl::expected<void, DecodeFailure> readString(Item& item, const Head& head, ByteView bytes)
{
    if (head.indefinite()) {
        const auto end = endOfChunks(bytes, head.end, head.major());
        if (!end) {
            return tl::unexpected(end.error());
        }
        item.end = *end;
        return {};
    }
    if (const auto failure = missing(bytes, head.end, head.argument, "a string")) {
        return tl::unexpected(*failure);
    }
    item.end = head.end + head.argument;
    return {};
}

constexpr std::array<std::pair<std::uint64_t, const char*>, 24> TagNames{{
    {0, "date and time"},
    {1, "epoch time"},
    {2, "bignum"},
    {3, "negative bignum"},
    {4, "decimal fraction"},
    {5, "bigfloat"},
    {16, "COSE encrypt0"},
    {17, "COSE mac0"},
    {18, "COSE sign1"},
    {21, "as base64url"},
    {22, "as base64"},
    {23, "as base16"},
    {24, "encoded CBOR"},
    {30, "rational"},
    {32, "URI"},
    {33, "base64url"},
    {34, "base64"},
    {35, "regular expression"},
    {36, "MIME message"},
    {37, "UUID"},
    {61, "CWT"},
    {100, "days since epoch"},
    {258, "set"},
    {55799, "self-described CBOR"},
}};

std::string tagName(std::uint64_t tag)
{
    std::string text = "tag " + std::to_string(tag);
    for (const auto& [number, name] : TagNames) {
        if (number == tag) {
            text += std::string(" (") + name + ')';
        }
    }
    return text;
}

} // namespace

ItemResult readCbor(ByteView bytes, std::size_t at)
{
    Item item;
    item.begin = at;
    auto head = readHead(bytes, at);
    while (head && head->major() == Tag) {
        if (item.tags.size() < Item::MaxTags) {
            item.tags.push_back(head->argument);
        }
        at = head->end;
        head = readHead(bytes, at);
    }
    if (!head) {
        return tl::unexpected(head.error());
    }
    item.head = head->byte;
    item.argument = head->argument;
    item.indefinite = head->indefinite();
    item.content = head->end;
    item.end = head->end;
    tl::expected<void, DecodeFailure> rest;
    if (head->major() == Simple) {
        rest = readSimple(item, *head);
    } else {
        static constexpr std::array Forms{Form::Unsigned, Form::Negative, Form::Bytes,
                                          Form::Text,     Form::Array,    Form::Map};
        item.form = Forms[head->major()];
    }
    if (item.form == Form::Text || item.form == Form::Bytes) {
        rest = readString(item, *head, bytes);
    }
    if (!rest) {
        return tl::unexpected(rest.error());
    }
    if (item.form == Form::Break && at != item.begin) {
        return tl::unexpected(DecodeFailure{at, "expected a value behind the tag"});
    }
    return item;
}

std::string cborType(const Item& item)
{
    std::string text;
    for (const std::uint64_t tag : item.tags) {
        text += tagName(tag) + ' ';
    }
    static constexpr auto Names =
        std::to_array<const char*>({"map", "array", "", "text", "bytes", "unsigned", "negative",
                                    "float 16", "float 32", "float 64"}); // in the order of Form
    const auto form = static_cast<std::size_t>(item.form);
    text += form < Names.size() ? Names[form] : "simple";
    return item.indefinite ? text + ", indefinite" : text;
}

} // namespace framescope::codec
