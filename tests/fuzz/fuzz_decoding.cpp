// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first byte chooses an encoding, the rest is in it. Whatever the bytes are, there is a
// tree with each value in its place, or a failure. What nlohmann's reader takes is taken, with
// the same values; what is taken here and not there has types that JSON has not.
#include "codec/decoding.h"
#include "codec/json/json_outline.h"
#include "codec/json/json_text.h"
#include "codec/value_text.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

using namespace framescope;
using namespace framescope::codec;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void checkTree(const ValueTree& tree)
{
    constexpr std::size_t limit = 200;
    for (ValueTree::NodeId id = 0; id < tree.size(); ++id) {
        const ValueTree::Node& node = tree.node(id);
        demand(node.value.begin <= node.value.end && node.value.end <= tree.bytes().size());
        demand(node.key.begin <= node.key.end && node.key.end <= tree.bytes().size());
        if (id != ValueTree::Root) {
            const ValueTree::Node& parent = tree.node(node.parent);
            demand(node.parent < id && tree.child(parent, node.row) == id);
            demand(isContainer(parent.form));
            demand(parent.value.begin <= node.value.begin && node.value.end <= parent.value.end);
        }
        valueText(tree, id, limit);
        keyText(tree, id);
        typeText(tree, id);
        stringContent(tree, id);
    }
    if (!tree.empty()) {
        pathText(tree, static_cast<ValueTree::NodeId>(tree.size() - 1));
        diagnosticText(tree, ValueTree::Root, limit * limit);
    }
}

/// What a tree is written as is JSON, with as many values.
void checkJsonText(const ValueTree& tree)
{
    const std::string text = jsonText(tree);
    const JsonOutline outline = JsonOutline::parse(asBytes(text));
    demand(!outline.failure() && outline.size() <= tree.size());
}

/// nlohmann's readers recurse, and merge keys that come again.
bool isForJudge(const ValueTree& tree)
{
    for (ValueTree::NodeId id = 0; id < tree.size(); ++id) {
        if (tree.node(id).duplicateKey) {
            return false;
        }
    }
    return tree.bytes().size() < 4096;
}

nlohmann::json judge(Encoding encoding, ByteView bytes)
try {
    using nlohmann::json;
    switch (encoding) {
    case Encoding::MessagePack:
        return json::from_msgpack(bytes, true, false);
    case Encoding::Cbor:
        return json::from_cbor(bytes, true, false, json::cbor_tag_handler_t::ignore);
    default:
        return json::from_bson(bytes, true, false);
    }
} catch (const nlohmann::json::out_of_range&) { // it does not keep these to itself
    return nlohmann::json(nlohmann::json::value_t::discarded);
}

/// The numbers and words of JSON, strings apart: the judge does not check that they are UTF-8.
void compare(const ValueTree& tree, const nlohmann::json& expected)
{
    const nlohmann::json* root = &expected;
    const ValueTree::Node& node = tree.node(ValueTree::Root);
    demand(root->is_structured() == isContainer(node.form));
    if (root->is_structured()) {
        demand(root->size() == node.children);
    } else if (root->is_number_integer() && tree.item(node).tags.empty()) {
        demand(root->dump() == valueText(tree, ValueTree::Root, 100));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const ByteView input(data + 1, size - 1);
    const auto bytes = std::make_shared<const Bytes>(input.begin(), input.end());
    const auto encoding =
        static_cast<Encoding>(data[0] % (static_cast<int>(Encoding::Deflate) + 2));
    const Decoding decoding =
        encoding > Encoding::Deflate ? decode(bytes) : decode(bytes, encoding);
    demand(decoding.content != nullptr);
    demand(!decoding.failure || decoding.failure->layer < decoding.layers.size());
    if (decoding.tree) {
        checkTree(*decoding.tree);
    }
    if (decoding.tree && !decoding.failure) {
        checkJsonText(*decoding.tree);
    }
    if (encoding > Encoding::Deflate && !decoding.layers.empty() &&
        decoding.layers[0].encoding != Encoding::Json &&
        decoding.layers[0].encoding != Encoding::Envelope) {
        demand(mayBeEncoded(*bytes));
    }
    if (encoding < Encoding::MessagePack || encoding > Encoding::Bson || !decoding.tree ||
        !isForJudge(*decoding.tree)) {
        return 0;
    }
    const nlohmann::json expected = judge(encoding, input);
    if (!expected.is_discarded()) {
        // nlohmann's reader of BSON does not look at the lengths of documents.
        demand(!decoding.failure || encoding == Encoding::Bson);
    }
    if (!expected.is_discarded() && !decoding.failure) {
        compare(*decoding.tree, expected);
    }
    return 0;
}
