// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/likely_name.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>
#include <vector>

namespace framescope {

namespace {

constexpr std::size_t LongestTyped = 64; ///< what is longer is no name

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// The number of letters to insert, remove or replace so that one text becomes the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string likelyName(std::string_view typed, std::span<const std::string> names)
{
    if (typed.empty() || typed.size() > LongestTyped) {
        return {};
    }
    std::string best;
    std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const std::string& name : names) {
        if (const std::size_t count = distance(typed, name); count < least) {
            least = count;
            best = name;
        }
    }
    constexpr std::size_t ShortestStart = 3;
    if (best.empty() && typed.size() >= ShortestStart) {
        const auto found = std::ranges::find_if(names, [typed](const std::string& name) {
            return name.starts_with(typed) || typed.starts_with(name);
        });
        return found == names.end() ? std::string() : *found;
    }
    return best;
}

} // namespace framescope
