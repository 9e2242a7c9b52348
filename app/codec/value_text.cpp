// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/value_text.h"

#include "base/counted.h"
#include "base/utf8_validator.h"
#include "codec/integers.h"
#include "codec/json_escapes.h"
#include "codec/number_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace framescope::codec {

namespace {

using NodeId = ValueTree::NodeId;
using Node = ValueTree::Node;

constexpr std::string_view HexDigits = "0123456789abcdef";
constexpr std::string_view Ellipsis = "…";

void appendHex(std::string& to, std::uint8_t byte)
{
    to += HexDigits[byte >> 4];
    to += HexDigits[byte & 0x0FU];
}

std::string hexText(ByteView bytes, std::size_t limit)
{
    std::string text = "h'";
    for (const std::uint8_t byte : bytes.first(std::min(limit, bytes.size()))) {
        appendHex(text, byte);
    }
    return text + (bytes.size() > limit ? "…'" : "'");
}

std::string plainHex(ByteView bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes) {
        appendHex(text, byte);
    }
    return text;
}

/// Length of the UTF-8 sequence at the start; 0 where there is none.
std::size_t sequenceLength(ByteView text)
{
    const std::uint8_t lead = text.front();
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return length <= text.size() && isUtf8(text.first(length)) ? length : 0;
}

void appendControl(std::string& to, std::uint8_t byte)
{
    switch (byte) {
    case '\b':
        to += "\\b";
        break;
    case '\f':
        to += "\\f";
        break;
    case '\n':
        to += "\\n";
        break;
    case '\r':
        to += "\\r";
        break;
    case '\t':
        to += "\\t";
        break;
    default:
        to += "\\u00";
        appendHex(to, byte);
        break;
    }
}

