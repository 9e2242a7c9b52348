// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/value_text.h"

#include "base/text/utf8.h"
#include "codec/item_text.h"
#include "codec/json/json_escapes.h"

#include <algorithm>

namespace framescope::codec {

namespace {

using NodeId = ValueTree::NodeId;
using Node = ValueTree::Node;

std::string jsonSource(const ValueTree& tree, ValueTree::Range range, std::size_t limit)
{
    ByteView text = tree.view(range);
    if (text.size() <= limit) {
        return std::string(asText(text));
    }
    return std::string(cutText(asText(text), limit)).append(Ellipsis);
}

/// A member's key in diagnostic notation.
std::string diagnosticKey(const ValueTree& tree, const Node& node)
{
    if (tree.encoding() == ValueEncoding::Bson) {
        return quoted(tree.view(node.key));
    }
    return itemText(tree, tree.keyItem(node), SIZE_MAX);
}

/// Writes a value and its members, without recursion.
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
            // Deep levels share an indentation: otherwise the text would grow quadratically.
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

std::string stepText(const ValueTree& tree, const Node& node)
{
    if (!node.hasKey) {
        if (tree.node(node.parent).form == Form::Entry) {
            return node.row == 0 ? ".key" : ".value";
        }
        return '[' + std::to_string(node.row) + ']';
    }
    const std::string_view source = asText(tree.view(node.key));
    if (tree.encoding() == ValueEncoding::Json) {
        return memberStep(unescape(tree.view(node.key)), source);
    }
    if (tree.encoding() == ValueEncoding::Bson) {
        return memberStep(source, quoted(tree.view(node.key)));
    }
    const Item key = tree.keyItem(node);
    const bool isName = key.form == Form::Text && key.tags.empty();
    const Bytes name = isName ? bytesOfString(tree.bytes(), key, tree.encoding()) : Bytes();
    return memberStep(asText(name), itemText(tree, key, SIZE_MAX));
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
    return node.form == Form::Map      ? "object"
           : node.form == Form::Array  ? "array"
           : node.form == Form::Text   ? "string"
           : node.form == Form::Number ? "number"
           : node.form == Form::Null   ? "null"
                                       : "boolean";
}

std::string memberStep(std::string_view name, std::string_view quotedKey)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const bool isPlain =
        !name.empty() && isLetter(name.front()) &&
        std::ranges::all_of(name, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
    return isPlain ? '.' + std::string(name) : '[' + std::string(quotedKey) + ']';
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
