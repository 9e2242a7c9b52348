// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_search.h"

namespace framescope::present {

namespace {

bool isContainer(const codec::JsonOutline::Node& node)
{
    return node.kind == codec::JsonOutline::Kind::Object ||
           node.kind == codec::JsonOutline::Kind::Array;
}

} // namespace

FoundAt placeOf(const JsonDocument& document, codec::JsonOutline::NodeId node)
{
    const codec::JsonOutline::Node at = document.outline.node(node);
    return {at.key.empty() ? at.value.begin : at.key.begin,
            isContainer(at) ? at.value.begin + 1 : at.value.end};
}

Searched searchedIn(std::shared_ptr<const JsonDocument> document)
{
    if (!document || document->outline.empty()) {
        return {{}, {}, true};
    }
    auto payload = Payload::ofBytes(document->text);
    const auto countsAs = [document](std::uint64_t offset) {
        const auto id = document->outline.nodeAt(offset);
        const codec::JsonOutline::Node node = document->outline.node(id);
        const bool isOwn = node.key.has(offset) || (!isContainer(node) && node.value.has(offset));
        return isOwn ? std::optional(placeOf(*document, id)) : std::nullopt;
    };
    return {std::move(payload), countsAs, true};
}

} // namespace framescope::present
