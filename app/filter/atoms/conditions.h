// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"
#include "filter/match/candidate.h"
#include "filter/match/text_pattern.h"

#include <optional>
#include <string_view>
#include <vector>

// Helpers for the conditions of several fields.
namespace framescope::filter {

/// Combines the conditions that `make` returns for each value: all those of values after != must
/// match, and at least one of the others, if there are any.
template <class Make>
Made listCondition(const ValueList& values, Make make)
{
    std::vector<ExpressionPtr> others;
    std::vector<ExpressionPtr> all;
    for (const FieldValue& value : values.values) {
        Made made = make(value);
        if (!made) {
            return made;
        }
        (value.isNegated() ? all : others).push_back(*std::move(made));
    }
    if (!others.empty()) {
        all.push_back(anyOf(std::move(others)));
    }
    return allOf(std::move(all));
}

/// The bits of the choices that `value` names; "mask-*" names several.
tl::expected<std::uint64_t, Mistake> namedBits(const ValueList& values, const FieldValue& value,
                                               std::span<const Choice> choices,
                                               bool ordered = false);

/// Returns a constant table as the choices of a field.
template <const auto& Table>
std::span<const Choice> choicesOf()
{
    return Table;
}

/// Matches a word or phrase in the payload, the reason, or the details of a life-cycle event.
ExpressionPtr wordCondition(TextPattern pattern, Slots& slots);

/// Makes the pattern for a value of a text field.
tl::expected<TextPattern, Mistake> patternOf(const FieldValue& value, Case matchCase);

/// The mistake of a value that needs a contract where none is open.
tl::unexpected<Mistake> noContract(const FieldValue& value);

/// Opcode of a frame, or of a message's first frame; nullopt for other events.
std::optional<std::uint64_t> opcodeOf(Candidate& event);
/// Length of the payload on the wire, in bytes.
std::optional<std::uint64_t> wireLengthOf(Candidate& event);

/// Close code and reason of a Close frame or of the event `closed`.
std::optional<std::uint64_t> closeCodeOf(Candidate& event);
std::vector<std::string_view> closeReasonOf(Candidate& event);

/// The most similar of `names`, to propose it; empty if none is similar.
std::string_view nearest(std::string_view name, std::span<const std::string_view> names);

} // namespace framescope::filter
