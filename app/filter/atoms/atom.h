// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/expression.h"
#include "filter/language/fields.h"
#include "filter/language/value_list.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

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

/// A field: its description, and how a condition is made from its values.
struct Atom
{
    /// Syntax after the colon. JsonPath: a path, then an optional operator.
    enum class Syntax : std::uint8_t { List, JsonPath };
    /// Values of the session that completion proposes.
    enum class Seen : std::uint8_t { Nothing, Codes, Connections, JsonPaths, Rules };

    Field field;
    Made (*make)(const ValueList& values, Slots& slots) = nullptr;
    /// For a name that may stand alone: matches events that have the field.
    ExpressionPtr (*exists)() = nullptr;
    std::span<const Choice> (*choices)() = nullptr;
    Seen seen = Seen::Nothing;
    Syntax syntax = Syntax::List;
    bool isText = false; ///< values may be /regular expressions/
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
