// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/evaluation.h"

#include "contract/schema/rules.h"

#include <algorithm>
#include <tuple>

namespace framescope::contract {

namespace {

Violation violationOf(const JsonNodes& json, JsonNodes::Id id, std::string what,
                      std::string keyword, std::string rule)
{
    std::size_t depth = 0;
    for (auto at = id; at != JsonNodes::Root; at = json[at].parent) {
        ++depth;
    }
    return {json.path(id), json[id].begin, std::move(what), std::move(keyword), std::move(rule),
            depth,         false};
}

} // namespace

Violation Evaluation::violation(const Check& check, Id id, std::string what) const
{
    Violation made = violationOf(json, id, std::move(what), check.keyword(), check.location());
    made.isOfKind = check.isOfKind();
    return made;
}

void Evaluation::forgetSkips(std::size_t before)
{
    skips_ = before;
    if (skips_ == 0) {
        skipped_.reset();
    }
}

void Evaluation::takeOver(std::vector<Violation> violations)
{
    for (Violation& one : violations) {
        if (violations_ && violations_->size() < MostViolations) {
            violations_->push_back(std::move(one));
        }
    }
}

bool Evaluation::failAll(const Rules& rules, Id id)
{
    if (violations_ && violations_->size() < MostViolations) {
        violations_->push_back(
            violationOf(json, id, "is not allowed here", "false", rules.location()));
    }
    return false;
}

bool Evaluation::enter()
{
    if (++depth_ > MostDepth) {
        aborted_ = "the schemas that apply to it are nested too deeply";
    } else if (stepsLeft_-- == 0) {
        aborted_ = "the schema takes too many steps for it";
    }
    return aborted_ == nullptr;
}

bool Evaluation::child(const Rules& rules, Id id)
{
    Marks* outer = exchangeMarks(nullptr);
    const bool holds = rules.holds(*this, id);
    marks_ = outer;
    return holds;
}

bool Evaluation::childFits(const Rules& rules, Id id)
{
    std::vector<Violation>* outer = std::exchange(violations_, nullptr);
    const std::size_t before = skips_;
    const bool fits = child(rules, id);
    if (!fits) {
        forgetSkips(before);
    }
    violations_ = outer;
    return fits;
}

bool Evaluation::otherFits(const Rules& rules, const JsonNodes& value)
{
    Evaluation other(value, nullptr);
    other.stepsLeft_ = stepsLeft_;
    other.depth_ = depth_;
    const bool fits = rules.holds(other, JsonNodes::Root);
    stepsLeft_ = other.stepsLeft_;
    aborted_ = other.aborted_ ? other.aborted_ : aborted_;
    if (fits && other.skips_ > 0) {
        skipped_ = skipped_ ? skipped_ : other.skipped_;
        skips_ += other.skips_;
    }
    return fits;
}

bool Evaluation::branch(const Rules& rules, Id id, std::vector<Violation>* into)
{
    std::vector<Violation>* outer = std::exchange(violations_, into);
    Marks before;
    if (marks_) {
        before = *marks_;
    }
    const std::size_t skipsBefore = skips_;
    const bool holds = rules.holds(*this, id);
    if (marks_ && !holds) {
        *marks_ = std::move(before);
    }
    if (!holds) {
        forgetSkips(skipsBefore);
    }
    violations_ = outer;
    return holds;
}

Distance Distance::of(std::span<const Violation> violations)
{
    Distance distance{.count = violations.size()};
    for (const Violation& one : violations) {
        distance.isAnother = distance.isAnother || one.isOfKind;
        distance.depth = std::max(distance.depth, one.depth);
    }
    return distance;
}

bool operator<(const Distance& a, const Distance& b)
{
    return std::tuple(a.isAnother, a.count, b.depth) < std::tuple(b.isAnother, b.count, a.depth);
}

} // namespace framescope::contract
