// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/highlight.h"

#include "filter/language/parser.h"

#include <algorithm>

namespace framescope::filter {

/// If parts overlap, a mistake replaces the part that contains it.
std::vector<Part> parts(std::string_view expression)
{
    std::vector<Part> found = parseExpression(expression).parts;
    std::ranges::stable_sort(found, [](const Part& a, const Part& b) {
        const bool aFirst = a.kind == Part::Kind::Mistake && b.kind != Part::Kind::Mistake;
        return a.position != b.position ? a.position < b.position : aFirst;
    });
    std::vector<Part> result;
    for (const Part& part : found) {
        const std::size_t end = result.empty() ? 0 : result.back().position + result.back().length;
        if (part.position >= end) {
            result.push_back(part);
        } else if (part.kind == Part::Kind::Mistake) {
            Part& before = result.back();
            const std::size_t partEnd = part.position + part.length;
            if (before.kind == Part::Kind::Mistake) {
                before.length = std::max(end, partEnd) - before.position;
            } else {
                before.length = part.position - before.position;
                result.push_back(
                    {part.kind, part.position, std::max(end, partEnd) - part.position});
            }
        }
    }
    return result;
}

std::vector<TextPattern> searchedTexts(std::string_view expression)
{
    Parsed parsed = parseExpression(expression);
    return parsed.mistake ? std::vector<TextPattern>() : std::move(parsed.texts);
}

} // namespace framescope::filter
