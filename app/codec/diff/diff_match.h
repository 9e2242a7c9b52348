// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace framescope::codec {

/// A run of equal elements in two sequences.
struct CommonRun
{
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t length = 0;
    friend bool operator==(const CommonRun&, const CommonRun&) = default;
};

/// The common runs of two sequences, in order. `coarse`: there were too many differences to find
/// the shortest edit, so the sequences were compared place by place.
struct CommonRuns
{
    std::vector<CommonRun> runs;
    bool coarse = false;

    /// Walks through sequences of these lengths. Calls `same(run)` for each common run, and
    /// `differing(i, toLeft, j, toRight)` for the elements between runs.
    template <class Same, class Differing>
    void walk(std::size_t left, std::size_t right, Same same, Differing differing) const
    {
        std::size_t i = 0;
        std::size_t j = 0;
        const auto gap = [&](std::size_t toLeft, std::size_t toRight) {
            if (i < toLeft || j < toRight) {
                differing(i, toLeft, j, toRight);
            }
        };
        for (const CommonRun& run : runs) {
            gap(run.left, run.right);
            same(run);
            i = run.left + run.length;
            j = run.right + run.length;
        }
        gap(left, right);
    }
};

/// Myers' algorithm ("An O(ND) Difference Algorithm", 1986), used between the common beginning and
/// end. `equal(i, j)` compares left element i with right element j.
template <class Equal>
class SequenceMatcher
{
public:
    /// The most edits that are searched for: time and memory grow with their square.
    static constexpr std::size_t MostEdits = 1500;

    SequenceMatcher(std::size_t left, std::size_t right, Equal equal, std::stop_token stop = {})
        : left_(left), right_(right), equal_(std::move(equal)), stop_(std::move(stop))
    {
    }

    CommonRuns match()
    {
        while (begin_ < left_ && begin_ < right_ && equal_(begin_, begin_)) {
            ++begin_;
        }
        std::size_t end = 0;
        while (end < left_ - begin_ && end < right_ - begin_ &&
               equal_(left_ - end - 1, right_ - end - 1)) {
            ++end;
        }
        add({0, 0, begin_});
        innerLeft_ = left_ - begin_ - end;
        innerRight_ = right_ - begin_ - end;
        if (innerLeft_ > 0 && innerRight_ > 0) {
            if (const auto edits = findEdits()) {
                walkBack(*edits);
            } else {
                matchByPlace();
            }
        }
        add({left_ - end, right_ - end, end});
        return std::move(result_);
    }

private:
    void add(const CommonRun& run)
    {
        if (run.length == 0) {
            return;
        }
        if (!result_.runs.empty()) {
            CommonRun& last = result_.runs.back();
            if (last.left + last.length == run.left && last.right + last.length == run.right) {
                last.length += run.length;
                return;
            }
        }
        result_.runs.push_back(run);
    }

    bool equalInside(std::ptrdiff_t x, std::ptrdiff_t y) const
    {
        return equal_(begin_ + static_cast<std::size_t>(x), begin_ + static_cast<std::size_t>(y));
    }

    /// Returns how far each diagonal got, by number of edits; nullopt if the end was not reached.
    std::optional<std::vector<std::vector<std::int32_t>>> findEdits()
    {
        const auto n = static_cast<std::ptrdiff_t>(innerLeft_);
        const auto m = static_cast<std::ptrdiff_t>(innerRight_);
        const auto most =
            static_cast<std::ptrdiff_t>(std::min(MostEdits, innerLeft_ + innerRight_));
        std::vector<std::vector<std::int32_t>> levels;
        for (std::ptrdiff_t d = 0; d <= most && !stop_.stop_requested(); ++d) {
            std::vector<std::int32_t> level(static_cast<std::size_t>(2 * d + 1), -1);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                std::ptrdiff_t x = d == 0 ? 0 : startOf(levels.back(), d, k);
                if (x > n || x - k > m) {
                    continue; // beyond the edge
                }
                while (x < n && x - k < m && equalInside(x, x - k)) {
                    ++x;
                }
                level[static_cast<std::size_t>(k + d)] = static_cast<std::int32_t>(x);
                if (x >= n && x - k >= m) {
                    levels.push_back(std::move(level));
                    return levels;
                }
            }
            levels.push_back(std::move(level));
        }
        return std::nullopt;
    }

    /// Returns the x where diagonal k begins with d edits, from the level before.
    static std::ptrdiff_t startOf(const std::vector<std::int32_t>& before, std::ptrdiff_t d,
                                  std::ptrdiff_t k)
    {
        const auto reached = [&](std::ptrdiff_t diagonal) -> std::ptrdiff_t {
            const std::ptrdiff_t at = diagonal + d - 1;
            return at < 0 || at >= static_cast<std::ptrdiff_t>(before.size())
                       ? -1
                       : before[static_cast<std::size_t>(at)];
        };
        const std::ptrdiff_t right = reached(k - 1); // a left element is removed
        const std::ptrdiff_t down = reached(k + 1);  // a right element is added
        return right >= 0 && right + 1 > down ? right + 1 : down >= 0 ? down : beyond;
    }

    void walkBack(const std::vector<std::vector<std::int32_t>>& levels)
    {
        auto x = static_cast<std::ptrdiff_t>(innerLeft_);
        auto y = static_cast<std::ptrdiff_t>(innerRight_);
        std::vector<CommonRun> runs;
        for (auto d = static_cast<std::ptrdiff_t>(levels.size()) - 1; d >= 0; --d) {
            const std::ptrdiff_t k = x - y;
            const std::ptrdiff_t start =
                d == 0 ? 0 : startOf(levels[static_cast<std::size_t>(d - 1)], d, k);
            if (x > start) {
                runs.push_back({begin_ + static_cast<std::size_t>(start),
                                begin_ + static_cast<std::size_t>(start - k),
                                static_cast<std::size_t>(x - start)});
            }
            if (d == 0) {
                break;
            }
            const auto& before = levels[static_cast<std::size_t>(d - 1)];
            const std::ptrdiff_t at = k - 1 + d - 1;
            const bool fromLeft = at >= 0 && at < static_cast<std::ptrdiff_t>(before.size()) &&
                                  before[static_cast<std::size_t>(at)] >= 0 &&
                                  before[static_cast<std::size_t>(at)] + 1 == start;
            x = fromLeft ? start - 1 : start;
            y = fromLeft ? start - k : start - k - 1;
        }
        std::for_each(runs.rbegin(), runs.rend(), [this](const CommonRun& run) { add(run); });
    }

    void matchByPlace()
    {
        result_.coarse = true;
        const std::size_t both = std::min(innerLeft_, innerRight_);
        for (std::size_t i = 0; i < both; ++i) {
            if (equal_(begin_ + i, begin_ + i)) {
                add({begin_ + i, begin_ + i, 1});
            }
        }
    }

    static constexpr std::ptrdiff_t beyond = PTRDIFF_MAX / 2;

    std::size_t left_;
    std::size_t right_;
    Equal equal_;
    std::stop_token stop_;
    std::size_t begin_ = 0;
    std::size_t innerLeft_ = 0;
    std::size_t innerRight_ = 0;
    CommonRuns result_;
};

} // namespace framescope::codec
