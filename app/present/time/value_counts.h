// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::present {

/// Number, minimum, median, 95th percentile and maximum of some values.
struct Quantiles
{
    std::uint64_t count = 0;
    std::uint64_t least = 0;
    std::uint64_t median = 0;
    std::uint64_t p95 = 0;
    std::uint64_t greatest = 0;
    friend bool operator==(const Quantiles&, const Quantiles&) = default;
};

/// Counts values so that their quantiles are exact, without keeping every value: values below
/// 65,536 are counted, in pages made when needed; greater ones are kept.
class ValueCounts
{
public:
    static constexpr std::uint64_t Counted = 65'536;

    void add(std::uint64_t value);
    std::uint64_t count() const { return count_; }
    ValueCounts& operator+=(const ValueCounts& other);
    /// Returns the smallest value that at least `percent` of the values do not exceed (nearest
    /// rank); 0 without values. Not const: it orders the greater values as far as needed.
    std::uint64_t quantile(unsigned percent);
    Quantiles quantiles();

private:
    static constexpr std::size_t PageSize = 256;
    using Page = std::array<std::uint64_t, PageSize>;

    Page& page(std::size_t number);
    std::uint64_t counted(std::uint64_t rank) const;

    std::uint64_t count_ = 0;
    std::array<std::unique_ptr<Page>, Counted / PageSize> pages_;
    std::vector<std::uint64_t> great_;
};

} // namespace framescope::present
