// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/lexing.h"
#include "filter/language/parser.h"

#include <string>
#include <string_view>

namespace framescope::filter {

/// Reads one term (a word, phrase or regular expression, or a field with its values) into a Parsed.
class TermReader
{
public:
    /// `at` moves past the text that was read.
    TermReader(std::string_view text, std::size_t& at, Parsed& parsed, const ContractPtr& contract)
        : text_(text), at_(at), parsed_(parsed), slots_(contract)
    {
    }

    /// Precondition: the position is neither at the end nor at a connective. Returns null if there
    /// is a mistake or every event matches.
    ExpressionPtr read(bool isLoose);

    /// Marks the mistake in the text, and records it if it is the first.
    void fail(std::size_t position, std::size_t length, std::string what, std::string hint);
    /// Marks a part, unless it is empty.
    void put(Part::Kind kind, std::size_t position, std::size_t end);

private:
    ExpressionPtr phrase();
    ExpressionPtr regex(const RegexLiteral& found);
    ExpressionPtr word(std::size_t end);
    ExpressionPtr named(const Atom& atom, std::size_t start);
    ExpressionPtr unknownField(std::size_t nameEnd);
    ExpressionPtr finish(const Atom& atom, const ValueList& values);
    ExpressionPtr jsonTerm(const Atom& atom, ValueList values);
    ExpressionPtr searched(TextPattern pattern);
    std::optional<RegexLiteral> regexAt();

    bool readValues(const Atom& atom, const Operator& found, ValueList& values);
    bool readSet(const Atom& atom, ValueList& values);
    bool readValue(const Atom& atom, Comparison comparison, std::string_view ends,
                   ValueList& values);
    bool missingValue(const Atom& atom, const ValueList& values);
    void fail(Mistake mistake);
    void skipRest();

    std::string_view text_;
    std::size_t& at_;
    Parsed& parsed_;
    Slots slots_;
    // These limit repeated searches up to the end of the text.
    std::size_t jsonSteps_ = std::size_t{1} << 20;
    std::size_t noRegexFrom_ = std::string_view::npos;
};

} // namespace framescope::filter
