// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/compiler.h"

#include "contract/schema/keywords.h"

#include <charconv>

namespace framescope::contract {

using codec::Decimal;
using codec::JsonKind;

const Rules* Compiler::add(const Place& schema)
{
    const auto [entry, isNew] = numbers_.try_emplace(schema.value, places_.size());
    if (isNew) {
        rules_.emplace_back();
        places_.push_back(resources_.identified(schema));
        inPlace_.emplace_back();
        rules_.back().location_ = schema.location();
    }
    return &rules_[entry->second];
}

const Rules* Compiler::inPlace(const Place& place)
{
    const Rules* rules = add(place);
    inPlace_[current_].push_back(numbers_.at(place.value));
    return rules;
}

const Rules* Compiler::refer(const Place& schema, const YamlValue& reference)
{
    if (!isString(reference)) {
        mistake(schema, reference, "a reference is a string");
        return nullptr;
    }
    const auto target = resources_.resolve(schema, reference.text, reference.mark);
    if (!target) {
        mistake_ = mistake_ ? mistake_ : target.error();
        return nullptr;
    }
    return inPlace(*target);
}

Result<void> Compiler::finish()
{
    while (current_ < places_.size() && !mistake_) {
        const Place place = places_[current_];
        compile(place, rules_[current_]);
        ++current_;
    }
    states_.resize(places_.size(), State::New);
    for (std::size_t i = 0; i < places_.size() && !mistake_; ++i) {
        if (findCycle(i)) {
            mistake(places_[i], *places_[i].value,
                    "the schema refers to itself for the same value, without end");
        }
    }
    return mistake_ ? tl::unexpected(*mistake_) : Result<void>();
}

void Compiler::compile(const Place& schema, Rules& rules)
{
    const JsonKind kind = kindOf(*schema.value);
    if (kind == JsonKind::True || kind == JsonKind::False) {
        rules.never_ = kind == JsonKind::False;
        return;
    }
    if (kind != JsonKind::Object) {
        mistake(schema, *schema.value,
                "a schema is a map of keywords, true or false, not " + std::string(kindText(kind)));
        return;
    }
    if (const YamlValue* dialect = at(*schema.value, "$schema");
        dialect && isString(*dialect) && !draftOf(dialect->text)) {
        remark(schema, dialect->mark,
               "the dialect \"" + dialect->text +
                   "\" is not known, so the schema is read as one of 2020-12 or of the schema "
                   "around it; known are the drafts 4, 6, 7, 2019-09 and 2020-12");
    }
    const bool isReference = schema.draft <= Draft::Draft7 && at(*schema.value, "$ref");
    for (const Keyword& keyword : keywords()) {
        const YamlValue* value = keyword.compile ? at(*schema.value, keyword.name) : nullptr;
        const bool counts = schema.draft >= keyword.from && schema.draft <= keyword.to &&
                            (!isReference || keyword.compile == compileRef);
        if (!value || !counts) {
            continue;
        }
        if (CheckPtr check = keyword.compile(*this, schema, *value)) {
            check->keyword_ = keyword.name;
            check->rules_ = &rules;
            rules.checks_.push_back(std::move(check));
            rules.needsMarks_ = rules.needsMarks_ || keyword.compile == compileUnevaluatedItems ||
                                keyword.compile == compileUnevaluatedProperties;
        }
    }
}

/// Whether a way along schemas for the same value comes back to where it was. Keeps its own stack.
bool Compiler::findCycle(std::size_t from)
{
    std::vector<std::pair<std::size_t, std::size_t>> way; // a schema, and its next one to look at
    if (states_[from] == State::New) {
        way.emplace_back(from, 0);
        states_[from] = State::Open;
    }
    while (!way.empty()) {
        auto& [at, next] = way.back();
        if (next == inPlace_[at].size()) {
            states_[at] = State::Done;
            way.pop_back();
            continue;
        }
        const std::size_t to = inPlace_[at][next++];
        if (states_[to] == State::Open) {
            return true;
        }
        if (states_[to] == State::New) {
            states_[to] = State::Open;
            way.emplace_back(to, 0);
        }
    }
    return false;
}

void Compiler::mistake(const Place& schema, const YamlValue& value, std::string what,
                       std::string hint)
{
    if (!mistake_) {
        mistake_ =
            Error{std::move(what), collection::placeText(schema.file, value.mark), std::move(hint)};
    }
}

void Compiler::remark(const Place& schema, const YamlMark& mark, const std::string& what)
{
    constexpr std::size_t Most = 100;
    if (remarks_.size() < Most) {
        remarks_.push_back(collection::placeText(schema.file, mark) + ": " + what);
    }
}

Pattern Compiler::pattern(const Place& schema, const std::string& expression, const YamlMark& mark)
{
    Pattern pattern(expression);
    if (const auto& error = pattern.error()) {
        remark(schema, mark, "not checked: " + error->message());
        if (!unusable_) {
            unusable_ = error;
            unusable_->where = collection::placeText(schema.file, mark);
        }
    }
    return pattern;
}

bool Compiler::expectMap(const Place& schema, const YamlValue& value, const char* keyword)
{
    if (!isMap(value)) {
        mistake(schema, value,
                std::string(keyword) + " is a map, not " + std::string(kindText(kindOf(value))));
    }
    return isMap(value);
}

bool Compiler::expectList(const Place& schema, const YamlValue& value, const char* keyword)
{
    if (!isList(value)) {
        mistake(schema, value,
                std::string(keyword) + " is a list, not " + std::string(kindText(kindOf(value))));
    }
    return isList(value);
}

std::optional<Decimal> Compiler::number(const Place& schema, const YamlValue& value,
                                        const char* keyword)
{
    const auto number =
        kindOf(value) == JsonKind::Number ? Decimal::parse(value.text) : std::nullopt;
    if (!number) {
        mistake(schema, value,
                std::string(keyword) + " is a number, not " + std::string(kindText(kindOf(value))));
    }
    return number;
}

std::optional<std::uint64_t> Compiler::count(const Place& schema, const YamlValue& value,
                                             const char* keyword)
{
    const auto given = number(schema, value, keyword);
    if (!given) {
        return std::nullopt;
    }
    const std::string_view digits = std::string_view(value.text).substr(0, value.text.find('.'));
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (!given->isWhole() || error != std::errc() || end != digits.data() + digits.size()) {
        mistake(schema, value, std::string(keyword) + " is a whole number of at least 0");
        return std::nullopt;
    }
    return count;
}

std::optional<bool> Compiler::truth(const Place& schema, const YamlValue& value,
                                    const char* keyword)
{
    const JsonKind kind = kindOf(value);
    if (kind != JsonKind::True && kind != JsonKind::False) {
        mistake(schema, value,
                std::string(keyword) + " is true or false, not " + std::string(kindText(kind)));
        return std::nullopt;
    }
    return kind == JsonKind::True;
}

std::vector<std::string> Compiler::names(const Place& schema, const YamlValue& value,
                                         const char* keyword)
{
    std::vector<std::string> names;
    if (!expectList(schema, value, keyword)) {
        return names;
    }
    for (const YamlValue& item : value.items) {
        if (!isString(item)) {
            mistake(schema, item, std::string(keyword) + " is a list of names");
            break;
        }
        names.push_back(item.text);
    }
    return names;
}

} // namespace framescope::contract
