// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/yaml/yaml_value.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// Turns values of a file into those of the program. After a mistake it goes on with defaults; the
/// first one is kept.
class YamlReader
{
public:
    explicit YamlReader(std::string file) : file_(std::move(file)) {}

    const std::string& file() const { return file_; }
    const std::optional<Error>& mistake() const { return mistake_; }
    void report(const YamlMark& mark, std::string what, std::string hint = {});
    /// Reports an error of another part of the program at the place of the value.
    void report(const YamlMark& mark, const Error& error);
    /// Reports an error that says its place itself: that of another file.
    void report(Error error);

    /// Reports a value that is no map, or has a key that is not among these.
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

private:
    std::string file_;
    std::optional<Error> mistake_;
};

/// The largest unit in which a time or a size is a whole number: "30s", "16MB".
std::string timeText(std::chrono::milliseconds time);
std::string wholeSizeText(std::uint64_t bytes);

} // namespace framescope::collection
