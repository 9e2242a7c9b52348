// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/plausible.h"

#include "base/text/utf8_validator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::codec {

namespace {

/// The most values that are examined: more would not add evidence.
constexpr std::size_t MostValues = 2000;
constexpr std::size_t MostRead = 4096;

bool isReadable(ByteView bytes, const Item& item)
{
    if (item.indefinite) {
        return true;
    }
    const ByteView text = bytes.subspan(item.content, item.end - item.content);
    return text.size() > MostRead ? isUtf8(text) : isReadableText(text);
}

/// Whether CBOR's tags are on values they are specified for (RFC 8949 3.4).
bool isPlausiblyTagged(const ValueTree& tree, const ValueTree::Node& node)
{
    constexpr std::uint64_t dateAndTime = 0;
    constexpr std::uint64_t epochTime = 1;
    constexpr std::uint64_t negativeBignum = 3;
    if (tree.encoding() != ValueEncoding::Cbor) {
        return true;
    }
    const Item item = tree.item(node);
    if (item.tags.empty() || item.tags.back() > negativeBignum) {
        return true;
    }
    if (item.tags.back() == dateAndTime) {
        return item.form == Form::Text;
    }
    const bool isBytes = item.form == Form::Bytes;
    return item.tags.back() == epochTime ? !isBytes && !isContainer(item.form) : isBytes;
}

/// Whether a key is plausible: a name or a number.
bool isPlausibleKey(const ValueTree& tree, const ValueTree::Node& node, bool strict)
{
    const Item key = tree.keyItem(node);
    if (key.form == Form::Text) {
        return isReadable(tree.bytes(), key);
    }
    return !strict && !node.duplicateKey &&
           (key.form == Form::Unsigned || key.form == Form::Negative);
}

/// Whether a key is a number unlikely in a counter or table: negative, or after a greater one.
bool isOddKey(const ValueTree& tree, const ValueTree::Node& node)
{
    const Item key = tree.keyItem(node);
    if (key.form == Form::Text) {
        return false;
    }
    if (key.form != Form::Unsigned) {
        return true;
    }
    if (node.row == 0) {
        return false;
    }
    const Item before = tree.keyItem(tree.node(tree.child(node.parent, node.row - 1)));
    return before.form == Form::Unsigned && before.argument > key.argument;
}

/// Whether a tag is common: time, number, encoded data, URL (IANA's registry of CBOR tags).
bool isCommonTag(std::uint64_t tag)
{
    constexpr std::uint64_t selfDescribed = 55799;
    return tag <= 5 || (tag >= 21 && tag <= 24) || (tag >= 30 && tag <= 37) ||
           (tag >= 258 && tag <= 261) || tag == selfDescribed;
}

/// Whether a value is valid but hardly ever sent. That alone speaks against the reading, except in
/// a message that also has texts.
bool isOdd(const ValueTree& tree, const ValueTree::Node& node)
{
    constexpr std::uint64_t timestamp = 0xFF;
    constexpr std::uint64_t firstReserved = 0x80; // extension types below zero
    if (node.hasKey && isOddKey(tree, node)) {
        return true;
    }
    const Item item = tree.item(node);
    if (item.form == Form::Simple || !std::ranges::all_of(item.tags, isCommonTag)) {
        return true;
    }
    return item.form == Form::Extension && (item.argument & 0xFFU) >= firstReserved &&
           (item.argument & 0xFFU) != timestamp;
}

} // namespace

bool isReadableText(ByteView bytes)
{
    const auto isControl = [](std::uint8_t byte) {
        return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
    };
    return std::none_of(bytes.begin(), bytes.end(), isControl) && isUtf8(bytes);
}

bool isPlausible(const ValueTree& tree, bool strict)
{
    constexpr std::size_t leastSize = 3;
    constexpr std::size_t leastText = 2;
    if (tree.failure() || tree.empty() || tree.bytes().size() < leastSize) {
        return false;
    }
    const Form root = tree.node(ValueTree::Root).form;
    if (root != Form::Map && root != Form::Array) {
        return false;
    }
    bool hasText = false;
    bool isStrange = false;
    const auto count = static_cast<ValueTree::NodeId>(std::min(tree.size(), MostValues));
    for (ValueTree::NodeId id = 0; id < count; ++id) {
        const ValueTree::Node& node = tree.node(id);
        if (node.form == Form::Entry || (node.hasKey && !isPlausibleKey(tree, node, strict)) ||
            !isPlausiblyTagged(tree, node)) {
            return false;
        }
        if (node.form == Form::Text) {
            const Item item = tree.item(node);
            if (!isReadable(tree.bytes(), item)) {
                return false;
            }
            hasText = hasText || item.end - item.content >= leastText;
        }
        hasText = hasText || (node.hasKey && node.key.size() > leastText &&
                              tree.keyItem(node).form == Form::Text);
        isStrange = isStrange || isOdd(tree, node);
    }
    return hasText || !(strict || isStrange);
}

std::string_view fileType(ByteView bytes)
{
    using namespace std::string_view_literals;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
        {"\x89PNG\r\n\x1a\n"sv, "PNG image"sv},
        {"\xff\xd8\xff"sv, "JPEG image"sv},
        {"GIF87a"sv, "GIF image"sv},
        {"GIF89a"sv, "GIF image"sv},
        {"%PDF-"sv, "PDF document"sv},
        {"PK\x03\x04"sv, "ZIP archive"sv},
        {"\x28\xb5\x2f\xfd"sv, "Zstandard data"sv},
        {"OggS\0"sv, "Ogg media"sv},
        {"\x1a\x45\xdf\xa3"sv, "Matroska or WebM media"sv},
        {"\0asm"sv, "WebAssembly module"sv},
    }};
    const std::string_view text = asText(bytes);
    for (const auto& [signature, name] : types) {
        if (text.starts_with(signature)) {
            return name;
        }
    }
    if (text.starts_with("RIFF") && text.size() >= 12 && text.substr(8, 4) == "WEBP") {
        return "WebP image";
    }
    return {};
}

} // namespace framescope::codec
