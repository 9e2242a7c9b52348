// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/mistake.h"
#include "filter/match/note_kinds.h"

#include <memory>
#include <string_view>

#include <tl/expected.hpp>

namespace framescope::contract {
class Document;
}

namespace framescope::filter {

using ContractPtr = std::shared_ptr<const contract::Document>;

class Expression;

/// A parsed expression. Copies share their content; thread-safe. A Matcher applies it to events.
class Filter
{
public:
    /// Matches all events, like the empty expression.
    Filter() = default;
    /// A null expression matches all events. `contract` is the one that it is about, or null.
    explicit Filter(std::shared_ptr<const Expression> expression, ContractPtr contract = {})
        : expression_(std::move(expression)), contract_(std::move(contract))
    {
    }

    /// Whether every event matches, without reading any.
    bool matchesAll() const { return !expression_; }
    /// Precondition: not `matchesAll()`.
    const Expression& expression() const { return *expression_; }
    /// Kinds of notes whose later changes may change which events match.
    NoteKinds noteKinds() const;
    /// The contract that is:contract and contract: are about; null if there is none.
    const ContractPtr& contract() const { return contract_; }

private:
    std::shared_ptr<const Expression> expression_;
    ContractPtr contract_;
};

/// Parses an expression of the filter language, whose fields are `fields()`. The empty expression
/// matches all events. Without a contract, is:contract and contract: are mistakes.
tl::expected<Filter, Mistake> parse(std::string_view expression, const ContractPtr& contract = {});

} // namespace framescope::filter
