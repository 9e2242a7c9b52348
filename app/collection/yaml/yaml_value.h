// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// A place in a file, both from 1; 0 if the value was not read from one.
struct YamlMark
{
    int line = 0;
    int column = 0;
};

struct YamlEntry;

/// A value of a YAML document: every scalar is a text, as it is written.
struct YamlValue
{
    enum class Kind { Null, Text, List, Map };
    enum class Style {
        Usual,
        Block, ///< of a text: line by line, after a |
        Line   ///< of a list or map: on one line
    };

    Kind kind = Kind::Null;
    Style style = Style::Usual;
    std::string text;
    bool quoted = false; ///< read: it had quotation marks; written: it needs them, as it is no
                         ///< number or truth value
    std::vector<YamlValue> items;
    std::vector<YamlEntry> entries; ///< in their order; keys are unique
    bool spelt = false;             ///< read, of nothing: it is written out, as ~ or null
    YamlMark mark;                  ///< of nothing that is not written out: that of its key

    static YamlValue of(std::string_view text);
    /// A text that is written without quotation marks: a number, true, 30s.
    static YamlValue plain(std::string_view text);
    /// A text on as many lines as it has.
    static YamlValue block(std::string_view text);
    static YamlValue list(std::vector<YamlValue> items, Style style = Style::Usual);
    static YamlValue map();
    static YamlValue map(std::vector<YamlEntry> entries, Style style = Style::Usual);

    bool isNull() const { return kind == Kind::Null; }
    bool isText() const { return kind == Kind::Text; }
    /// Whether it is neither a list nor a map.
    bool isScalar() const { return isNull() || isText(); }
    const YamlEntry* find(std::string_view key) const;
    /// Adds an entry to a map, unless the value is null.
    void add(std::string_view key, YamlValue value);
};

struct YamlEntry
{
    std::string key;
    YamlValue value;
    YamlMark mark; ///< of the key
};

/// The most that is read.
inline constexpr std::size_t MostYamlBytes = 4U * 1024 * 1024;
inline constexpr std::size_t MostYamlDepth = 32;
inline constexpr std::size_t MostYamlKeys = 1000; ///< side by side

/// An error in a file, and its place there. `where` is that place too, or one in another file.
struct YamlMistake : Error
{
    YamlMark mark;
};

/// Reads the documents of a file. Errors name `file`, line and column: invalid YAML or UTF-8, more
/// than the limits, anchors and aliases, a key that stands twice or is no text.
tl::expected<std::vector<YamlValue>, YamlMistake> readYaml(std::string_view text,
                                                           const std::string& file);

/// The text of a document. `value` is valid UTF-8.
std::string yamlText(const YamlValue& value);

/// A place for messages: "FILE:3:7".
std::string placeText(const std::string& file, const YamlMark& mark);

} // namespace framescope::collection
