// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/note_kinds.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::filter {

class Candidate;

/// Approximate cost of a condition; cheap ones are evaluated first.
enum class Cost : std::uint8_t { Entry, Detail, Header, Payload, Regex, Json };

/// A condition on events. Immutable, so any thread may use it.
class Expression
{
public:
    explicit Expression(Cost cost, NoteKinds noteKinds = {}) : cost_(cost), noteKinds_(noteKinds) {}
    virtual ~Expression() = default;
    Expression(const Expression&) = delete;
    Expression& operator=(const Expression&) = delete;

    virtual bool matches(Candidate& event) const = 0;
    Cost cost() const { return cost_; }
    NoteKinds noteKinds() const { return noteKinds_; }

private:
    Cost cost_;
    NoteKinds noteKinds_;
};

using ExpressionPtr = std::unique_ptr<const Expression>;

/// Matches if all, any or none of the parts match. A single part is returned unchanged.
ExpressionPtr allOf(std::vector<ExpressionPtr> parts);
ExpressionPtr anyOf(std::vector<ExpressionPtr> parts);
ExpressionPtr noneOf(ExpressionPtr part);
/// Matches every event.
ExpressionPtr everything();

/// A condition that is a function without state.
class Condition : public Expression
{
public:
    using Test = bool (*)(Candidate&);
    Condition(Cost cost, Test test, NoteKinds noteKinds = {})
        : Expression(cost, noteKinds), test_(test)
    {
    }

    bool matches(Candidate& event) const override { return test_(event); }

private:
    Test test_;
};

} // namespace framescope::filter
