// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/fold_finder.h"

#include <algorithm>
#include <iterator>

namespace framescope::present {

namespace {

void eraseRange(std::map<std::uint32_t, Fold>& folds, std::size_t first, std::size_t end)
{
    const auto from = folds.lower_bound(static_cast<std::uint32_t>(first));
    auto to = from;
    while (to != folds.end() && to->first < end) {
        ++to;
    }
    folds.erase(from, to);
}

} // namespace

FoldFinder::FoldFinder(std::shared_ptr<const timeline::Timeline> timeline)
    : timeline_(std::move(timeline)), heartbeats_(*timeline_)
{
}

void FoldFinder::setRows(std::shared_ptr<const RowList> rows)
{
    rows_ = std::move(rows);
    seen_ = 0;
    folds_.clear();
    changes_.clear();
}

bool FoldFinder::advance(std::size_t end)
{
    if (seen_ >= end) {
        return true;
    }
    // Goes as far as heartbeats are known, or become known in this call.
    const std::size_t known = heartbeats_.seen();
    const std::size_t wanted = std::size_t{rows_->at(end - 1).value} + 1;
    if (known < wanted) {
        heartbeats_.update(std::min(wanted, known + EventsAtOnce));
        for (const EventId id : heartbeats_.found()) {
            if (const auto row = rows_->find(id, seen_)) {
                mark(*row);
            }
        }
    }
    const EventId limit{static_cast<std::uint32_t>(heartbeats_.seen())};
    const std::size_t last = std::min(rows_->lowerBound(limit, end), seen_ + EventsAtOnce);
    for (std::size_t row = seen_; row < last; ++row) {
        seen_ = row + 1;
        if (isBeat(row)) {
            mark(row);
        }
    }
    return seen_ == end;
}

std::vector<Fold> FoldFinder::takeChanges()
{
    std::vector<Fold> taken;
    taken.reserve(changes_.size());
    std::ranges::transform(changes_, std::back_inserter(taken),
                           [](const auto& change) { return change.second; });
    changes_.clear();
    return taken;
}

/// Adds a row that was recognised as a heartbeat to the folds or heartbeats before and after it.
void FoldFinder::mark(std::size_t row)
{
    if (foldWith(row)) {
        return;
    }
    const bool newest = row + 1 == seen_;
    if (Fold* before = row > 0 ? foldWith(row - 1) : nullptr; before && newest) {
        append(*before, row);
        return;
    }
    std::size_t first = row;
    while (first > 0 && isBeat(first - 1)) {
        const Fold* fold = foldWith(first - 1);
        first = fold ? fold->first : first - 1;
    }
    std::size_t end = row + 1;
    while (end < seen_ && isBeat(end)) {
        const Fold* fold = foldWith(end);
        end = fold ? fold->end() : end + 1;
    }
    if (end - first >= LeastRows) {
        put(first, end);
    }
}

Fold* FoldFinder::foldWith(std::size_t row)
{
    auto after = folds_.upper_bound(static_cast<std::uint32_t>(row));
    if (after == folds_.begin()) {
        return nullptr;
    }
    Fold& fold = std::prev(after)->second;
    return row < fold.end() ? &fold : nullptr;
}

void FoldFinder::append(Fold& fold, std::size_t row)
{
    ++fold.rows;
    count(fold, row);
    noteChange(fold);
}

void FoldFinder::put(std::size_t first, std::size_t end)
{
    Fold fold;
    fold.first = static_cast<std::uint32_t>(first);
    fold.rows = static_cast<std::uint32_t>(end - first);
    for (std::size_t row = first; row < end; ++row) {
        count(fold, row);
    }
    eraseRange(folds_, first, end);
    folds_[fold.first] = fold;
    noteChange(fold);
}

/// Counts a row of the fold by its kind, which may be a new one.
void FoldFinder::count(Fold& fold, std::size_t row) const
{
    const std::size_t room = fold.examples.size();
    std::size_t kind = 0;
    while (kind < std::min<std::size_t>(fold.kinds, room) && !isAlike(fold.examples[kind], row)) {
        ++kind;
    }
    if (kind == 0) {
        ++fold.beats;
        fold.lastBeat = static_cast<std::uint32_t>(row);
    }
    if (kind == fold.kinds) {
        ++fold.kinds;
        if (kind < room) {
            fold.examples[kind] = static_cast<std::uint32_t>(row);
        }
    }
}

void FoldFinder::noteChange(const Fold& fold)
{
    eraseRange(changes_, std::size_t{fold.first} + 1, fold.end());
    changes_[fold.first] = fold;
}

bool FoldFinder::isBeat(std::size_t row) const
{
    return heartbeats_.contains(rows_->at(row));
}

bool FoldFinder::isAlike(std::size_t row, std::size_t other) const
{
    const EventId one = rows_->at(row);
    const EventId two = rows_->at(other);
    const timeline::Entry& first = timeline_->entry(one);
    const timeline::Entry& second = timeline_->entry(two);
    const bool isPing = first.type == timeline::Type::Ping || first.type == timeline::Type::Pong;
    return first.type == second.type && first.direction() == second.direction() &&
           (isPing || heartbeats_.kindOf(one) == heartbeats_.kindOf(two));
}

} // namespace framescope::present
