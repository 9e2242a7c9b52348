// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"
#include "filter/language/expression.h"
#include "filter/language/highlight.h"
#include "filter/language/mistake.h"
#include "filter/match/text_pattern.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A place in an expression where something can be completed.
struct Spot
{
    enum class Kind : std::uint8_t { Word, Value, JsonPath };

    Kind kind = Kind::Word;
    const Atom* atom = nullptr; ///< of a Value
    std::size_t position = 0;   ///< what was typed there
    std::size_t length = 0;
};

/// A term that stands outside of parentheses and is not negated.
struct LooseTerm
{
    const Atom* atom = nullptr; ///< null: words and the like
    std::size_t position = 0;
    std::size_t length = 0;
};

/// What an expression was understood as, as far as it was.
struct Parsed
{
    std::shared_ptr<const Expression> expression; ///< null: matches all, or mistaken
    std::optional<Mistake> mistake;               ///< the first
    std::vector<Part> parts;                      ///< ascending
    std::vector<Spot> spots;
    std::vector<LooseTerm> looseTerms;
    std::vector<TextPattern> texts; ///< words, phrases and the like that are looked for
    bool hasLooseOr = false;        ///< `or` outside of parentheses
};

/// Goes through all of the expression, whatever it holds.
Parsed parseExpression(std::string_view expression);

} // namespace framescope::filter
