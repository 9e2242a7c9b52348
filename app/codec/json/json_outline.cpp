// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_outline.h"

#include "codec/json/byte_order_mark.h"

#include <algorithm>

namespace framescope::codec {

namespace {

JsonOutline::Kind kindOf(std::uint8_t first)
{
    constexpr std::string_view Firsts = "{[\"-tfn"; // in the order of Kind; '-': any number
    const std::size_t kind = Firsts.find(static_cast<char>(first));
    return kind == std::string_view::npos ? JsonOutline::Kind::Number
                                          : static_cast<JsonOutline::Kind>(kind);
}

} // namespace

JsonOutline::Node JsonOutline::node(NodeId id) const
{
    Node node;
    std::uint32_t value = starts_[id];
    if (const Container* parent = parentOf(id)) {
        node.parent = idOf(*parent);
        node.row = id - parent->firstChild;
        if (text_[parent->begin] == '{') {
            node.key = {value, tokenEnd(value)};
            value = valueAfterKey(node.key.end);
            node.duplicateKey = std::ranges::binary_search(duplicates_, id);
        }
    }
    node.kind = kindOf(text_[value]);
    if (node.kind == Kind::Object || node.kind == Kind::Array) {
        const Container& container = containerAt(value);
        node.children = container.children;
        node.firstChild = container.firstChild;
        node.value = {value, container.end};
    } else {
        node.value = {value, tokenEnd(value)};
    }
    return node;
}

JsonOutline::NodeId JsonOutline::nodeAt(std::size_t offset) const
{
    const auto after = std::ranges::upper_bound(containers_, offset, {}, &Container::begin);
    if (after == containers_.begin()) {
        return Root;
    }
    const Container* container = &*std::prev(after);
    while (container->end <= offset && container->begin != containers_.front().begin) {
        container = &containers_[container->parent];
    }
    const auto first = starts_.begin() + container->firstChild;
    const auto last = first + container->children;
    const auto child = std::upper_bound(first, last, offset);
    if (child == first) {
        return idOf(*container);
    }
    const auto id = static_cast<NodeId>(std::prev(child) - starts_.begin());
    return offset < node(id).value.end ? id : idOf(*container);
}

std::size_t JsonOutline::memory() const
{
    return starts_.capacity() * sizeof(std::uint32_t) + containers_.capacity() * sizeof(Container) +
           blocks_.capacity() * sizeof(std::uint32_t) + duplicates_.capacity() * sizeof(NodeId) +
           longTokens_.capacity() * sizeof(Range);
}

const JsonOutline::Container* JsonOutline::parentOf(NodeId id) const
{
    if (id == Root) {
        return nullptr;
    }
    const auto after = std::ranges::upper_bound(
        blocks_, id, {}, [this](std::uint32_t number) { return containers_[number].firstChild; });
    return &containers_[*std::prev(after)];
}

const JsonOutline::Container& JsonOutline::containerAt(std::uint32_t begin) const
{
    return *std::ranges::lower_bound(containers_, begin, {}, &Container::begin);
}

JsonOutline::NodeId JsonOutline::idOf(const Container& container) const
{
    if (&container == &containers_.front()) {
        return Root;
    }
    return containers_[container.parent].firstChild + container.row;
}

/// The range of a token of more than 4 KiB that begins there; null for most.
const JsonOutline::Range* JsonOutline::longToken(std::uint32_t begin) const
{
    const auto known = std::ranges::lower_bound(longTokens_, begin, {}, &Range::begin);
    return known != longTokens_.end() && known->begin == begin ? &*known : nullptr;
}

/// The end of a string, number or word.
std::uint32_t JsonOutline::tokenEnd(std::uint32_t begin) const
{
    if (const Range* known = longToken(begin)) {
        return known->end;
    }
    switch (text_[begin]) {
    case 't':
    case 'n':
        return begin + 4;
    case 'f':
        return begin + 5;
    case '"':
        break;
    default:
        return static_cast<std::uint32_t>(readJsonNumber(asText(text_), begin).end);
    }
    std::uint32_t at = begin + 1;
    while (text_[at] != '"') {
        at += text_[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

std::uint32_t JsonOutline::valueAfterKey(std::uint32_t keyEnd) const
{
    if (const Range* known = longToken(keyEnd)) {
        return known->end;
    }
    std::uint32_t at = keyEnd;
    while (isJsonSpace(static_cast<char>(text_[at])) || text_[at] == ':') {
        ++at;
    }
    return at;
}

bool beginsLikeJson(ByteView text)
{
    const std::string_view rest = asText(withoutByteOrderMark(text));
    const auto first = std::ranges::find_if_not(rest, isJsonSpace);
    return first != rest.end() && (*first == '{' || *first == '[');
}

} // namespace framescope::codec
