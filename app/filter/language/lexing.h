// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/value_list.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Where the pieces of an expression end. Positions are in bytes, `at` is where a piece begins.
namespace framescope::filter {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t skipSpace(std::string_view text, std::size_t at);

/// A word ends before space, a quote, one of `alsoEnds`, or a parenthesis that it did not open.
std::size_t wordEnd(std::string_view text, std::size_t at, std::string_view alsoEnds = {});

/// A name such as "dir" or "websocket.payload.text"; `at` where there is none.
std::size_t nameEnd(std::string_view text, std::size_t at);

struct Quoted
{
    std::string content; ///< \" \\ \n \r \t are what they stand for
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
/// Between slashes, with `c` behind them where case counts; nothing where no slash ends it.
std::optional<RegexLiteral> readRegex(std::string_view text, std::size_t at);

/// Where a JSON object, array or member ("key":value) that was typed as it is ends; `at` where
/// there is none. `steps` is how many characters may be looked at, which it takes off: each
/// bracket that is not closed is looked for up to the end of the text.
std::size_t jsonTextEnd(std::string_view text, std::size_t at, std::size_t& steps);

struct Operator
{
    Comparison comparison = Comparison::Is;
    std::size_t end = 0;
    bool isSet = false; ///< `in`, which is followed by {…}
};
/// = == != < > <= >= ~, and where `words`, contains, matches and in as well.
std::optional<Operator> readOperator(std::string_view text, std::size_t at, bool words);

/// As readOperator with words, and eq ne gt lt ge le; ~ is matches: so Wireshark has it.
std::optional<Operator> readWiresharkOperator(std::string_view text, std::size_t at);

struct Connective
{
    enum class Kind : std::uint8_t { And, Or, Not };
    Kind kind = Kind::And;
    std::size_t end = 0;
};
/// and, or, not in any case; && || ! and - before something.
std::optional<Connective> readConnective(std::string_view text, std::size_t at);

} // namespace framescope::filter
