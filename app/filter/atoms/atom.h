// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/expression.h"
#include "filter/language/fields.h"
#include "filter/language/filter.h"
#include "filter/language/number_set.h"
#include "filter/language/value_list.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace framescope::filter {

/// Numbers the literals of a filter; each literal is searched for in blocks (PayloadScan). Knows
/// the contract that the filter is about.
class Slots
{
public:
    explicit Slots(ContractPtr contract) : contract_(std::move(contract)) {}

    /// Null if there is none.
    const ContractPtr& contract() const { return contract_; }
    /// Returns the first of `count` consecutive numbers.
    std::size_t take(std::size_t count = 1) { return std::exchange(next_, next_ + count); }

private:
    ContractPtr contract_;
    std::size_t next_ = 0;
};

/// A named value of a field.
struct Choice
{
    std::string_view name;
    std::string_view meaning;
    std::uint64_t bits = 0; ///< the bits that represent it in its field
};

using Made = tl::expected<ExpressionPtr, Mistake>;

// The kinds of fields. The kind decides which values a field takes:

/// A number. If the event has none (nullopt), no comparison matches, not even !=.
struct NumberField
{
    Quantity quantity;
    Cost cost;
    std::optional<std::uint64_t> (*number)(Candidate&);
};

/// Named values. `bits` returns the bits of the choices that apply to the event; 0 if none does.
struct ChoiceField
{
    std::span<const Choice> (*choices)();
    Cost cost;
    std::uint64_t (*bits)(Candidate&);
    bool ordered = false; ///< the choices can be compared; the first is the least
};

/// Texts from the event's details.
struct TextField
{
    Case matchCase;
    std::vector<std::string_view> (*texts)(Candidate&);
    NoteKinds noteKinds = {};
};

/// The payload of events that pass `applies`; if that is null, of all events with a payload.
struct PayloadField
{
    Case matchCase;
    Condition::Test applies = nullptr;
};

/// A path into JSON, optionally followed by an operator and values.
struct JsonField
{
};

struct OtherField
{
    Made (*make)(const ValueList& values, Slots& slots);
    std::span<const Choice> (*choices)() = nullptr;
};

/// A field: its description, and how a condition is made from its values. A new field needs a row
/// in a table of this folder, with a function that reads the event (Candidate::detail for details
/// of life-cycle events), an entry in the manual, and cases in tests/unit/filter/filter_cases.cpp.
struct Atom
{
    /// The kind of values seen in the session that completion proposes.
    enum class Seen : std::uint8_t {
        Nothing,
        Codes,
        Connections,
        ContractMessages,
        JsonPaths,
        Rules
    };

    Field field;
    std::variant<NumberField, ChoiceField, TextField, PayloadField, JsonField, OtherField> kind;
    Seen seen = Seen::Nothing;
    /// Whether an event has the field; null if the field's name alone is not a term.
    Condition::Test exists = nullptr;

    bool isJson() const { return std::holds_alternative<JsonField>(kind); }
    /// Whether values may be /regular expressions/.
    bool isText() const
    {
        return isJson() || std::holds_alternative<TextField>(kind) ||
               std::holds_alternative<PayloadField>(kind);
    }
    /// The names that a value may be; empty if values are not names.
    std::span<const Choice> choices() const;
    Made make(const ValueList& values, Slots& slots) const;
};

/// All fields, in the order of the help.
std::span<const Atom> atoms();
/// The field of that name, ignoring case; null if there is none.
const Atom* findAtom(std::string_view name);

// The parts of the table.
std::span<const Atom> placeAtoms();
std::span<const Atom> contentAtoms();
std::span<const Atom> connectionAtoms();
std::span<const Atom> checkAtoms();
std::span<const Atom> contractAtoms();
std::span<const Atom> wiresharkAtoms();

} // namespace framescope::filter
