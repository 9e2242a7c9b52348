// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/json_leaves.h"

#include "base/bytes.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"
#include "codec/json/json_path.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

using codec::JsonKind;
using codec::JsonOutline;

constexpr std::size_t MostItems = 3; // of an array

bool isPlainKey(std::string_view key)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    };
    return !key.empty() && std::ranges::all_of(key, isPlain);
}

class LeavesReader
{
public:
    LeavesReader(std::string_view text, const JsonOutline& outline, std::size_t most)
        : text_(text), outline_(outline), most_(most)
    {
    }

    void take(JsonOutline::NodeId id, const std::string& path, const std::string& key,
              std::size_t depth)
    {
        const auto node = outline_.node(id);
        const bool isObject = node.kind == JsonKind::Object;
        if (!isObject && node.kind != JsonKind::Array) {
            addLeaf(node, path, key);
            return;
        }
        const std::size_t count =
            isObject ? node.children : std::min<std::size_t>(node.children, MostItems);
        for (std::uint32_t i = 0; i < count && leaves.size() < most_; ++i) {
            if (depth >= codec::JsonPath::MaxSteps) {
                return;
            }
            const auto child = outline_.child(node, i);
            if (!isObject) {
                take(child, path + '[' + std::to_string(i) + ']', key, depth + 1);
                continue;
            }
            const auto quoted = outline_.node(child).key;
            const std::string raw(text_.substr(quoted.begin, quoted.size()));
            const std::string name = codec::unescape(viewOf(raw));
            take(child, isPlainKey(name) ? path + '.' + name : path + '[' + raw + ']', name,
                 depth + 1);
        }
    }

    std::vector<JsonLeaf> leaves;

private:
    static ByteView viewOf(std::string_view text)
    {
        return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    }

    void addLeaf(const JsonOutline::Node& node, const std::string& path, const std::string& key)
    {
        JsonLeaf leaf;
        leaf.path = path;
        leaf.key = key;
        leaf.isString = node.kind == JsonKind::String;
        leaf.isNumber = node.kind == JsonKind::Number;
        const std::string_view raw = text_.substr(node.value.begin, node.value.size());
        leaf.value = leaf.isString ? codec::unescape(viewOf(raw)) : std::string(raw);
        leaf.begin = node.value.begin + (leaf.isString ? 1 : 0);
        leaf.end = node.value.end - (leaf.isString ? 1 : 0);
        leaves.push_back(std::move(leaf));
    }

    std::string_view text_;
    const JsonOutline& outline_;
    std::size_t most_;
};

} // namespace

std::vector<JsonLeaf> jsonLeaves(std::string_view text, std::size_t most)
{
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    if (!codec::beginsLikeJson(bytes)) {
        return {};
    }
    const JsonOutline outline = JsonOutline::parse(bytes);
    if (outline.failure() || outline.empty()) {
        return {};
    }
    LeavesReader reader(text, outline, most);
    reader.take(JsonOutline::Root, "$", {}, 0);
    return std::move(reader.leaves);
}

} // namespace framescope::scenario
