// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace framescope::present {

/// How the bins of a TimeBins widen: each width is a whole multiple of the one before.
enum class Widths {
    Doubling, ///< 1, 2, 4, 8 … ns: between half of the capacity and all of it is used
    Decimal,  ///< 1, 2, 10, 20, 100 … ns: widths that are easy to read; at least a fifth is used
};

/// Returns the number of the bin that contains a time; rounds down, also before the first event.
constexpr std::int64_t binOf(Duration time, Duration width)
{
    const std::int64_t quotient = time.count() / width.count();
    return time.count() % width.count() < 0 ? quotient - 1 : quotient;
}

constexpr Duration nextWidth(Duration width, Widths widths)
{
    if (widths == Widths::Doubling) {
        return width * 2;
    }
    std::int64_t leading = width.count();
    while (leading >= 10) {
        leading /= 10;
    }
    return width * (leading == 1 ? 2 : 5);
}

/// Sums over time in a bounded number of bins of one width, for times in any order. Bin n covers
/// [n * width, (n + 1) * width). If a time would need too many bins, bins are joined until it fits.
/// So the cost is that of the bins, however long a session gets. `Bin` is a value with
/// `operator+=`; its default is the empty sum.
template <class Bin>
class TimeBins
{
public:
    /// `width`: the initial width, which stays if all times fit into `capacity` bins.
    explicit TimeBins(std::size_t capacity, Widths widths, Duration width = Duration{1})
        : capacity_(static_cast<std::int64_t>(capacity)), widths_(widths), width_(width)
    {
        assert(capacity > 1 && width.count() > 0);
    }

    /// Returns the bin of a time, and makes room for it.
    Bin& at(Duration time)
    {
        if (time < currentBegin_ || time >= currentEnd_) {
            find(time);
        }
        return bins_[current_];
    }

    bool empty() const { return bins_.empty(); }
    Duration width() const { return width_; }
    /// The number of the first bin; 0 without bins.
    std::int64_t first() const { return first_; }
    const std::vector<Bin>& bins() const { return bins_; }
    Duration beginOf(std::size_t i) const
    {
        return width_ * (first_ + static_cast<std::int64_t>(i));
    }

    /// Returns bins [first, first + count) of a width that is a multiple of this one.
    std::vector<Bin> grouped(Duration width, std::int64_t first, std::size_t count) const
    {
        assert(width.count() % width_.count() == 0);
        std::vector<Bin> result(count);
        const Duration begin = width * first;
        const Duration end = width * (first + static_cast<std::int64_t>(count));
        const std::int64_t low = std::max(binOf(begin, width_), first_);
        const std::int64_t high =
            std::min(binOf(end, width_), first_ + static_cast<std::int64_t>(bins_.size()));
        for (std::int64_t i = low; i < high; ++i) {
            const std::int64_t to = binOf(width_ * i, width) - first;
            result[static_cast<std::size_t>(to)] += bins_[static_cast<std::size_t>(i - first_)];
        }
        return result;
    }

private:
    void find(Duration time)
    {
        if (bins_.empty()) {
            first_ = binOf(time, width_);
            bins_.resize(1);
        }
        std::int64_t number = binOf(time, width_);
        while (std::max(number, last()) - std::min(number, first_) >= capacity_) {
            widen();
            number = binOf(time, width_);
        }
        if (number < first_) {
            bins_.insert(bins_.begin(), static_cast<std::size_t>(first_ - number), Bin{});
            first_ = number;
        } else if (number > last()) {
            bins_.resize(static_cast<std::size_t>(number - first_ + 1));
        }
        current_ = static_cast<std::size_t>(number - first_);
        currentBegin_ = width_ * number;
        currentEnd_ = currentBegin_ + width_;
    }

    void widen()
    {
        const Duration wider = nextWidth(width_, widths_);
        const std::int64_t first = binOf(width_ * first_, wider);
        const std::int64_t last = binOf(width_ * this->last(), wider);
        bins_ = grouped(wider, first, static_cast<std::size_t>(last - first + 1));
        first_ = first;
        width_ = wider;
        currentEnd_ = currentBegin_;
    }

    std::int64_t last() const { return first_ + static_cast<std::int64_t>(bins_.size()) - 1; }

    std::int64_t capacity_;
    Widths widths_;
    Duration width_;
    std::int64_t first_ = 0;
    std::vector<Bin> bins_;
    std::size_t current_ = 0; ///< index of the bin used last; times mostly come in order
    Duration currentBegin_{};
    Duration currentEnd_{};
};

} // namespace framescope::present
