// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"

#include "filter/json/json_condition.h"

#include <algorithm>

namespace framescope::filter {

namespace {

class NumberCondition : public Expression
{
public:
    NumberCondition(const NumberField& field, NumberSet accepted)
        : Expression(field.cost), number_(field.number), accepted_(std::move(accepted))
    {
    }

    bool matches(Candidate& event) const override
    {
        const auto number = number_(event);
        return number && accepted_.contains(*number);
    }

private:
    std::optional<std::uint64_t> (*number_)(Candidate&);
    NumberSet accepted_;
};

class ChoiceCondition : public Expression
{
public:
    ChoiceCondition(const ChoiceField& field, std::uint64_t accepted)
        : Expression(field.cost), bits_(field.bits), accepted_(accepted)
    {
    }

    bool matches(Candidate& event) const override { return (bits_(event) & accepted_) != 0; }

private:
    std::uint64_t (*bits_)(Candidate&);
    std::uint64_t accepted_;
};

/// A pattern that a text must match, or must not match.
struct TextTest
{
    TextPattern pattern;
    bool negated = false;
    std::size_t slot = 0; ///< slot of its literal, or of the first literal it needs
};

std::size_t takeSlots(Slots& slots, const TextPattern& pattern)
{
    return slots.take(std::max<std::size_t>(1, pattern.needed().size()));
}

Cost costOf(const TextPattern& pattern, Cost cost)
{
    return pattern.isSlow() ? Cost::Regex : cost;
}

class TextCondition : public Expression
{
public:
    TextCondition(const TextField& field, TextTest test)
        : Expression(costOf(test.pattern, Cost::Detail), field.noteKinds), texts_(field.texts),
          test_(std::move(test))
    {
    }

    bool matches(Candidate& event) const override
    {
        const auto texts = texts_(event);
        const bool found = std::ranges::any_of(
            texts, [this](std::string_view text) { return test_.pattern.matches(text); });
        return test_.negated ? !texts.empty() && !found : found;
    }

private:
    std::vector<std::string_view> (*texts_)(Candidate&);
    TextTest test_;
};

class PayloadCondition : public Expression
{
public:
    PayloadCondition(TextTest test, Condition::Test applies)
        : Expression(costOf(test.pattern, Cost::Payload)), test_(std::move(test)), applies_(applies)
    {
    }

    bool matches(Candidate& event) const override
    {
        if (event.isLifeCycle() || (applies_ && !applies_(event))) {
            return false;
        }
        const ByteSearch* literal = test_.pattern.literal();
        if (literal) {
            const auto found = event.scan(test_.slot, *literal);
            if (found != PayloadScan::Found::Unknown) {
                return (found == PayloadScan::Found::Yes) != test_.negated;
            }
        }
        if (event.isLong()) {
            const auto found = isInParts(event);
            return found && *found != test_.negated;
        }
        if (isRuledOut(event)) {
            return test_.negated;
        }
        const auto payload = event.payload();
        return payload && test_.pattern.matches(*payload) != test_.negated;
    }

private:
    /// Whether the payload is known to lack all literals that the expression needs.
    bool isRuledOut(Candidate& event) const
    {
        const auto needed = test_.pattern.needed();
        for (std::size_t i = 0; i < needed.size(); ++i) {
            if (!event.lacks(test_.slot + i, needed[i])) {
                return false;
            }
        }
        return !needed.empty();
    }

    std::optional<bool> isInParts(Candidate& event) const
    {
        const TextPattern& pattern = test_.pattern;
        if (pattern.isWhole()) {
            return false; // the payload is longer than any filter's text
        }
        const auto needed = pattern.needed();
        bool possible = needed.empty();
        const auto found = event.findInParts(pattern.reach(), [&](const PayloadPart& part) {
            possible = possible || std::ranges::any_of(needed, [&](const ByteSearch& literal) {
                           return literal.isIn(part.bytes);
                       });
            return pattern.isIn(part);
        });
        if (found && !*found && pattern.isOpenEnded() && possible) {
            event.noteLongForRegex();
        }
        return found;
    }

    TextTest test_;
    Condition::Test applies_;
};

class WordCondition : public Expression
{
public:
    WordCondition(TextPattern pattern, std::size_t slot)
        : Expression(costOf(pattern, Cost::Payload), {.changes = true}), pattern_(pattern),
          payload_({std::move(pattern), false, slot}, nullptr)
    {
    }

    bool matches(Candidate& event) const override
    {
        if (!event.isLifeCycle()) {
            return payload_.matches(event); // includes a Close frame's reason
        }
        const timeline::Detail* detail = event.detail();
        return (detail && pattern_.matches(detail->reason)) ||
               std::ranges::any_of(event.detailText().lines, [this](const std::string& line) {
                   return pattern_.matches(line);
               });
    }

private:
    TextPattern pattern_;
    PayloadCondition payload_;
};

/// The bits of the choices that a name stands for; "mask-*" stands for several.
std::uint64_t bitsOf(std::string_view name, std::span<const Choice> choices)
{
    const bool isPrefix = name.ends_with('*');
    if (isPrefix) {
        name.remove_suffix(1);
    }
    std::uint64_t bits = 0;
    for (const Choice& choice : choices) {
        const std::string_view compared =
            isPrefix ? choice.name.substr(0, name.size()) : choice.name;
        if (equalIgnoringCase(compared, name)) {
            bits |= choice.bits;
        }
    }
    return bits;
}

/// The bits that a comparison other than != accepts.
std::uint64_t acceptedBits(Comparison comparison, std::uint64_t bits)
{
    const std::uint64_t below = bits - 1;
    switch (comparison) {
    case Comparison::Less:
        return below;
    case Comparison::LessOrEqual:
        return below | bits;
    case Comparison::Greater:
        return ~(below | bits);
    case Comparison::GreaterOrEqual:
        return ~below;
    default:
        return bits;
    }
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
        }
    }
    return row.back();
}

