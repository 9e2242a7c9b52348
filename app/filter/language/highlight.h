// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A part of an expression, for highlighting. Parts don't overlap; spaces belong to none.
struct Part
{
    enum class Kind { Field, Operator, Value, Word, Regex, Connective, Parenthesis, Mistake };

    Kind kind;
    std::size_t position; ///< in bytes
    std::size_t length;
};

/// Splits any text, valid or not, into its parts.
std::vector<Part> parts(std::string_view expression);

/// The words, phrases and regular expressions that an expression searches for, except those after
/// `not`, to highlight matches. Empty if there is a mistake.
std::vector<TextPattern> searchedTexts(std::string_view expression);

} // namespace framescope::filter
