// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/violation.h"
#include "contract/value/json_nodes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::contract {

class Check;
class Rules;

/// One message being held against schemas. Without a list of violations it ends at the first.
class Evaluation
{
public:
    using Id = JsonNodes::Id;
    static constexpr std::size_t MostViolations = 100;
    /// Schemas tried on values, and as many more for each value; a schema can be written so that
    /// there is no end of them. Violations cost more to find.
    static constexpr std::uint64_t MostSteps = 2'000'000;
    static constexpr std::uint64_t MostStepsWithViolations = 50'000;
    static constexpr std::uint64_t StepsPerValue = 50;
    /// Schemas within schemas, each a few calls deep.
    static constexpr int MostDepth = 3'000;

    /// Both must outlive it; `violations` may be null.
    Evaluation(const JsonNodes& json, std::vector<Violation>* violations)
        : json(json), violations_(violations),
          stepsLeft_((violations ? MostStepsWithViolations : MostSteps) +
                     StepsPerValue * json.size())
    {
    }

    const JsonNodes& json;

    bool isCollecting() const { return violations_ != nullptr; }
    /// Notes a violation, with the text that `what()` returns, and returns false.
    template <class What>
    bool fail(const Check& check, Id id, What what)
    {
        if (violations_ && violations_->size() < MostViolations) {
            violations_->push_back(violation(check, id, what()));
        }
        return false;
    }
    /// Notes that it can't be told whether a value fits, with a text such as `what()` returns, and
    /// returns true: what does not hold nevertheless is wrong for sure.
    template <class What>
    bool skip(const Check& check, Id id, What what)
    {
        if (!skipped_) {
            skipped_ = violation(check, id, what());
        }
        ++skips_;
        return true;
    }
    std::size_t skips() const { return skips_; }
    /// Forgets what was skipped since there were that many, as it makes no difference.
    void forgetSkips(std::size_t before);
    /// The first that was skipped.
    const std::optional<Violation>& skipped() const { return skipped_; }
    /// Adds violations that were found for another list.
    void takeOver(std::vector<Violation> violations);
    bool failAll(const Rules& rules, Id id);

    /// Holds a child of the value being looked at against a schema.
    bool child(const Rules& rules, Id id);
    /// Whether a child fits a schema; why not, and what was skipped then, is of no interest.
    bool childFits(const Rules& rules, Id id);
    /// The same for a value that is no part of the message.
    bool otherFits(const Rules& rules, const JsonNodes& value);
    /// Holds the value itself against one of several schemas. Its violations go to `into`, which
    /// may be null. What a schema that it doesn't fit has seen or skipped does not count.
    bool branch(const Rules& rules, Id id, std::vector<Violation>* into);

    /// For unevaluatedProperties and unevaluatedItems: the children of the value that a schema has
    /// looked at.
    using Marks = std::vector<bool>;
    bool isMarking() const { return marks_ != nullptr; }
    void mark(std::size_t ordinal)
    {
        if (marks_) {
            (*marks_)[ordinal] = true;
        }
    }
    Marks* exchangeMarks(Marks* marks) { return std::exchange(marks_, marks); }
    const Marks& marks() const { return *marks_; }

    /// Why the message could not be held against the schema; null if it could.
    const char* aborted() const { return aborted_; }
    bool enter();
    void leave() { --depth_; }

private:
    Violation violation(const Check& check, Id id, std::string what) const;

    std::vector<Violation>* violations_;
    std::optional<Violation> skipped_;
    std::size_t skips_ = 0;
    Marks* marks_ = nullptr;
    const char* aborted_ = nullptr;
    std::uint64_t stepsLeft_;
    int depth_ = 0;
};

} // namespace framescope::contract
