// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A part of an expression, for colouring it. Parts don't overlap; spaces belong to none.
struct Part
{
    enum class Kind { Field, Operator, Value, Word, Regex, Connective, Parenthesis, Mistake };

    Kind kind;
    std::size_t position; ///< in bytes
    std::size_t length;
};

/// Works on anything that can be typed.
std::vector<Part> parts(std::string_view expression);

/// The words, phrases and regular expressions that an expression looks for, so that they can be
/// pointed at where they are found. Not what is behind `not`; empty where there is a mistake.
std::vector<TextPattern> searchedTexts(std::string_view expression);

} // namespace framescope::filter