/// The text as the content of a string in quotes, at most `limit` bytes of it.
std::string escaped(ByteView text, std::size_t limit, bool quotes)
{
    std::string plain;
    std::size_t at = 0;
    while (at < text.size() && at < limit) {
        const std::uint8_t byte = text[at];
        const std::size_t length = sequenceLength(text.subspan(at));
        if (length == 0) {
            plain += "\\x";
            appendHex(plain, byte);
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

/// CBOR's strings of indefinite length: chunks up to a break (RFC 8949 3.2.3), or until there
/// are `enough` bytes.
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

/// What a string of one piece holds.
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
        return "ObjectId(\"" + plainHex(all) + "\")";
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
               plainHex(bytes.subspan(id, 12)) + ')';
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

Bytes bytesOfString(ByteView bytes, const Item& item, ValueEncoding encoding)
{
    if (item.indefinite) {
        return joinedChunks(bytes, item, SIZE_MAX);
    }
    const ByteView content = stringView(bytes, item, encoding);
    return {content.begin(), content.end()};
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

/// A scalar without its tags.
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

/// A bignum's value (RFC 8949 3.4.3); empty where the tags do not say that it is one.
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
    for (auto byte = magnitude.rbegin(); byte != magnitude.rend(); ++byte) { // one more
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

/// What a number of seconds that is tagged so means; empty for anything else.
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

/// A scalar in diagnostic notation.
std::string itemText(const ValueTree& tree, const Item& item, std::size_t limit)
{
    const std::string number = bignumText(tree.bytes(), item);
    return number.empty() ? tagged(item, scalarText(tree.bytes(), item, tree.encoding(), limit))
                          : number;
}

std::string jsonSource(const ValueTree& tree, ValueTree::Range range, std::size_t limit)
{
    ByteView text = tree.view(range);
    if (text.size() <= limit) {
        return std::string(asText(text));
    }
    while (limit > 0 && (text[limit] & 0xC0U) == 0x80U) { // within a character
        --limit;
    }
    return std::string(asText(text.first(limit))).append(Ellipsis);
}

/// A member's key as diagnostic notation has it.
std::string diagnosticKey(const ValueTree& tree, const Node& node)
{
    if (tree.encoding() == ValueEncoding::Bson) {
        return quoted(tree.view(node.key));
    }
    return itemText(tree, tree.keyItem(node), SIZE_MAX);
}

/// Writes a value and what it holds, without recursion.
class DiagnosticWriter
{
public:
    DiagnosticWriter(const ValueTree& tree, std::size_t limit) : tree_(tree), limit_(limit) {}

    std::string write(NodeId id)
    {
        begin(id);
        while (!open_.empty()) {
            if (text_.size() > limit_) {
                return text_.append("\n").append(Ellipsis);
            }
            Open& open = open_.back();
            const Node& node = tree_.node(open.id);
            if (open.next == node.children) {
                end(node);
                continue;
            }
            if (open.next > 0) {
                text_ += node.form == Form::Entry ? ":" : ",";
            }
            const NodeId child = tree_.child(node, open.next++);
            startLine(node);
            if (tree_.node(child).hasKey) {
                text_ += diagnosticKey(tree_, tree_.node(child)) + ": ";
            }
            begin(child);
        }
        return text_;
    }

private:
    struct Open
    {
        NodeId id = 0;
        std::uint32_t next = 0;
    };

    void begin(NodeId id)
    {
        const Node& node = tree_.node(id);
        if (!isContainer(node.form)) {
            text_ += itemText(tree_, tree_.item(node), SIZE_MAX);
            return;
        }
        for (const std::uint64_t tag : tree_.item(node).tags) {
            text_ += std::to_string(tag) + '(';
        }
        text_ += node.form == Form::Map ? "{" : node.form == Form::Array ? "[" : "";
        open_.push_back({id, 0});
    }

    void startLine(const Node& parent)
    {
        if (parent.form == Form::Entry) {
            text_ += text_.back() == ':' ? " " : "";
        } else {
            // Deep levels share an indentation: else the text would grow with their square.
            text_ += '\n' + std::string(2 * std::min<std::size_t>(open_.size(), 32), ' ');
        }
    }

    void end(const Node& node)
    {
        open_.pop_back();
        if (node.form == Form::Entry) {
            return;
        }
        if (node.children > 0) {
            text_ += '\n' + std::string(2 * std::min<std::size_t>(open_.size(), 32), ' ');
        }
        text_ += node.form == Form::Map ? '}' : ']';
        text_ += std::string(tree_.item(node).tags.size(), ')');
    }

    const ValueTree& tree_;
    std::size_t limit_;
    std::string text_;
    std::vector<Open> open_;
};

bool isPlainName(std::string_view name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.empty() && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

std::string stepText(const ValueTree& tree, const Node& node)
{
    if (!node.hasKey) {
        if (tree.node(node.parent).form == Form::Entry) {
            return node.row == 0 ? ".key" : ".value";
        }
        return '[' + std::to_string(node.row) + ']';
    }
    if (tree.encoding() == ValueEncoding::Json) {
        const std::string name = unescape(tree.view(node.key));
        return isPlainName(name) ? '.' + name : '[' + jsonSource(tree, node.key, SIZE_MAX) + ']';
    }
    if (tree.encoding() == ValueEncoding::Bson) {
        const std::string_view name = asText(tree.view(node.key));
        return isPlainName(name) ? '.' + std::string(name)
                                 : '[' + quoted(tree.view(node.key)) + ']';
    }
    const Item key = tree.keyItem(node);
    if (key.form == Form::Text && key.tags.empty()) {
        const Bytes name = bytesOfString(tree.bytes(), key, tree.encoding());
        if (isPlainName(asText(name))) {
            return '.' + std::string(asText(name));
        }
    }
    return '[' + itemText(tree, key, SIZE_MAX) + ']';
}

} // namespace

std::string quoted(ByteView text)
{
    return quotedText(text, SIZE_MAX);
}

std::string valueText(const ValueTree& tree, NodeId id, std::size_t limit)
{
    const Node& node = tree.node(id);
    if (node.form == Form::Entry) {
        return "key and value";
    }
    if (isContainer(node.form)) {
        const std::string count = std::to_string(node.children);
        return node.form == Form::Map ? "{ " + count + " }" : "[ " + count + " ]";
    }
    if (tree.encoding() == ValueEncoding::Json) {
        return jsonSource(tree, node.value, limit);
    }
    const Item item = tree.item(node);
    const std::string time = epochText(item);
    const std::string text = itemText(tree, item, limit);
    return time.empty() ? text : text + " · " + time;
}

std::string keyText(const ValueTree& tree, NodeId id)
{
    constexpr std::size_t longest = 1000;
    const Node& node = tree.node(id);
    if (id == ValueTree::Root) {
        return "$";
    }
    if (!node.hasKey) {
        if (tree.node(node.parent).form == Form::Entry) {
            return node.row == 0 ? "key" : "value";
        }
        return std::to_string(node.row);
    }
    switch (tree.encoding()) {
    case ValueEncoding::Json:
        return unescape(tree.view(node.key));
    case ValueEncoding::Bson:
        return escaped(tree.view(node.key), longest, false);
    default: {
        const Item key = tree.keyItem(node);
        return key.form == Form::Text && key.tags.empty()
                   ? escaped(bytesOfString(tree.bytes(), key, tree.encoding()), longest, false)
                   : itemText(tree, key, longest);
    }
    }
}

std::string typeText(const ValueTree& tree, NodeId id)
{
    const Node& node = tree.node(id);
    if (node.form == Form::Entry) {
        return "entry";
    }
    switch (tree.encoding()) {
    case ValueEncoding::MessagePack:
        return messagePackType(tree.item(node));
    case ValueEncoding::Cbor:
        return cborType(tree.item(node));
    case ValueEncoding::Bson:
        return bsonType(tree.item(node));
    default:
        break;
    }
    switch (node.form) {
    case Form::Map:
        return "object";
    case Form::Array:
        return "array";
    case Form::Text:
        return "string";
    case Form::Number:
        return "number";
    case Form::Null:
        return "null";
    default:
        return "boolean";
    }
}

std::string pathText(const ValueTree& tree, NodeId id)
{
    std::vector<NodeId> steps;
    for (; id != ValueTree::Root; id = tree.node(id).parent) {
        steps.push_back(id);
    }
    std::string path = "$";
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        path += stepText(tree, tree.node(*step));
    }
    return path;
}

std::string diagnosticText(const ValueTree& tree, NodeId id, std::size_t limit)
{
    if (tree.encoding() == ValueEncoding::Json) {
        return jsonSource(tree, tree.node(id).value, limit);
    }
    return DiagnosticWriter(tree, limit).write(id);
}

Bytes stringContent(const ValueTree& tree, NodeId id)
{
    const Node& node = tree.node(id);
    if (node.form != Form::Text && node.form != Form::Bytes && node.form != Form::Extension) {
        return {};
    }
    if (tree.encoding() == ValueEncoding::Json) {
        const std::string text = unescape(tree.view(node.value));
        const ByteView view = asBytes(text);
        return {view.begin(), view.end()};
    }
    return bytesOfString(tree.bytes(), tree.item(node), tree.encoding());
}

} // namespace framescope::codec
