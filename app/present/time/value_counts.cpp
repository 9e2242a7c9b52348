// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/value_counts.h"

#include <algorithm>
#include <functional>

namespace framescope::present {

void ValueCounts::add(std::uint64_t value)
{
    ++count_;
    if (value >= Counted) {
        great_.push_back(value);
        return;
    }
    ++page(value / PageSize)[value % PageSize];
}

ValueCounts::Page& ValueCounts::page(std::size_t number)
{
    if (!pages_[number]) {
        pages_[number] = std::make_unique<Page>();
    }
    return *pages_[number];
}

ValueCounts& ValueCounts::operator+=(const ValueCounts& other)
{
    count_ += other.count_;
    great_.insert(great_.end(), other.great_.begin(), other.great_.end());
    for (std::size_t number = 0; number < pages_.size(); ++number) {
        if (other.pages_[number]) {
            Page& to = page(number);
            std::ranges::transform(to, *other.pages_[number], to.begin(), std::plus<>{});
        }
    }
    return *this;
}

std::uint64_t ValueCounts::quantile(unsigned percent)
{
    if (count_ == 0) {
        return 0;
    }
    const std::uint64_t nearest = (percent * count_ + 99) / 100;
    const std::uint64_t rank = std::clamp<std::uint64_t>(nearest, 1, count_); // counts from 1
    const std::uint64_t small = count_ - great_.size();
    if (rank <= small) {
        return counted(rank);
    }
    const auto at = great_.begin() + static_cast<std::ptrdiff_t>(rank - small - 1);
    std::nth_element(great_.begin(), at, great_.end());
    return *at;
}

Quantiles ValueCounts::quantiles()
{
    return {count_, quantile(0), quantile(50), quantile(95), quantile(100)};
}

/// Returns the value of a rank. Precondition: at least `rank` values are below `Counted`.
std::uint64_t ValueCounts::counted(std::uint64_t rank) const
{
    std::uint64_t before = 0;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        for (std::size_t i = 0; pages_[page] && i < PageSize; ++i) {
            before += (*pages_[page])[i];
            if (before >= rank) {
                return page * PageSize + i;
            }
        }
    }
    return 0;
}

} // namespace framescope::present
