// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"
#include "filter/match/note_kinds.h"

#include <memory>
#include <string_view>

#include <tl/expected.hpp>

namespace framescope::filter {

class Expression;

/// A parsed expression. Copies share their content; thread-safe. A Matcher applies it to events.
class Filter
{
public:
    /// Matches all events, like the empty expression.
    Filter() = default;
    /// A null expression matches all events.
    explicit Filter(std::shared_ptr<const Expression> expression)
        : expression_(std::move(expression))
    {
    }

    /// Whether every event matches, without reading any.
    bool matchesAll() const { return !expression_; }
    /// Precondition: not `matchesAll()`.
    const Expression& expression() const { return *expression_; }
    /// Kinds of notes whose later changes may change which events match.
    NoteKinds noteKinds() const;

private:
    std::shared_ptr<const Expression> expression_;
};

/// Parses an expression of the filter language, whose fields are `fields()`. The empty expression
/// matches all events.
tl::expected<Filter, Mistake> parse(std::string_view expression);

} // namespace framescope::filter
