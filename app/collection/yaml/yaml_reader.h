// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/yaml/yaml_value.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// Turns values of a file into those of the program. After a mistake it goes on with defaults.
class YamlReader
{
public:
    static constexpr std::size_t MostMistakes = 50; ///< that are kept

    explicit YamlReader(std::string file) : file_(std::move(file)) {}
    virtual ~YamlReader() = default;

    const std::string& file() const { return file_; }
    /// Those that come first in the file, in the order of their places, each once.
    const std::vector<YamlMistake>& mistakes() const { return mistakes_; }
    /// The first of them; null if there is none.
    const YamlMistake* mistake() const { return mistakes_.empty() ? nullptr : &mistakes_.front(); }
    /// How often a mistake was reported, kept or not.
    std::size_t reported() const { return reported_; }
    void report(const YamlMark& mark, std::string what, std::string hint = {});
    /// Reports an error of another part of the program at the place of the value.
    void report(const YamlMark& mark, const Error& error);
    /// Reports an error that says its place itself, such as that in another file.
    void report(YamlMistake mistake);

    /// Reports a value that is no map, and each key that is not among these. Returns whether there
    /// was nothing to report; if not, what seems to be missing may only be misspelt.
    bool checkMap(const YamlValue& value, std::span<const std::string> keys);
    bool checkMap(const YamlValue& value, std::initializer_list<const char*> keys);

    std::string text(const YamlValue& value);
    QString qText(const YamlValue& value);
    bool truth(const YamlValue& value);
    std::uint64_t number(const YamlValue& value, std::uint64_t least, std::uint64_t most);
    /// "30s", "500ms", "2m", "1h".
    std::chrono::milliseconds time(const YamlValue& value);
    /// "16MB", "64KiB", "4096".
    std::uint64_t size(const YamlValue& value);
    /// The place in the list of the word that the value is; 0 after a mistake.
    std::size_t choice(const YamlValue& value, std::initializer_list<const char*> words);
    /// The items of a list; a single text is a list of one.
    std::vector<std::string> texts(const YamlValue& value);
    /// Calls `take` with each item of a list.
    void eachItem(const YamlValue& value, const std::function<void(const YamlValue&)>& take);
    /// Calls `take` for a list of maps with one entry each: "- Name: value".
    void eachPair(const YamlValue& value, const std::function<void(const YamlEntry&)>& take);

protected:
    /// Where a key belongs that is not among these; empty: nowhere.
    virtual std::string placeOfKey(const std::string& /*key*/,
                                   std::span<const std::string> /*keys*/) const
    {
        return {};
    }

private:
    std::string file_;
    std::vector<YamlMistake> mistakes_;
    std::size_t reported_ = 0;
};

/// The largest unit in which a time or a size is a whole number: "30s", "16MB".
std::string timeText(std::chrono::milliseconds time);
std::string wholeSizeText(std::uint64_t bytes);

} // namespace framescope::collection
