// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/clause.h"

#include <algorithm>
#include <string_view>

namespace framescope {

std::string asClause(std::string sentence)
{
    const auto isLetter = [](char c, char first, char last) { return c >= first && c <= last; };
    const std::string_view word = std::string_view(sentence).substr(0, sentence.find(' '));
    const bool isName = word.empty() || !isLetter(word.front(), 'A', 'Z') ||
                        std::any_of(word.begin() + 1, word.end(), [&](char c) {
                            return !isLetter(c, 'a', 'z') && c != '/' && c != ',';
                        });
    if (!isName) {
        sentence.front() = static_cast<char>(sentence.front() - 'A' + 'a');
    }
    return sentence;
}

} // namespace framescope
