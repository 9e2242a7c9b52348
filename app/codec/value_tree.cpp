// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/value_tree.h"

#include "codec/json/json_outline.h"
#include "codec/value_reader.h"

#include <array>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace framescope::codec {

namespace {

Form formOf(JsonOutline::Kind kind)
{
    static constexpr std::array Forms{Form::Map,  Form::Array, Form::Text, Form::Number,
                                      Form::True, Form::False, Form::Null}; // JsonKind's order
    return Forms[static_cast<std::size_t>(kind)];
}

} // namespace

ValueTree ValueTree::parse(ValueEncoding encoding, std::shared_ptr<const Bytes> bytes,
                           const std::stop_token& stop)
{
    constexpr std::size_t largest = std::numeric_limits<std::uint32_t>::max();
    ValueTree tree;
    tree.encoding_ = encoding;
    tree.bytes_ = std::move(bytes);
    if (tree.bytes_->size() > largest) {
        tree.failure_ = DecodeFailure{largest, "too large to be shown as a tree"};
        return tree;
    }
    if (encoding == ValueEncoding::Json) {
        tree.readJson(stop);
        tree.linkChildren();
        return tree;
    }
    ValueReader(tree, stop).run();
    tree.linkChildren();
    tree.markDuplicates(stop);
    return tree;
}

/// Adds nodes in the order of the text, so that a container comes before its members.
void ValueTree::readJson(const std::stop_token& stop)
{
    struct Waiting
    {
        JsonOutline::NodeId from = JsonOutline::Root;
        NodeId parent = Root;
    };
    const JsonOutline outline = JsonOutline::parse(*bytes_, {MaxNodes, MaxNodes}, stop);
    if (const auto& failure = outline.failure()) {
        failure_ = DecodeFailure{failure->offset, failure->what};
    }
    nodes_.reserve(outline.size());
    std::vector<Waiting> waiting;
    if (!outline.empty()) {
        waiting.emplace_back();
    }
    while (!waiting.empty() && !stop.stop_requested()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        const JsonOutline::Node from = outline.node(next.from);
        const auto id = static_cast<NodeId>(nodes_.size());
        Node node;
        node.form = formOf(from.kind);
        node.hasKey = !from.key.empty();
        node.duplicateKey = from.duplicateKey;
        node.parent = next.parent;
        node.row = from.row;
        node.children = from.children;
        node.key = {from.key.begin, from.key.end};
        node.value = {from.value.begin, from.value.end};
        nodes_.push_back(node);
        for (std::uint32_t row = from.children; row > 0; --row) {
            waiting.push_back({outline.child(from, row - 1), id});
        }
    }
    if (!waiting.empty()) { // children of an incomplete tree may be missing
        nodes_.clear();
        failure_ = DecodeFailure{0, "cancelled"};
    }
}

Item ValueTree::item(const Node& node) const
{
    const std::size_t at = node.value.begin;
    if (node.form == Form::Entry) {
        Item entry;
        entry.form = Form::Entry;
        return entry;
    }
    switch (encoding_) {
    case ValueEncoding::MessagePack:
        return readMessagePack(bytes(), at).value();
    case ValueEncoding::Cbor:
        return readCbor(bytes(), at).value();
    default:
        return readBson(bytes(), at, node.head).value();
    }
}

Item ValueTree::keyItem(const Node& node) const
{
    return encoding_ == ValueEncoding::Cbor ? readCbor(bytes(), node.key.begin).value()
                                            : readMessagePack(bytes(), node.key.begin).value();
}

void ValueTree::linkChildren()
{
    std::uint32_t next = 0;
    for (Node& node : nodes_) {
        node.firstChild = next;
        next += node.children;
    }
    childList_.resize(next);
    for (NodeId id = 1; id < nodes_.size(); ++id) {
        const Node& node = nodes_[id];
        childList_[nodes_[node.parent].firstChild + node.row] = id;
    }
}

void ValueTree::markDuplicates(const std::stop_token& stop)
{
    for (const Node& node : nodes_) {
        if (stop.stop_requested()) {
            return;
        }
        if (node.form == Form::Map && node.children > 1) {
            markDuplicates(node);
        }
    }
}

/// Marks repeated keys. Keys are equal if their bytes are; of texts, those after the head.
void ValueTree::markDuplicates(const Node& map)
{
    std::unordered_set<std::string_view> texts;
    std::unordered_set<std::string_view> others;
    for (std::uint32_t row = 0; row < map.children; ++row) {
        Node& member = nodes_[child(map, row)];
        if (!member.hasKey) {
            continue;
        }
        std::string_view key = asText(view(member.key));
        bool isText = true;
        if (encoding_ != ValueEncoding::Bson) {
            const Item item = keyItem(member);
            isText = item.form == Form::Text;
            if (isText && !item.indefinite) {
                key = asText(bytes().subspan(item.content, item.end - item.content));
            }
        }
        member.duplicateKey = !(isText ? texts : others).insert(key).second;
    }
}

} // namespace framescope::codec
