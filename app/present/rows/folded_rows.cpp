// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/folded_rows.h"

#include <algorithm>

namespace framescope::present {

void FoldedRows::clear(std::size_t source)
{
    folds_.clear();
    source_ = source;
}

std::size_t FoldedRows::sourceOf(std::size_t shown) const
{
    const auto after = std::ranges::upper_bound(folds_, shown, {}, &Placed::shown);
    if (after == folds_.begin()) {
        return shown;
    }
    const Placed& placed = *(after - 1);
    if (shown == placed.shown()) {
        return placed.fold.first;
    }
    return shown + placed.hiddenBefore + placed.hides();
}

std::size_t FoldedRows::shownOf(std::size_t row) const
{
    const auto index = indexAt(row);
    if (!index) {
        return row;
    }
    const Placed& placed = folds_[*index];
    if (!placed.open && row < placed.fold.end()) {
        return placed.shown();
    }
    return row - placed.hiddenBefore - placed.hides();
}

const Fold* FoldedRows::at(std::size_t row) const
{
    const auto index = indexAt(row);
    return index && row < folds_[*index].fold.end() ? &folds_[*index].fold : nullptr;
}

bool FoldedRows::isOpen(std::size_t row) const
{
    const auto index = indexAt(row);
    return index && row < folds_[*index].fold.end() && folds_[*index].open;
}

void FoldedRows::put(const Fold& fold, bool open)
{
    const auto before = indexAt(fold.first);
    const bool overlaps = before && folds_[*before].fold.end() > fold.first;
    const auto first = folds_.begin() + static_cast<std::ptrdiff_t>(!before    ? 0
                                                                    : overlaps ? *before
                                                                               : *before + 1);
    auto last = first;
    while (last != folds_.end() && last->fold.first < fold.end()) {
        ++last;
    }
    const auto at = folds_.erase(first, last);
    const auto placed = folds_.insert(at, Placed{fold, open, 0});
    recount(static_cast<std::size_t>(placed - folds_.begin()));
}

void FoldedRows::setOpen(std::size_t row, bool open)
{
    const std::size_t index = *indexAt(row);
    folds_[index].open = open;
    recount(index);
}

bool FoldedRows::anyOpen(std::size_t first, std::size_t end) const
{
    for (std::size_t i = indexAt(first).value_or(0); i < folds_.size(); ++i) {
        const Placed& placed = folds_[i];
        if (placed.fold.first >= end) {
            break;
        }
        if (placed.open && placed.fold.end() > first) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> FoldedRows::indexAt(std::size_t row) const
{
    const auto after = std::ranges::upper_bound(
        folds_, row, {}, [](const Placed& placed) { return std::size_t{placed.fold.first}; });
    if (after == folds_.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(after - folds_.begin()) - 1;
}

void FoldedRows::recount(std::size_t from)
{
    std::size_t before = from == 0 ? 0 : folds_[from - 1].hiddenBefore + folds_[from - 1].hides();
    for (std::size_t i = from; i < folds_.size(); ++i) {
        folds_[i].hiddenBefore = before;
        before += folds_[i].hides();
    }
}

} // namespace framescope::present
