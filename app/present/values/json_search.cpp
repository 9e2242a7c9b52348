// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_search.h"

#include <algorithm>

namespace framescope::present {

namespace {

using NodeId = codec::JsonOutline::NodeId;

constexpr std::size_t TextPart = std::size_t{1} << 20;

bool isContainer(const codec::JsonOutline::Node& node)
{
    return node.kind == codec::JsonOutline::Kind::Object ||
           node.kind == codec::JsonOutline::Kind::Array;
}

/// Looks in the whole text, and passes over what is neither in a key nor in a value.
class Finder
{
public:
    Finder(const JsonDocument& document, const BytePattern& pattern, const std::stop_token& stop)
        : outline_(document.outline), text_(*document.text), pattern_(pattern), stop_(stop)
    {
    }

    std::optional<NodeId> forward(std::size_t from, std::size_t to) const
    {
        std::size_t at = from;
        while (at < to && !stop_.stop_requested()) {
            const ByteView part =
                text_.subspan(at, std::min(TextPart + pattern_.longest(), text_.size() - at));
            const auto match = pattern_.find(part);
            if (!match) {
                at += TextPart;
            } else if (at + match->offset >= to) {
                break;
            } else if (const auto node = owner(at + match->offset)) {
                return node;
            } else {
                at += match->offset + 1;
            }
        }
        return std::nullopt;
    }

    std::optional<NodeId> backward(std::size_t from, std::size_t to) const
    {
        std::size_t end = to;
        while (end > from && !stop_.stop_requested()) {
            const std::size_t start = end - std::min(TextPart, end - from);
            const ByteView part = text_.subspan(
                start, std::min(end - start + pattern_.longest(), text_.size() - start));
            const auto match = pattern_.findLast(part, end - start);
            if (!match) {
                end = start;
            } else if (const auto node = owner(start + match->offset)) {
                return node;
            } else {
                end = start + match->offset;
            }
        }
        return std::nullopt;
    }

private:
    std::optional<NodeId> owner(std::size_t offset) const
    {
        const NodeId id = outline_.nodeAt(offset);
        const codec::JsonOutline::Node node = outline_.node(id);
        const bool mine = node.key.has(offset) || (!isContainer(node) && node.value.has(offset));
        return mine ? std::optional(id) : std::nullopt;
    }

    const codec::JsonOutline& outline_;
    ByteView text_;
    const BytePattern& pattern_;
    const std::stop_token& stop_;
};

} // namespace

JsonSearch::JsonSearch(QObject* parent) : QObject(parent) {}

JsonSearch::~JsonSearch() = default;

std::optional<NodeId> JsonSearch::next(const JsonDocument& document, const BytePattern& pattern,
                                       std::size_t from, const std::stop_token& stop)
{
    return Finder(document, pattern, stop).forward(from, document.text->size());
}

std::size_t JsonSearch::placeOf(const JsonDocument& document, NodeId node)
{
    const codec::JsonOutline::Node at = document.outline.node(node);
    return at.key.empty() ? at.value.begin : at.key.begin;
}

std::size_t JsonSearch::endOf(const JsonDocument& document, NodeId node)
{
    const codec::JsonOutline::Node at = document.outline.node(node);
    return isContainer(at) ? at.value.begin + 1 : at.value.end;
}

void JsonSearch::findNext(std::shared_ptr<const JsonDocument> document, BytePattern pattern,
                          codec::JsonOutline::NodeId from)
{
    const std::size_t where = endOf(*document, from);
    start(std::move(document), std::move(pattern), where, false);
}

void JsonSearch::findPrevious(std::shared_ptr<const JsonDocument> document, BytePattern pattern,
                              codec::JsonOutline::NodeId from)
{
    const std::size_t where = placeOf(*document, from);
    start(std::move(document), std::move(pattern), where, true);
}

void JsonSearch::findFirst(std::shared_ptr<const JsonDocument> document, BytePattern pattern)
{
    start(std::move(document), std::move(pattern), 0, false);
}

void JsonSearch::start(std::shared_ptr<const JsonDocument> document, BytePattern pattern,
                       std::size_t where, bool backwards)
{
    task_.run(
        [document = std::move(document), pattern = std::move(pattern), where,
         backwards](work::Run& run) {
            const Finder finder(*document, pattern, run.stop());
            const std::size_t size = document->text->size();
            Outcome outcome;
            outcome.node = backwards ? finder.backward(0, where) : finder.forward(where, size);
            if (!outcome.node) {
                outcome.wrapped = true;
                outcome.node = backwards ? finder.backward(where, size) : finder.forward(0, where);
            }
            return outcome;
        },
        [this](const Outcome& outcome) { emit finished(outcome); });
}

} // namespace framescope::present
