// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/expression.h"

#include <algorithm>

namespace framescope::filter {

namespace {

/// All or any of its parts. Evaluates cheap ones first, as conditions have no side effects.
class Group : public Expression
{
public:
    enum class Kind : std::uint8_t { All, Any };

    Group(Kind kind, std::vector<ExpressionPtr> parts)
        : Expression(highestCost(parts), allNoteKinds(parts)), kind_(kind), parts_(std::move(parts))
    {
        std::ranges::stable_sort(parts_, {},
                                 [](const ExpressionPtr& part) { return part->cost(); });
    }

    bool matches(Candidate& event) const override
    {
        const auto isMatch = [&event](const ExpressionPtr& part) { return part->matches(event); };
        return kind_ == Kind::All ? std::ranges::all_of(parts_, isMatch)
                                  : std::ranges::any_of(parts_, isMatch);
    }

private:
    static Cost highestCost(const std::vector<ExpressionPtr>& parts)
    {
        Cost highest = Cost::Entry;
        for (const ExpressionPtr& part : parts) {
            highest = std::max(highest, part->cost());
        }
        return highest;
    }
    static NoteKinds allNoteKinds(const std::vector<ExpressionPtr>& parts)
    {
        NoteKinds all;
        for (const ExpressionPtr& part : parts) {
            all = all | part->noteKinds();
        }
        return all;
    }

    Kind kind_;
    std::vector<ExpressionPtr> parts_;
};

class Opposite : public Expression
{
public:
    explicit Opposite(ExpressionPtr part)
        : Expression(part->cost(), part->noteKinds()), part_(std::move(part))
    {
    }

    bool matches(Candidate& event) const override { return !part_->matches(event); }

private:
    ExpressionPtr part_;
};

ExpressionPtr grouped(Group::Kind kind, std::vector<ExpressionPtr> parts)
{
    return parts.size() == 1 ? std::move(parts.front())
                             : std::make_unique<const Group>(kind, std::move(parts));
}

} // namespace

ExpressionPtr allOf(std::vector<ExpressionPtr> parts)
{
    return grouped(Group::Kind::All, std::move(parts));
}

ExpressionPtr anyOf(std::vector<ExpressionPtr> parts)
{
    return grouped(Group::Kind::Any, std::move(parts));
}

ExpressionPtr noneOf(ExpressionPtr part)
{
    return std::make_unique<const Opposite>(std::move(part));
}

ExpressionPtr everything()
{
    return std::make_unique<const Condition>(Cost::Entry, [](Candidate&) { return true; });
}

} // namespace framescope::filter
