// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"
#include "filter/match/note_kinds.h"

#include <memory>
#include <string_view>

#include <tl/expected.hpp>

namespace framescope::filter {

class Expression;

/// A parsed expression. Copies share their content, and any thread may use them. A Matcher applies
/// it to events.
class Filter
{
public:
    /// Matches all events, like the empty expression.
    Filter() = default;
    /// Null matches all.
    explicit Filter(std::shared_ptr<const Expression> expression)
        : expression_(std::move(expression))
    {
    }

    /// Whether every event matches without being read.
    bool matchesAll() const { return !expression_; }
    /// Precondition: not `matchesAll()`.
    const Expression& expression() const { return *expression_; }
    /// Which later notes may change what matches.
    NoteKinds noteKinds() const;

private:
    std::shared_ptr<const Expression> expression_;
};

/// The filter language; what it knows is in `fields()`. The empty expression matches
/// all.
tl::expected<Filter, Mistake> parse(std::string_view expression);

} // namespace framescope::filter
