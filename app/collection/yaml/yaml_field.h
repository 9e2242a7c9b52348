// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/qt_string.h"
#include "collection/yaml/yaml_reader.h"

#include <string>
#include <vector>

namespace framescope::collection {

/// A key of a map that stands for a part of a `T`. One table of these reads and writes the map.
template <class T, class Reader = YamlReader>
struct YamlField
{
    const char* key;
    void (*read)(const YamlValue& value, T& into, Reader& reader);
    /// Null if it is the default, which is not written.
    YamlValue (*write)(const T& from);
};

/// `Fields`: an array or span of fields.
template <class Fields>
std::vector<std::string> keysOf(const Fields& fields)
{
    std::vector<std::string> keys;
    for (const auto& field : fields) {
        keys.emplace_back(field.key);
    }
    return keys;
}

template <class Fields, class T, class Reader>
void readFields(const Fields& fields, const YamlValue& map, T& into, Reader& reader)
{
    for (const auto& field : fields) {
        if (const YamlEntry* entry = map.find(field.key)) {
            field.read(entry->value, into, reader);
        }
    }
}

template <class Fields, class T>
void writeFields(const Fields& fields, const T& from, YamlValue& map)
{
    for (const auto& field : fields) {
        map.add(field.key, field.write(from));
    }
}

// Fields of the usual types. What equals a new T's value is not written.

template <class T, QString T::*Member>
constexpr YamlField<T> textField(const char* key)
{
    return {key,
            [](const YamlValue& value, T& into, YamlReader& reader) {
                into.*Member = reader.qText(value);
            },
            [](const T& from) {
                const QString& text = from.*Member;
                return text.isEmpty() ? YamlValue() : YamlValue::of(text.toStdString());
            }};
}

template <class T, bool T::*Member>
constexpr YamlField<T> truthField(const char* key)
{
    return {key,
            [](const YamlValue& value, T& into, YamlReader& reader) {
                into.*Member = reader.truth(value);
            },
            [](const T& from) {
                return from.*Member == T().*Member
                           ? YamlValue()
                           : YamlValue::plain(from.*Member ? "true" : "false");
            }};
}

template <class T, std::chrono::milliseconds T::*Member>
constexpr YamlField<T> timeField(const char* key)
{
    return {key,
            [](const YamlValue& value, T& into, YamlReader& reader) {
                into.*Member = reader.time(value);
            },
            [](const T& from) {
                return from.*Member == T().*Member ? YamlValue()
                                                   : YamlValue::plain(timeText(from.*Member));
            }};
}

template <class T, QStringList T::*Member>
constexpr YamlField<T> textsField(const char* key)
{
    return {key,
            [](const YamlValue& value, T& into, YamlReader& reader) {
                (into.*Member).clear();
                for (const std::string& text : reader.texts(value)) {
                    (into.*Member).append(toQString(text));
                }
            },
            [](const T& from) {
                YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
                for (const QString& text : from.*Member) {
                    list.items.push_back(YamlValue::of(text.toStdString()));
                }
                return from.*Member == T().*Member ? YamlValue() : list;
            }};
}

} // namespace framescope::collection
