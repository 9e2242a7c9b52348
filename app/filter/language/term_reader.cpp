// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/term_reader.h"

#include "base/text/utf8.h"

#include "codec/json/decimal.h"
#include "filter/atoms/conditions.h"

#include <algorithm>

namespace framescope::filter {

namespace {

/// Number of UTF-8 characters that begin before `position`.
std::size_t charactersBefore(std::string_view text, std::size_t position)
{
    return position - static_cast<std::size_t>(
                          std::ranges::count_if(text.substr(0, position), isContinuation));
}

bool isWiresharkName(std::string_view name)
{
    return lowerCase(name).starts_with("websocket.");
}

/// Reads an operator that the field `name` allows.
std::optional<Operator> readOperatorOf(std::string_view name, std::string_view text, std::size_t at)
{
    return isWiresharkName(name) ? readWiresharkOperator(text, at) : readOperator(text, at, true);
}

/// Whether the text is meant as a field, be it known or not.
bool isFieldLike(std::string_view text, std::string_view name, std::size_t end)
{
    if (name.empty()) {
        return false;
    }
    const Atom* atom = findAtom(name);
    if (end < text.size() && text[end] == ':') {
        const std::string_view value = text.substr(end + 1, wordEnd(text, end + 1) - end - 1);
        const bool isPort =
            !value.empty() && value.find_first_not_of("0123456789/") == std::string_view::npos;
        return atom || (!value.starts_with("//") && !value.starts_with('\\') && !isPort);
    }
    if (isWiresharkName(name)) {
        return true;
    }
    const std::size_t next = skipSpace(text, end);
    const auto found = readOperator(text, next, next > end);
    const bool isWord = found && text.substr(next, 1).find_first_of("=!<>~") != 0;
    return found && (atom || (next > end && !isWord));
}

} // namespace

void TermReader::put(Part::Kind kind, std::size_t position, std::size_t end)
{
    if (end > position) {
        parsed_.parts.push_back({kind, position, end - position});
    }
}

void TermReader::fail(std::size_t position, std::size_t length, std::string what, std::string hint)
{
    fail(mistakeAt(position, length, std::move(what), std::move(hint)));
}

void TermReader::fail(Mistake mistake)
{
    // A mistake at the end of the text is marked on its last character.
    mistake.position = std::min(mistake.position, text_.empty() ? 0 : text_.size() - 1);
    mistake.length = std::min(mistake.length, text_.size() - mistake.position);
    put(Part::Kind::Mistake, mistake.position, mistake.position + mistake.length);
    if (!parsed_.mistake || (parsed_.mistake->needsContract && !mistake.needsContract)) {
        mistake.where =
            "character " + std::to_string(charactersBefore(text_, mistake.position) + 1);
        parsed_.mistake = std::move(mistake);
    }
}

/// Skips to the next space after a mistake.
void TermReader::skipRest()
{
    at_ = std::max(at_, wordEnd(text_, at_));
    if (at_ < text_.size() && text_[at_] == '"') {
        at_ = readQuoted(text_, at_).end;
    }
}

ExpressionPtr TermReader::read(bool isLoose)
{
    const std::size_t start = at_;
    const std::size_t nameStop = nameEnd(text_, at_);
    const std::string_view name = text_.substr(at_, nameStop - at_);
    const Atom* atom = findAtom(name);
    ExpressionPtr result;
    if (const std::size_t json = jsonTextEnd(text_, at_, jsonSteps_);
        text_[at_] != '/' && json > at_) {
        result = word(json);
    } else if (text_[at_] == '"') {
        atom = nullptr;
        result = phrase();
    } else if (const auto found = regexAt()) {
        result = regex(*found);
    } else if (atom && isFieldLike(text_, name, nameStop)) {
        result = named(*atom, start);
    } else if (isFieldLike(text_, name, nameStop)) {
        result = unknownField(nameStop);
    } else {
        atom = nullptr;
        result = word(std::max(wordEnd(text_, at_), at_ + 1));
    }
    if (isLoose) {
        parsed_.looseTerms.push_back({atom, start, at_ - start});
    }
    return result;
}

/// Remembers a missing closing slash, since later regular expressions lack it too.
std::optional<RegexLiteral> TermReader::regexAt()
{
    if (at_ >= noRegexFrom_ || at_ >= text_.size() || text_[at_] != '/') {
        return std::nullopt;
    }
    auto found = readRegex(text_, at_);
    if (!found) {
        noRegexFrom_ = at_;
    }
    return found;
}

ExpressionPtr TermReader::unknownField(std::size_t nameEnd)
{
    const std::string name(text_.substr(at_, nameEnd - at_));
    std::vector<std::string_view> names;
    std::ranges::transform(atoms(), std::back_inserter(names),
                           [](const Atom& atom) { return atom.field.name; });
    const std::string_view meant = nearest(name, names);
    fail(at_, nameEnd - at_, "there is no field \"" + name + '"',
         meant.empty() ? "put quotes around it to search for it as text; framescope-cli filters "
                         "lists the fields"
                       : "did you mean " + std::string(meant) +
                             "? Quotes around it make it text to search for");
    parsed_.spots.push_back({nullptr, at_, nameEnd - at_});
    at_ = nameEnd;
    if (at_ < text_.size() && text_[at_] == ':') {
        ++at_;
        skipRest();
        return nullptr;
    }
    at_ = skipSpace(text_, at_);
    if (const auto found = readOperatorOf(name, text_, at_)) {
        at_ = skipSpace(text_, found->end);
        skipRest();
    }
    return nullptr;
}

ExpressionPtr TermReader::searched(TextPattern pattern)
{
    parsed_.texts.push_back(pattern);
    return wordCondition(std::move(pattern), slots_);
}

ExpressionPtr TermReader::phrase()
{
    const std::size_t start = at_;
    const Quoted quoted = readQuoted(text_, at_);
    at_ = quoted.end;
    if (!quoted.closed) {
        fail(start, text_.size() - start, "a quote is not closed",
             "put \" at the end of the phrase");
        return nullptr;
    }
    put(Part::Kind::Word, start, at_);
    return quoted.content.empty()
               ? nullptr
               : searched(TextPattern::containing(quoted.content, Case::Ignored));
}

ExpressionPtr TermReader::word(std::size_t end)
{
    const std::size_t start = at_;
    at_ = end;
    put(Part::Kind::Word, start, end);
    parsed_.spots.push_back({nullptr, start, end - start});
    return searched(TextPattern::containing(text_.substr(start, end - start), Case::Ignored));
}

ExpressionPtr TermReader::regex(const RegexLiteral& found)
{
    const std::size_t start = at_;
    at_ = found.end;
    auto pattern = TextPattern::regex(found.pattern, found.matchCase);
    if (!pattern) {
        Mistake mistake = pattern.error();
        fail(start + 1 + mistake.position, mistake.length, mistake.what, mistake.hint);
        return nullptr;
    }
    put(Part::Kind::Regex, start, at_);
    return searched(*std::move(pattern));
}

ExpressionPtr TermReader::named(const Atom& atom, std::size_t start)
{
    ValueList values{atom.field.name, start, 0, {}};
    at_ = nameEnd(text_, start);
    put(Part::Kind::Field, start, at_);
    const std::size_t nameStop = at_;
    if (at_ < text_.size() && text_[at_] == ':') {
        if (atom.isJson()) {
            put(Part::Kind::Operator, at_, at_ + 1);
            ++at_;
            return jsonTerm(atom, std::move(values));
        }
        return readValues(atom, {Comparison::Is, at_ + 1}, values) ? finish(atom, values) : nullptr;
    }
    const std::size_t next = skipSpace(text_, at_);
    const auto found = readOperatorOf(atom.field.name, text_, next);
    if (!found) {
        if (atom.exists) {
            parsed_.spots.push_back({nullptr, start, nameStop - start});
            return std::make_unique<const Condition>(Cost::Detail, atom.exists);
        }
        fail(start, nameStop - start, std::string(atom.field.name) + " needs a value",
             std::string(atom.field.values));
        return nullptr;
    }
    if (atom.isJson()) {
        fail(next, found->end - next, "a path is missing", "json:$.key=value");
        at_ = skipSpace(text_, found->end);
        skipRest();
        return nullptr;
    }
    at_ = next;
    return readValues(atom, *found, values) ? finish(atom, values) : nullptr;
}

ExpressionPtr TermReader::finish(const Atom& atom, const ValueList& values)
{
    // "10 .. 20" would be read as a number and two words.
    const std::size_t dots = skipSpace(text_, at_);
    const bool areDots = !atom.isText() && dots > at_ && text_.substr(dots).starts_with("..");
    if (areDots && values.values.back().text.find_first_of("0123456789") == 0) {
        const std::size_t low = values.values.back().position;
        at_ = wordEnd(text_, dots);
        if (const std::size_t high = skipSpace(text_, at_);
            at_ == dots + 2 && high < text_.size() && codec::isDigit(text_[high])) {
            at_ = wordEnd(text_, high);
        }
        fail(low, at_ - low, "a range has no spaces", "10..20");
        return nullptr;
    }
    Made made = atom.make(values, slots_);
    if (!made) {
        fail(std::move(made).error());
        return nullptr;
    }
    return *std::move(made);
}

/// Reads a path, optionally followed by an operator and values; spaces may surround the operator.
ExpressionPtr TermReader::jsonTerm(const Atom& atom, ValueList values)
{
    const std::size_t start = at_;
    std::size_t length = 0;
    auto path = codec::JsonPath::parse(text_.substr(start), length);
    parsed_.spots.push_back({&atom, start, length});
    at_ = start + length;
    if (!path) {
        const codec::JsonPath::Mistake& mistake = path.error();
        const bool isMissing = start >= text_.size();
        fail(isMissing ? values.position : start + mistake.position,
             isMissing ? start - values.position : mistake.length, mistake.what, mistake.hint);
        skipRest();
        return nullptr;
    }
    values.path = std::make_shared<const codec::JsonPath>(*std::move(path));
    put(Part::Kind::Value, start, at_);
    const std::size_t next = skipSpace(text_, at_);
    if (const auto found = readOperator(text_, next, next > at_)) {
        at_ = next;
        return readValues(atom, *found, values) ? finish(atom, values) : nullptr;
    }
    if (at_ < text_.size() && !isSpace(text_[at_]) && text_[at_] != ')') {
        const std::size_t wrong = at_;
        skipRest();
        fail(wrong, std::max<std::size_t>(at_ - wrong, 1), "the path ends here",
             "an operator: = != < > <= >= ~");
        return nullptr;
    }
    return finish(atom, values);
}

bool TermReader::missingValue(const Atom& atom, const ValueList& values)
{
    parsed_.spots.push_back({&atom, at_, 0});
    fail(values.position, at_ - values.position, std::string(atom.field.name) + " needs a value",
         std::string(atom.field.values));
    return false;
}

/// Reads an operator and its values, separated by commas; != and the like apply to all of them.
bool TermReader::readValues(const Atom& atom, const Operator& found, ValueList& values)
{
    put(Part::Kind::Operator, at_, found.end);
    at_ = found.comparison == Comparison::Is ? found.end : skipSpace(text_, found.end);
    if (found.isSet) {
        return readSet(atom, values);
    }
    for (;;) {
        if (!readValue(atom, found.comparison, ",", values)) {
            return false;
        }
        FieldValue& value = values.values.back();
        if (value.comparison == Comparison::Is && values.values.front().isNegated()) {
            value.comparison = Comparison::NotEqual;
        }
        if (at_ >= text_.size() || text_[at_] != ',') {
            return true;
        }
        ++at_;
    }
}

/// Reads values in braces, as in Wireshark's sets: in {1 2}, in {1, 2..4}.
bool TermReader::readSet(const Atom& atom, ValueList& values)
{
    for (;;) {
        while (at_ < text_.size() && (isSpace(text_[at_]) || text_[at_] == ',')) {
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '}') {
            put(Part::Kind::Operator, at_, at_ + 1);
            ++at_;
            return !values.values.empty() || missingValue(atom, values);
        }
        if (at_ >= text_.size()) {
            fail(values.position, text_.size() - values.position, "the set is not closed",
                 "put } at its end");
            return false;
        }
        if (!readValue(atom, Comparison::Equal, ",}", values)) {
            return false;
        }
    }
}

bool TermReader::readValue(const Atom& atom, Comparison comparison, std::string_view ends,
                           ValueList& values)
{
    FieldValue value;
    value.comparison = comparison;
    if (comparison == Comparison::Is && at_ < text_.size()) {
        if (const auto found = readOperator(text_, at_, false)) {
            put(Part::Kind::Operator, at_, found->end);
            value.comparison = found->comparison;
            at_ = skipSpace(text_, found->end);
        }
    }
    value.position = at_;
    const auto regex = atom.isText() ? regexAt() : std::nullopt;
    if (at_ < text_.size() && text_[at_] == '"') {
        Quoted quoted = readQuoted(text_, at_);
        at_ = quoted.end;
        value.text = std::move(quoted.content);
        value.quoted = true;
        if (!quoted.closed) {
            fail(value.position, text_.size() - value.position, "a quote is not closed",
                 "put \" at the end of the value");
            return false;
        }
    } else if (regex) {
        at_ = regex->end;
        value.text = regex->pattern;
        value.regex = true;
        value.matchCase = regex->matchCase;
    } else {
        const bool isJson = atom.isText() && at_ < text_.size() && text_[at_] != '}';
        const std::size_t json = isJson ? jsonTextEnd(text_, at_, jsonSteps_) : at_;
        at_ = json > at_ ? json : wordEnd(text_, at_, ends);
        value.text = text_.substr(value.position, at_ - value.position);
        if (value.text.empty()) {
            return missingValue(atom, values);
        }
    }
    value.length = at_ - value.position;
    put(value.regex ? Part::Kind::Regex : Part::Kind::Value, value.position, at_);
    parsed_.spots.push_back({&atom, value.position, value.length});
    values.length = at_ - values.position;
    values.values.push_back(std::move(value));
    return true;
}

} // namespace framescope::filter
