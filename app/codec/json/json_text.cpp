// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_text.h"

#include "base/text/base64.h"
#include "base/text/utf8_validator.h"
#include "codec/item_text.h"
#include "codec/json/json_tokens.h"
#include "codec/value_text.h"

namespace framescope::codec {

namespace {

using NodeId = ValueTree::NodeId;
using Node = ValueTree::Node;

std::string jsonString(ByteView text)
{
    return isUtf8(text) ? quoted(text) : quoted(asBytes(escaped(text, SIZE_MAX, false)));
}

bool isJsonNumber(std::string_view text)
{
    const JsonToken token = readJsonNumber(text, 0);
    return !token.mistake && token.end == text.size();
}

/// Whether it is a symbol or JavaScript code, BSON's other types with a string.
bool isOtherString(const Item& item)
{
    return item.form == Form::Special && (item.head == 0x0D || item.head == 0x0E);
}

std::string scalarJson(const ValueTree& tree, Item item)
{
    if (item.form == Form::Text) {
        return jsonString(bytesOfString(tree.bytes(), item, tree.encoding()));
    }
    if (isOtherString(item)) {
        return jsonString(tree.bytes().subspan(item.content, item.end - item.content - 1));
    }
    const bool isWord =
        item.form == Form::False || item.form == Form::True || item.form == Form::Null;
    std::string text = itemText(tree, item, SIZE_MAX);
    if (item.form == Form::Bytes && !isJsonNumber(text)) { // not a bignum
        return '"' + toBase64(bytesOfString(tree.bytes(), item, tree.encoding())) + '"';
    }
    if (!item.tags.empty() && item.form != Form::Bytes) {
        item.tags.clear();
        text = itemText(tree, item, SIZE_MAX);
    }
    return item.form == Form::Undefined   ? "null"
           : isWord || isJsonNumber(text) ? text
                                          : jsonString(asBytes(text));
}

std::string keyJson(const ValueTree& tree, const Node& node)
{
    if (tree.encoding() == ValueEncoding::Bson) {
        return jsonString(tree.view(node.key));
    }
    const std::string key = scalarJson(tree, tree.keyItem(node));
    return key.front() == '"' ? key : '"' + key + '"';
}

/// Writes a tree as JSON, without recursion.
class JsonWriter
{
public:
    explicit JsonWriter(const ValueTree& tree) : tree_(tree) {}

    std::string write()
    {
        begin(ValueTree::Root);
        while (!open_.empty()) {
            Open& open = open_.back();
            const Node& node = tree_.node(open.id);
            if (open.next == node.children) {
                text_ += node.form == Form::Map ? '}' : ']';
                open_.pop_back();
                continue;
            }
            if (open.next > 0) {
                text_ += ',';
            }
            beginChild(tree_.child(node, open.next++));
        }
        return std::move(text_);
    }

private:
    struct Open
    {
        NodeId id = 0;
        std::uint32_t next = 0;
    };

    void beginChild(NodeId id)
    {
        constexpr std::size_t LongestKey = 200; // of a key that is no name
        const Node& node = tree_.node(id);
        if (node.form == Form::Entry) {
            const std::string key = diagnosticText(tree_, tree_.child(node, 0), LongestKey);
            text_ += jsonString(asBytes(key)) + ':';
            begin(tree_.child(node, 1));
            return;
        }
        if (node.hasKey && tree_.node(node.parent).form == Form::Map) {
            text_ += keyJson(tree_, node) + ':';
        }
        begin(id);
    }

    void begin(NodeId id)
    {
        const Node& node = tree_.node(id);
        if (isContainer(node.form)) {
            text_ += node.form == Form::Map ? '{' : '[';
            open_.push_back({id, 0});
        } else {
            text_ += scalarJson(tree_, tree_.item(node));
        }
    }

    const ValueTree& tree_;
    std::string text_;
    std::vector<Open> open_;
};

} // namespace

std::string jsonText(const ValueTree& tree)
{
    return tree.encoding() == ValueEncoding::Json
               ? std::string(asText(tree.view(tree.node(ValueTree::Root).value)))
               : JsonWriter(tree).write();
}

} // namespace framescope::codec