/// Lists the choices for a hint, "in, out", at most 20.
std::string namesOf(std::span<const Choice> choices)
{
    constexpr std::size_t Most = 20;
    std::string names;
    for (const Choice& choice : choices.first(std::min(choices.size(), Most))) {
        names += (names.empty() ? "" : ", ") + std::string(choice.name);
    }
    return choices.size() > Most ? names + ", \xE2\x80\xA6" : names;
}

Made made(const NumberField& field, const ValueList& values, Slots& /*slots*/)
{
    return NumberSet::of(values, field.quantity).map([&](NumberSet accepted) -> ExpressionPtr {
        return std::make_unique<const NumberCondition>(field, std::move(accepted));
    });
}

Made made(const ChoiceField& field, const ValueList& values, Slots& /*slots*/)
{
    std::uint64_t accepted = 0;
    std::uint64_t excluded = 0;
    bool onlyNegated = true;
    for (const FieldValue& value : values.values) {
        const auto named = namedBits(values, value, field.choices(), field.ordered);
        if (!named) {
            return tl::unexpected(named.error());
        }
        if (value.isNegated()) {
            excluded |= *named;
        } else {
            accepted |= acceptedBits(value.comparison, *named);
            onlyNegated = false;
        }
    }
    accepted = (onlyNegated ? ~std::uint64_t{0} : accepted) & ~excluded;
    return std::make_unique<const ChoiceCondition>(field, accepted);
}

Made made(const TextField& field, const ValueList& values, Slots& /*slots*/)
{
    return listCondition(values, [&](const FieldValue& value) {
        return patternOf(value, field.matchCase).map([&](TextPattern pattern) -> ExpressionPtr {
            return std::make_unique<const TextCondition>(
                field, TextTest{std::move(pattern), value.isNegated()});
        });
    });
}

Made made(const PayloadField& field, const ValueList& values, Slots& slots)
{
    return listCondition(values, [&](const FieldValue& value) {
        return patternOf(value, field.matchCase).map([&](TextPattern pattern) -> ExpressionPtr {
            const std::size_t slot = takeSlots(slots, pattern);
            return std::make_unique<const PayloadCondition>(
                TextTest{std::move(pattern), value.isNegated(), slot}, field.applies);
        });
    });
}

Made made(const JsonField& /*field*/, const ValueList& values, Slots& slots)
{
    return jsonCondition(values, slots);
}

Made made(const OtherField& field, const ValueList& values, Slots& slots)
{
    return field.make(values, slots);
}

} // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> names)
{
    constexpr std::size_t Longest = 40;
    const std::string lower = lowerCase(name.substr(0, Longest));
    std::size_t least = std::min<std::size_t>(2, lower.size() / 2) + 1;
    std::string_view best;
    for (const std::string_view candidate : names) {
        const std::size_t distance = editDistance(lower, candidate);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

tl::expected<std::uint64_t, Mistake> namedBits(const ValueList& values, const FieldValue& value,
                                               std::span<const Choice> choices, bool ordered)
{
    const std::uint64_t named = value.text.empty() ? 0 : bitsOf(value.text, choices);
    if (named == 0) {
        std::vector<std::string_view> names;
        std::ranges::transform(choices, std::back_inserter(names), &Choice::name);
        const std::string_view meant = nearest(value.text, names);
        return mistakeIn(value,
                         '"' + value.text + "\" is not a value of " + std::string(values.field),
                         meant.empty() ? "it can be " + namesOf(choices)
                                       : "did you mean " + std::string(meant) + "?");
    }
    if ((value.comparison > Comparison::NotEqual && !ordered) ||
        value.comparison >= Comparison::Contains) {
        return mistakeIn(value, std::string(values.field) + " can't be compared in this way",
                         ordered ? "= != < > <= >=" : "= or !=");
    }
    return named;
}

tl::expected<TextPattern, Mistake> patternOf(const FieldValue& value, Case matchCase)
{
    if (value.regex || value.comparison == Comparison::Matches) {
        auto pattern =
            TextPattern::regex(value.text, value.regex ? value.matchCase : Case::Ignored);
        if (!pattern) {
            Mistake mistake = pattern.error();
            const std::size_t start = value.position + (value.regex || value.quoted ? 1 : 0);
            return tl::unexpected(
                mistakeAt(start + mistake.position, mistake.length, mistake.what, mistake.hint));
        }
        return pattern;
    }
    switch (value.comparison) {
    case Comparison::Is:
    case Comparison::Contains:
        return TextPattern::containing(value.text, matchCase);
    case Comparison::Equal:
    case Comparison::NotEqual:
        return TextPattern::equalTo(value.text, matchCase);
    default:
        return mistakeIn(value, "text can't be compared by size",
                         "= or != for the whole text, contains or ~ for a part, matches");
    }
}

ExpressionPtr wordCondition(TextPattern pattern, Slots& slots)
{
    const std::size_t slot = takeSlots(slots, pattern);
    return std::make_unique<const WordCondition>(std::move(pattern), slot);
}

std::span<const Choice> Atom::choices() const
{
    if (const auto* choice = std::get_if<ChoiceField>(&kind)) {
        return choice->choices();
    }
    const auto* other = std::get_if<OtherField>(&kind);
    return other && other->choices ? other->choices() : std::span<const Choice>();
}

Made Atom::make(const ValueList& values, Slots& slots) const
{
    return std::visit([&](const auto& field) { return made(field, values, slots); }, kind);
}

} // namespace framescope::filter
