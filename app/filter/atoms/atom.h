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

/// Numbers the literals of a filter, so that each can be looked for in blocks.
class Slots
{
public:
    /// The first of that many numbers in a row.
    std::size_t take(std::size_t count = 1) { return std::exchange(next_, next_ + count); }

private:
    std::size_t next_ = 0;
};

/// A value that has a name.
struct Choice
{
    std::string_view name;
    std::string_view meaning;
    std::uint64_t bits = 0; ///< what it stands for, as its field counts them
};

using Made = tl::expected<ExpressionPtr, Mistake>;

/// A field with all that is known of it.
struct Atom
{
    /// How what follows the colon is read. JsonPath: a path first, then perhaps an operator.
    enum class Syntax : std::uint8_t { List, JsonPath };
    /// Which values of the session are proposed.
    enum class Seen : std::uint8_t { Nothing, Codes, Connections, JsonPaths, Rules };

    Field field;
    Made (*make)(const ValueList& values, Slots& slots) = nullptr;
    /// For a name that may stand alone: the event has such a field.
    ExpressionPtr (*exists)() = nullptr;
    std::span<const Choice> (*choices)() = nullptr;
    Seen seen = Seen::Nothing;
    Syntax syntax = Syntax::List;
    bool isText = false; ///< values may be /regular expressions/
};

/// The table, in the order of the help.
std::span<const Atom> atoms();
/// Null where there is no such field; its case is ignored.
const Atom* findAtom(std::string_view name);

// The parts of the table.
std::span<const Atom> placeAtoms();
std::span<const Atom> contentAtoms();
std::span<const Atom> connectionAtoms();
std::span<const Atom> checkAtoms();
std::span<const Atom> wiresharkAtoms();

} // namespace framescope::filter
