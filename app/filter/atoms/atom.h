// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/expression.h"
#include "filter/language/fields.h"
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

/// Numbers the literals of a filter, so that each can be searched for in blocks.
class Slots
{
public:
    /// The first of `count` consecutive numbers.
    std::size_t take(std::size_t count = 1) { return std::exchange(next_, next_ + count); }

private:
    std::size_t next_ = 0;
};

/// A named value of a field.
struct Choice
{
    std::string_view name;
    std::string_view meaning;
    std::uint64_t bits = 0; ///< its bits among the choices of its field
};

using Made = tl::expected<ExpressionPtr, Mistake>;

// What a field looks at, and so what its values can be:

/// A number of the event. Nothing if it has none: then no comparison matches, not even !=.
struct NumberField
{
    Quantity quantity;
    Cost cost;
    std::optional<std::uint64_t> (*number)(Candidate&);
};

/// Bits of the choices that apply to the event; 0 if none does.
struct ChoiceField
{
    std::span<const Choice> (*choices)();
    Cost cost;
    std::uint64_t (*bits)(Candidate&);
    bool ordered = false; ///< the choices can be compared; the first is the least
};

/// Texts of the event, from its details.
struct TextField
{
    Case matchCase;
    std::vector<std::string_view> (*texts)(Candidate&);
    NoteKinds noteKinds = {};
};

/// The payload of the events that `applies` is true of; null: of all that have one.
struct PayloadField
{
    Case matchCase;
    Condition::Test applies = nullptr;
};

/// A path into JSON, then an optional operator and values.
struct JsonField
{
};

struct OtherField
{
    Made (*make)(const ValueList& values, Slots& slots);
    std::span<const Choice> (*choices)() = nullptr;
};

/// A field: its description, and how a condition is made from its values. To add a field: a row in
/// a table of this folder, with a function that reads the event's details (Candidate::detail, for
/// what a life-cycle event says), an entry in the manual, and cases in
/// tests/unit/filter/filter_cases.cpp.
struct Atom
{
    /// Values of the session that completion proposes.
    enum class Seen : std::uint8_t { Nothing, Codes, Connections, JsonPaths, Rules };

    Field field;
    std::variant<NumberField, ChoiceField, TextField, PayloadField, JsonField, OtherField> kind;
    Seen seen = Seen::Nothing;
    /// For a name that may stand alone: the events that have the field.
    Condition::Test exists = nullptr;

    bool isJson() const { return std::holds_alternative<JsonField>(kind); }
    /// Values may be /regular expressions/.
    bool isText() const
    {
        return isJson() || std::holds_alternative<TextField>(kind) ||
               std::holds_alternative<PayloadField>(kind);
    }
    /// The names that values can be; empty: they are no names.
    std::span<const Choice> choices() const;
    Made make(const ValueList& values, Slots& slots) const;
};

/// The table, in the order of the help.
std::span<const Atom> atoms();
/// Null if there is no such field; case is ignored.
const Atom* findAtom(std::string_view name);

// The parts of the table.
std::span<const Atom> placeAtoms();
std::span<const Atom> contentAtoms();
std::span<const Atom> connectionAtoms();
std::span<const Atom> checkAtoms();
std::span<const Atom> wiresharkAtoms();

} // namespace framescope::filter
