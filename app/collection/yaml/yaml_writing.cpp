// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "collection/yaml/yaml_value.h"

#include <algorithm>
#include <array>

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

// yaml-cpp writes the scalars. The lines are laid out here, since its block texts have no form for
// a text that does not end with a line break.
namespace framescope::collection {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether another reader would take the text for a number, a date, a truth value or nothing if it
/// stood without quotation marks (YAML 1.1 and 1.2).
bool looksTyped(std::string_view text)
{
    constexpr auto Words = std::to_array<std::string_view>(
        {"true", "false", "yes", "no", "on", "off", "null", "~", "y", "n", ".nan", ".inf"});
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::size_t sign = !lower.empty() && (lower[0] == '-' || lower[0] == '+') ? 1 : 0;
    const std::size_t dot = lower.size() > sign && lower[sign] == '.' ? 1 : 0;
    return text.empty() || std::ranges::find(Words, lower) != Words.end() ||
           (lower.size() > sign + dot && isDigit(lower[sign + dot]));
}

/// Whether the text can be written after a |: its lines begin with no space, and everything in it
/// can be seen.
bool fitsBlock(const std::string& text)
{
    if (text.find('\n') == std::string::npos || text.starts_with('\n') || text.starts_with(' ') ||
        text.starts_with('\t')) {
        return false;
    }
    for (std::string_view left = text; !left.empty();) {
        const auto character = firstCharacter(left);
        const bool known = character && (character->value == '\n' || character->value == '\t' ||
                                         !isInvisible(character->value));
        if (!known) {
            return false;
        }
        left.remove_prefix(character->size);
    }
    return true;
}

/// Whether yaml-cpp must not choose between quotation marks and none.
bool needsEscapes(std::string_view text)
{
    for (std::string_view left = text; !left.empty();) {
        const auto character = firstCharacter(left);
        if (!character || isInvisible(character->value)) {
            return true;
        }
        left.remove_prefix(character->size);
    }
    return false;
}

void putBlock(std::string& to, const std::string& text, std::size_t indent)
{
    to += text.ends_with("\n\n") ? "|+\n" : text.ends_with('\n') ? "|\n" : "|-\n";
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        if (end > start) {
            to.append(indent, ' ').append(text, start, end - start);
        }
        to += '\n';
        start = end + 1;
    }
}

/// Whether a text has quotation marks and begins as JSON does, which YAML would take for a map.
bool isLikeJson(std::string_view text)
{
    return (text.starts_with('{') || text.starts_with('[')) && text.find('"') != text.npos;
}

/// A scalar as it stands on a line.
std::string scalar(const std::string& text, bool quoted)
{
    YAML::Emitter out;
    out << YAML::Flow << YAML::BeginSeq;
    if (needsEscapes(text) || (quoted && looksTyped(text))) {
        out << YAML::DoubleQuoted;
    } else if (isLikeJson(text)) {
        out << YAML::SingleQuoted; // its quotation marks stay as they are
    }
    out << text << YAML::EndSeq;
    const std::string list = out.c_str();
    return list.substr(1, list.size() - 2); // without its brackets
}

/// Whether a key needs a ? before it, as readers look for its colon no further than 1,024
/// characters (YAML 1.2.2, 7.4).
bool isLongKey(std::string_view written)
{
    constexpr std::size_t Most = 1000;
    return written.size() > Most;
}

std::string inlineText(const YamlValue& value)
{
    std::string text;
    const auto separate = [&text] { text += text.size() > 1 ? ", " : ""; };
    switch (value.kind) {
    case YamlValue::Kind::Null:
        return "~";
    case YamlValue::Kind::Text:
        return scalar(value.text, value.quoted);
    case YamlValue::Kind::List:
        text = "[";
        for (const YamlValue& item : value.items) {
            separate();
            text += inlineText(item);
        }
        return text + ']';
    case YamlValue::Kind::Map:
        text = "{";
        for (const YamlEntry& entry : value.entries) {
            separate();
            const std::string key = scalar(entry.key, true);
            text += (isLongKey(key) ? "? " : "") + key + ": " + inlineText(entry.value);
        }
        return text + '}';
    }
    return text;
}

bool isOnLines(const YamlValue& value)
{
    return value.style != YamlValue::Style::Line &&
           (!value.items.empty() || !value.entries.empty());
}

void putMap(std::string& to, const YamlValue& map, std::size_t indent, bool first);

/// What follows "key:" or "-".
void putValue(std::string& to, const YamlValue& value, std::size_t indent, bool inList)
{
    if (value.style == YamlValue::Style::Block && fitsBlock(value.text)) {
        to += ' ';
        putBlock(to, value.text, indent);
    } else if (!isOnLines(value)) {
        to += ' ' + inlineText(value) + '\n';
    } else if (value.kind == YamlValue::Kind::Map) {
        to += inList ? " " : "\n";
        putMap(to, value, indent, inList);
    } else {
        to += '\n';
        for (const YamlValue& item : value.items) {
            to.append(indent, ' ') += '-';
            putValue(to, item, indent + 2, true);
        }
    }
}

/// `first`: the first key stands on the line that was begun.
void putMap(std::string& to, const YamlValue& map, std::size_t indent, bool first)
{
    for (const YamlEntry& entry : map.entries) {
        std::string key = scalar(entry.key, true);
        key = isLongKey(key) ? "? " + key + '\n' + std::string(indent, ' ') : std::move(key);
        to.append(first ? 0 : indent, ' ') += key + ':';
        putValue(to, entry.value, indent + 2, false);
        first = false;
    }
}

} // namespace

std::string yamlText(const YamlValue& value)
{
    std::string text;
    if (value.kind == YamlValue::Kind::Map && isOnLines(value)) {
        putMap(text, value, 0, false);
    } else {
        text = inlineText(value) + '\n';
    }
    return text;
}

} // namespace framescope::collection
