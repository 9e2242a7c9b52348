// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/yaml/yaml_field.h"
#include "scenario/model/scenario.h"

#include <QString>
#include <QStringList>

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace framescope::scenario {

/// What the files of one scenario have together.
struct Inclusions
{
    static constexpr int MostDeep = 16;
    static constexpr std::size_t MostFiles = 100;
    static constexpr std::size_t MostSteps = 20'000;

    QStringList open; ///< the whole paths of the files that are being read, the first one first
    std::size_t files = 0;
    std::size_t steps = 0;
    bool playsServer = false;
    bool isWhole = true; ///< nothing at the top of a file was misspelt or could not be read
    std::optional<Contract> contract; ///< the first that is named, which the others give way to
    bool lacksContract = false;       ///< one is named that can't be read
    std::map<std::string, std::shared_ptr<const contract::Schema>> schemas; ///< by file or text
    std::vector<std::pair<std::string, Text>> defaults; ///< variables of files included by a step
    std::vector<std::string> names;                     ///< that are given a value anywhere
    std::vector<Text> used; ///< variables, each with the place of its template
};

/// Turns the YAML of one file into a scenario's values. Every text is checked, unless it has a
/// template.
class Reading : public collection::YamlReader
{
public:
    Reading(const QString& path, Inclusions& inclusions);

    Inclusions& inclusions() { return inclusions_; }
    const QString& folder() const { return folder_; }
    /// The whole path of a file that is named in this one.
    std::string wholePath(const std::string& name) const;

    Place placeOf(const collection::YamlMark& mark) const;
    using Check = Result<void> (*)(const std::string& text);
    Text checked(const collection::YamlValue& value, Check check = nullptr);
    /// Reports a value that is missing or empty, as everything would meet such a condition.
    bool hasValue(const collection::YamlValue& value);
    Text time(const collection::YamlValue& value);
    Text filter(const collection::YamlValue& value);
    /// One of the words.
    Text word(const collection::YamlValue& value, std::initializer_list<const char*> words);
    /// Reports the name of a file that does not exist, unless it has a template.
    bool checkFile(const collection::YamlValue& name);
    /// Reports numbers and truth values that YAML has and JSON has not, as they would be texts.
    void checkScalars(const collection::YamlValue& value);
    /// The name of a header's field.
    void checkHeaderName(const collection::YamlEntry& entry);
    /// The name of a variable, which gets a value here.
    std::string variableName(const std::string& name, const collection::YamlMark& mark);
    /// Calls `take` with each entry of a map, or of a list of maps with one entry each.
    void eachHeader(const collection::YamlValue& value,
                    const std::function<void(const collection::YamlEntry&)>& take);
    /// Notes the variables of all texts and keys, and reports templates that no values mend.
    void lookForTemplates(const collection::YamlValue& value);

protected:
    std::string placeOfKey(const std::string& key,
                           std::span<const std::string> keys) const override;

private:
    void lookForTemplates(const std::string& text, const collection::YamlMark& mark);

    Inclusions& inclusions_;
    QString folder_;
};

template <class T>
using Field = collection::YamlField<T, Reading>;

/// A text as it is written: of numbers, times and words without quotation marks.
collection::YamlValue textValue(const Text& text);
collection::YamlValue plainValue(const Text& text);
template <class Write>
collection::YamlValue ifAny(const std::optional<Text>& text, Write write)
{
    return text ? write(*text) : collection::YamlValue();
}

template <class T, std::optional<Text> T::*Member, Reading::Check Check = nullptr>
constexpr Field<T> textRow(const char* key)
{
    return {key,
            [](const collection::YamlValue& value, T& into, Reading& reading) {
                if (reading.hasValue(value)) {
                    into.*Member = reading.checked(value, Check);
                }
            },
            [](const T& from) { return ifAny(from.*Member, textValue); }};
}

/// The same for numbers, times and words.
template <class T, std::optional<Text> T::*Member, Reading::Check Check>
constexpr Field<T> plainRow(const char* key)
{
    return {key,
            [](const collection::YamlValue& value, T& into, Reading& reading) {
                into.*Member = reading.checked(value, Check);
            },
            [](const T& from) { return ifAny(from.*Member, plainValue); }};
}

/// A check that the text can be read by a function of model/value_texts.h.
template <auto Read>
Result<void> readable(const std::string& text)
{
    return Read(text).map([](const auto& /*value*/) {});
}

} // namespace framescope::scenario
