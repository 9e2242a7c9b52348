// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/yaml/yaml_reader.h"

#include "base/text/likely_name.h"
#include "base/text/qt_string.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace framescope::collection {

namespace {

struct Unit
{
    const char* name;
    std::uint64_t size;
};

/// In ms, the largest first.
constexpr auto TimeUnits =
    std::to_array<Unit>({{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}});
/// In bytes; the decimal ones come first, as sizes are shown in these.
constexpr auto SizeUnits = std::to_array<Unit>({{"GB", 1'000'000'000},
                                                {"MB", 1'000'000},
                                                {"KB", 1'000},
                                                {"GiB", 1'073'741'824},
                                                {"MiB", 1'048'576},
                                                {"KiB", 1'024},
                                                {"B", 1}});

template <std::size_t Count>
std::string quantityText(std::uint64_t number, const std::array<Unit, Count>& units)
{
    const auto unit = std::ranges::find_if(
        units, [number](const Unit& one) { return number % one.size == 0 && number > 0; });
    const Unit& chosen = unit == units.end() ? units.back() : *unit;
    return std::to_string(number / chosen.size) + chosen.name;
}

/// A number with a unit; nullopt for anything else, or too much.
template <std::size_t Count>
std::optional<std::uint64_t> quantity(std::string_view text, const std::array<Unit, Count>& units,
                                      std::uint64_t most)
{
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const std::string_view name(stop, end);
    const auto unit = std::ranges::find(units, name, &Unit::name);
    if (error != std::errc{} || unit == units.end() || number > most / unit->size) {
        return {};
    }
    return number * unit->size;
}

std::string listed(std::span<const std::string> names)
{
    std::string list;
    for (const std::string& name : names) {
        list += (list.empty() ? "" : ", ") + name;
    }
    return list;
}

std::string shown(const YamlValue& value)
{
    constexpr std::size_t Most = 40;
    return '"' + value.text.substr(0, Most) + (value.text.size() > Most ? "…\"" : "\"");
}

/// What is understood, after the word that was probably meant.
std::string hintFor(std::string_view typed, std::span<const std::string> names)
{
    const std::string likely = likelyName(typed, names);
    return (likely.empty() ? "" : "did you mean " + likely + "? ") +
           "understood here: " + listed(names);
}

} // namespace

std::string timeText(std::chrono::milliseconds time)
{
    return quantityText(static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0)),
                        TimeUnits);
}

std::string wholeSizeText(std::uint64_t bytes)
{
    return quantityText(bytes, SizeUnits);
}

void YamlReader::report(const YamlMark& mark, std::string what, std::string hint)
{
    report(YamlMistake{{std::move(what), placeText(file_, mark), std::move(hint)}, mark});
}

void YamlReader::report(YamlMistake mistake)
{
    ++reported_;
    const auto isSame = [&](const YamlMistake& other) {
        return other.where == mistake.where && other.what == mistake.what;
    };
    if (std::ranges::any_of(mistakes_, isSame)) {
        return;
    }
    const auto place = [](const YamlMistake& each) {
        return std::pair(each.mark.line, each.mark.column);
    };
    const auto next = std::ranges::upper_bound(mistakes_, place(mistake), {}, place);
    mistakes_.insert(next, std::move(mistake));
    if (mistakes_.size() > MostMistakes) {
        mistakes_.pop_back();
    }
}

void YamlReader::report(const YamlMark& mark, const Error& error)
{
    report(mark, error.where.empty() ? error.what : error.where + ": " + error.what, error.hint);
}

bool YamlReader::checkMap(const YamlValue& value, std::span<const std::string> keys)
{
    if (value.kind != YamlValue::Kind::Map) {
        report(value.mark, "a map is expected here", "understood here: " + listed(keys));
        return false;
    }
    bool areKnown = true;
    for (const YamlEntry& entry : value.entries) {
        if (std::ranges::find(keys, entry.key) == keys.end()) {
            const std::string place = placeOfKey(entry.key, keys);
            report(entry.mark, "the key \"" + entry.key + "\" is not known",
                   place.empty() ? hintFor(entry.key, keys)
                                 : place + "; understood here: " + listed(keys));
            areKnown = false;
        }
    }
    return areKnown;
}

bool YamlReader::checkMap(const YamlValue& value, std::initializer_list<const char*> keys)
{
    const std::vector<std::string> names(keys.begin(), keys.end());
    return checkMap(value, names);
}

std::string YamlReader::text(const YamlValue& value)
{
    if (value.kind == YamlValue::Kind::Map || value.kind == YamlValue::Kind::List) {
        report(value.mark, "a text is expected here",
               "a text that begins with { or [ is quoted: \"{{name}}\"");
    }
    return value.text;
}

QString YamlReader::qText(const YamlValue& value)
{
    return toQString(text(value));
}

bool YamlReader::truth(const YamlValue& value)
{
    return choice(value, {"false", "true"}) == 1;
}

std::uint64_t YamlReader::number(const YamlValue& value, std::uint64_t least, std::uint64_t most)
{
    std::uint64_t number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto [stop, error] = std::from_chars(value.text.data(), end, number);
    if (value.kind != YamlValue::Kind::Text || error != std::errc{} || stop != end ||
        number < least || number > most) {
        report(value.mark, "a number from " + std::to_string(least) + " to " +
                               std::to_string(most) + " is expected here");
        return least;
    }
    return number;
}

std::chrono::milliseconds YamlReader::time(const YamlValue& value)
{
    constexpr std::uint64_t Most = std::numeric_limits<std::int32_t>::max(); // of a timer
    const auto time = quantity(value.text, TimeUnits, Most);
    if (!time) {
        report(value.mark, shown(value) + " is no time of at most 24 days",
               "write a whole number with ms, s, m or h: 500ms, 30s");
    }
    return std::chrono::milliseconds(time.value_or(0));
}

std::uint64_t YamlReader::size(const YamlValue& value)
{
    constexpr std::uint64_t Most = std::numeric_limits<std::int64_t>::max();
    const bool isNumber = value.text.find_first_not_of("0123456789") == std::string::npos;
    const auto size = quantity(isNumber ? value.text + 'B' : value.text, SizeUnits, Most);
    if (!size) {
        report(value.mark, shown(value) + " is no size",
               "write a whole number with B, KB, MB, GB, KiB, MiB or GiB: 16MB");
    }
    return size.value_or(0);
}

std::size_t YamlReader::choice(const YamlValue& value, std::initializer_list<const char*> words)
{
    const auto found = std::ranges::find(words, value.text);
    if (value.kind == YamlValue::Kind::Text && found != words.end()) {
        return static_cast<std::size_t>(found - words.begin());
    }
    const std::vector<std::string> names(words.begin(), words.end());
    report(value.mark,
           value.kind == YamlValue::Kind::Text ? shown(value) + " is not understood"
                                               : "a word is expected here",
           hintFor(value.text, names));
    return 0;
}

std::vector<std::string> YamlReader::texts(const YamlValue& value)
{
    std::vector<std::string> all;
    if (value.kind == YamlValue::Kind::Text) {
        all.push_back(value.text);
        return all;
    }
    eachItem(value, [&](const YamlValue& item) { all.push_back(text(item)); });
    return all;
}

void YamlReader::eachItem(const YamlValue& value, const std::function<void(const YamlValue&)>& take)
{
    if (value.kind != YamlValue::Kind::List) {
        report(value.mark, "a list is expected here",
               "each item on a line that begins with \"- \"");
    }
    for (const YamlValue& item : value.items) {
        take(item);
    }
}

void YamlReader::eachPair(const YamlValue& value, const std::function<void(const YamlEntry&)>& take)
{
    eachItem(value, [&](const YamlValue& item) {
        if (item.kind != YamlValue::Kind::Map || item.entries.size() != 1) {
            report(item.mark, "a name and its value are expected here",
                   "each on a line of its own: \"- Name: value\"");
            return;
        }
        take(item.entries.front());
    });
}

} // namespace framescope::collection
