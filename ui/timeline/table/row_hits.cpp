// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/row_hits.h"

#include "ui/widgets/expression_text.h"

#include <algorithm>

namespace framescope::ui {

namespace {

// Limits that keep painting fast; highlights beyond them would hardly be noticed.
constexpr std::size_t MostTexts = 16;
constexpr std::size_t MostHits = 64;

} // namespace

RowHits::RowHits(const QString& expression)
    : texts_(filter::searchedTexts(ExpressionText(expression).bytes()))
{
    texts_.erase(texts_.begin() + static_cast<std::ptrdiff_t>(std::min(texts_.size(), MostTexts)),
                 texts_.end());
}

std::vector<std::pair<int, int>> RowHits::in(const QString& preview) const
{
    const ExpressionText text(preview);
    std::vector<std::pair<int, int>> found;
    for (const filter::TextPattern& pattern : texts_) {
        std::size_t from = 0;
        while (found.size() < MostHits) {
            const auto place = pattern.find(text.bytes(), from);
            if (!place) {
                break;
            }
            const int begin = text.positionOf(place->position);
            const int end = text.positionOf(place->position + place->length);
            if (end > begin) {
                found.emplace_back(begin, end - begin);
            }
            from = place->position + std::max<std::size_t>(place->length, 1);
        }
    }
    std::ranges::sort(found);
    std::vector<std::pair<int, int>> apart;
    for (const auto& [begin, length] : found) {
        const int end = apart.empty() ? 0 : apart.back().first + apart.back().second;
        if (begin >= end) {
            apart.emplace_back(begin, length);
        } else {
            apart.back().second = std::max(end, begin + length) - apart.back().first;
        }
    }
    return apart;
}

} // namespace framescope::ui
