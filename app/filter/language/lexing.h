// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/value_list.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Finds where each piece of an expression ends. Positions are in bytes; a piece begins at `at`.
namespace framescope::filter {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t skipSpace(std::string_view text, std::size_t at);

/// End of a word: at a space, a quote, one of `alsoEnds`, or a ) that the word did not open.
std::size_t wordEnd(std::string_view text, std::size_t at, std::string_view alsoEnds = {});

/// End of a name such as "dir" or "websocket.payload.text"; `at` if there is none.
std::size_t nameEnd(std::string_view text, std::size_t at);

struct Quoted
{
    std::string content; ///< with \" \\ \n \r \t resolved
    std::size_t end = 0;
    bool closed = false;
};
/// Precondition: there is a quote at `at`.
Quoted readQuoted(std::string_view text, std::size_t at);

struct RegexLiteral
{
    std::string_view pattern;
    Case matchCase = Case::Ignored;
    std::size_t end = 0;
};
/// Reads a regular expression between slashes; a `c` after it makes it case-sensitive. Returns
/// nullopt if there is no closing slash.
std::optional<RegexLiteral> readRegex(std::string_view text, std::size_t at);

/// End of a JSON object, array or member ("key":value) in the expression; `at` if there is none.
/// Examines at most `steps` characters and reduces `steps` by those examined, since an unclosed
/// bracket is searched up to the end of the text.
std::size_t jsonTextEnd(std::string_view text, std::size_t at, std::size_t& steps);

struct Operator
{
    Comparison comparison = Comparison::Is;
    std::size_t end = 0;
    bool isSet = false; ///< `in`, followed by {…}
};
/// Reads = == != < > <= >= ~, and with `words` also contains, matches and in.
std::optional<Operator> readOperator(std::string_view text, std::size_t at, bool words);

/// Like readOperator with words, and reads eq ne gt lt ge le; ~ means matches, as in Wireshark.
std::optional<Operator> readWiresharkOperator(std::string_view text, std::size_t at);

struct Connective
{
    enum class Kind : std::uint8_t { And, Or, Not };
    Kind kind = Kind::And;
    std::size_t end = 0;
};
/// Reads and, or, not in any case; && ||; ! and - before a term.
std::optional<Connective> readConnective(std::string_view text, std::size_t at);

} // namespace framescope::filter
