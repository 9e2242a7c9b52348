// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"
#include "filter/language/expression.h"
#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "filter/language/mistake.h"
#include "filter/match/text_pattern.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// A part of an expression: a place to complete, or a term.
struct Spot
{
    const Atom* atom = nullptr; ///< its field; null for words and other terms without one
    std::size_t position = 0;
    std::size_t length = 0;
};

/// The result of parsing; describes the valid parts even if there is a mistake.
struct Parsed
{
    std::shared_ptr<const Expression> expression; ///< null if it matches all or has a mistake
    /// The first; one that is none where a contract is open, only if there is no other.
    std::optional<Mistake> mistake;
    std::vector<Part> parts;        ///< ascending
    std::vector<Spot> spots;        ///< places that can be completed
    std::vector<Spot> looseTerms;   ///< outside of parentheses and not negated
    std::vector<TextPattern> texts; ///< words, phrases and regexes to search for
    bool hasLooseOr = false;        ///< `or` outside of parentheses
};

/// Parses the whole expression, even after a mistake. `contract` is the one that it is about.
Parsed parseExpression(std::string_view expression, const ContractPtr& contract = {});

} // namespace framescope::filter
