// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"
#include "filter/language/number_set.h"
#include "filter/match/candidate.h"
#include "filter/match/text_pattern.h"

#include <optional>
#include <string_view>
#include <vector>

// Conditions that most fields use: on a number, a choice of names, or text of an event.
namespace framescope::filter {

/// The number of an event. Nothing if it has none: then no comparison matches, not even !=.
using NumberOf = std::optional<std::uint64_t> (*)(Candidate&);
Made numberCondition(const ValueList& values, Quantity quantity, Cost cost, NumberOf number);

/// Bits of the choices that apply to an event; 0 if none does.
using BitsOf = std::uint64_t (*)(Candidate&);
/// `ordered`: the choices can be compared; the first is the least.
Made choiceCondition(const ValueList& values, std::span<const Choice> choices, Cost cost,
                     BitsOf bits, bool ordered = false);

/// The texts of an event that a field refers to.
using TextsOf = std::vector<std::string_view> (*)(Candidate&);
Made textCondition(const ValueList& values, Case matchCase, Cost cost, TextsOf texts,
                   NoteKinds noteKinds = {});

/// The payload contains, equals or matches a value. `applies`: the events whose payload counts;
/// null: all events with a payload.
Made payloadCondition(const ValueList& values, Case matchCase, Condition::Test applies,
                      Slots& slots);

/// A word or phrase in the payload, the reason, or the details of a life-cycle event.
ExpressionPtr wordCondition(TextPattern pattern, Slots& slots);

/// The pattern that a value of a text field stands for.
tl::expected<TextPattern, Mistake> patternOf(const FieldValue& value, Case matchCase);

/// Opcode of a frame, or of a message's first frame.
std::optional<std::uint64_t> opcodeOf(Candidate& event);

/// Code and reason of a Close frame or the closed event.
std::optional<std::uint64_t> closeCodeOf(Candidate& event);
std::vector<std::string_view> closeReasonOf(Candidate& event);

/// "in, out" for a hint.
std::string namesOf(std::span<const Choice> choices);
/// The name that was probably meant; empty if none is similar.
std::string_view nearest(std::string_view name, std::span<const std::string_view> names);

} // namespace framescope::filter
