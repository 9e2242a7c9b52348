// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/atoms/conditions.h"
#include "wire/rules.h"

#include <array>

namespace framescope::filter {

namespace {

constexpr std::string_view CheckGroup = "Checks";

constexpr auto Severities = std::to_array<Choice>({
    {"info", "worth knowing", 1},
    {"warning", "allowed but not advisable", 2},
    {"error", "violates the RFC", 4},
});

std::span<const Choice> ruleChoices()
{
    static const auto Choices = [] {
        std::vector<Choice> choices;
        for (const wire::RuleInfo& row : wire::rules()) {
            choices.push_back({row.id, row.text, std::uint64_t{1} << choices.size()});
        }
        return choices;
    }();
    return Choices;
}

/// Sets the bit numbered `bit(rule)` for each violation of the event.
template <class Bit>
std::uint64_t violationBits(Candidate& event, Bit bit)
{
    std::uint64_t bits = 0;
    if (event.entry().has(timeline::Entry::HasViolation)) {
        if (const timeline::Detail* detail = event.detail()) {
            for (const wire::Violation& violation : detail->violations) {
                bits |= std::uint64_t{1} << static_cast<unsigned>(bit(violation.rule));
            }
        }
    }
    return bits;
}

std::uint64_t ruleBits(Candidate& event)
{
    return violationBits(event, [](wire::Rule rule) { return rule; });
}

std::uint64_t severityBits(Candidate& event)
{
    return violationBits(event, [](wire::Rule rule) { return wire::info(rule).severity; });
}

constexpr auto CheckTable = std::to_array<Atom>({
    {.field = {"rule", CheckGroup, "utf8-invalid, mask-*",
               "Name of a check that failed; framescope-cli rules lists all checks.",
               "rule:utf8-invalid"},
     .kind = ChoiceField{ruleChoices, Cost::Detail, ruleBits},
     .seen = Atom::Seen::Rules},
    {.field = {"severity", CheckGroup, "error, warning, info, >=warning",
               "Severity of a check that failed.", "severity:error"},
     .kind = ChoiceField{choicesOf<Severities>, Cost::Detail, severityBits, true}},
});

} // namespace

std::span<const Atom> checkAtoms()
{
    return CheckTable;
}

} // namespace framescope::filter
