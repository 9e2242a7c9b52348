// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/atoms/atom.h"
#include "filter/language/number_set.h"
#include "filter/match/candidate.h"
#include "filter/match/text_pattern.h"

#include <optional>
#include <string_view>
#include <vector>

// What most fields are made of: a number, a choice of names, or text, and where it comes from.
namespace framescope::filter {

/// Nothing where the event has no such number: then nothing matches it, != neither.
using NumberOf = std::optional<std::uint64_t> (*)(Candidate&);
Made numberCondition(const ValueList& values, Quantity quantity, Cost cost, NumberOf number);

/// The choices that are true of an event, as their bits; 0 where it has none of them.
using BitsOf = std::uint64_t (*)(Candidate&);
/// `ordered`: the choices can be compared, the first is the least.
Made choiceCondition(const ValueList& values, std::span<const Choice> choices, Cost cost,
                     BitsOf bits, bool ordered = false);

/// The texts of an event that a field means.
using TextsOf = std::vector<std::string_view> (*)(Candidate&);
Made textCondition(const ValueList& values, Case matchCase, Cost cost, TextsOf texts,
                   NoteKinds noteKinds = {});

/// The payload contains it, is it, or matches it. `applies`: which events have a payload that
/// counts; null: all that have one.
Made payloadCondition(const ValueList& values, Case matchCase, Condition::Test applies,
                      Slots& slots);

/// A word or phrase: in the payload, the reason, or what a life-cycle event says.
ExpressionPtr wordCondition(TextPattern pattern, Slots& slots);

/// The pattern that a value of a text field stands for.
tl::expected<TextPattern, Mistake> patternOf(const FieldValue& value, Case matchCase);

/// Of a frame, or of a message's first frame.
std::optional<std::uint64_t> opcodeOf(Candidate& event);

/// Of a Close frame or the closed event.
std::optional<std::uint64_t> closeCodeOf(Candidate& event);
std::vector<std::string_view> closeReasonOf(Candidate& event);

/// "in, out" for a hint.
std::string namesOf(std::span<const Choice> choices);
/// The name that was perhaps meant; empty where none is near.
std::string_view nearest(std::string_view name, std::span<const std::string_view> names);

} // namespace framescope::filter
