// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/reading.h"

#include "base/text/likely_name.h"
#include "base/text/qt_string.h"
#include "collection/environment.h"
#include "collection/yaml/core_schema.h"
#include "connection/field_text.h"
#include "message/templates.h"
#include "scenario/model/value_texts.h"
#include "wire/http/http_token.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlMark;
using collection::YamlValue;

Reading::Reading(const QString& path, Inclusions& inclusions)
    : YamlReader(path.toStdString()), inclusions_(inclusions),
      folder_(QFileInfo(path).absolutePath())
{
}

std::string Reading::wholePath(const std::string& name) const
{
    return QDir::cleanPath(QDir(folder_).absoluteFilePath(toQString(name))).toStdString();
}

Place Reading::placeOf(const YamlMark& mark) const
{
    return {file(), mark.line, mark.column};
}

Text Reading::checked(const YamlValue& value, Check check)
{
    Text text{this->text(value), placeOf(value.mark)};
    if (check && value.isScalar() && !text.hasTemplate()) {
        if (const auto done = check(text.text); !done) {
            report(value.mark, done.error());
        }
    }
    return text;
}

bool Reading::hasValue(const YamlValue& value)
{
    const bool isEmpty = !value.isText() && value.items.empty() && value.entries.empty();
    if (isEmpty) {
        report(value.mark,
               value.isNull() ? "a value is missing here" : "there is nothing in the brackets",
               value.isNull() ? "write \"\" for an empty text, or leave the key out"
                              : "leave the key out where everything may come");
    }
    return !isEmpty;
}

Text Reading::time(const YamlValue& value)
{
    return checked(value, readable<timeFrom>);
}

Text Reading::filter(const YamlValue& value)
{
    Text text = checked(value);
    if (hasValue(value) && value.isText() && !text.hasTemplate() && !inclusions_.lacksContract) {
        const auto& contract = inclusions_.contract;
        if (const auto read = filterFrom(text.text, contract ? contract->document : nullptr);
            !read) {
            report(value.mark, read.error());
        }
    }
    return text;
}

Text Reading::word(const YamlValue& value, std::initializer_list<const char*> words)
{
    Text text{value.text, placeOf(value.mark)};
    if (!value.isText() || !text.hasTemplate()) {
        (void)choice(value, words);
    }
    return text;
}

bool Reading::checkFile(const YamlValue& name)
{
    const QFileInfo file(toQString(wholePath(text(name))));
    const bool hasTemplate = name.text.find("{{") != std::string::npos;
    if (!name.isScalar() || hasTemplate || (file.exists() && !file.isDir())) {
        return name.isScalar();
    }
    std::vector<std::string> others;
    if (reported() < MostMistakes) { // or it is hardly told
        for (const QString& other : file.dir().entryList(QDir::Files)) {
            others.push_back(other.toStdString());
        }
    }
    const std::string likely = likelyName(file.fileName().toStdString(), others);
    report(name.mark, (file.exists() ? "this is no file: " : "there is no such file: ") + name.text,
           likely.empty() ? "names lead from the folder of this file"
                          : "did you mean " + likely + '?');
    return false;
}

void Reading::checkScalars(const YamlValue& value)
{
    if (const auto form = collection::jsonForm(value)) {
        const std::string quoted = '"' + value.text + "\" for the text";
        const bool isTruth = *form == "true" || *form == "false";
        report(value.mark, value.text + (isTruth ? " is no word of JSON" : " is no number of JSON"),
               form->empty() ? "JSON has none like it; write " + quoted
                             : "write " + *form + ", or " + quoted);
    }
    for (const YamlValue& item : value.items) {
        checkScalars(item);
    }
    for (const YamlEntry& entry : value.entries) {
        checkScalars(entry.value);
    }
}

void Reading::checkHeaderName(const YamlEntry& entry)
{
    if (!wire::isToken(entry.key)) {
        report(entry.mark, "the name of a header has a character that it may not have",
               connection::TokenHint);
    }
}

std::string Reading::variableName(const std::string& name, const YamlMark& mark)
{
    if (!collection::isVariableName(toQString(name))) {
        report(mark, '"' + name + "\" can't be the name of a variable",
               "letters, digits and - _ . after a letter");
    }
    inclusions_.names.push_back(name);
    return name;
}

void Reading::eachHeader(const YamlValue& value, const std::function<void(const YamlEntry&)>& take)
{
    const auto takeNamed = [&](const YamlEntry& entry) {
        checkHeaderName(entry);
        take(entry);
    };
    if (value.kind != YamlValue::Kind::Map) {
        eachPair(value, takeNamed);
        return;
    }
    std::ranges::for_each(value.entries, takeNamed);
}

void Reading::lookForTemplates(const YamlValue& value)
{
    for (const YamlEntry& entry : value.entries) {
        lookForTemplates(entry.key, entry.mark);
        lookForTemplates(entry.value);
    }
    for (const YamlValue& item : value.items) {
        lookForTemplates(item);
    }
    lookForTemplates(value.text, value.mark);
}

void Reading::lookForTemplates(const std::string& text, const YamlMark& mark)
{
    if (text.find("{{") == std::string::npos) {
        return;
    }
    const QString all = toQString(text);
    if (const auto done = message::checkTemplates(all); !done) {
        report(mark, done.error());
    }
    for (const QString& name : message::variablesIn(all)) {
        if (collection::isVariableName(name)) {
            inclusions_.used.push_back({name.toStdString(), placeOf(mark)});
        }
    }
}

/// A time beside the wrong brace is the most frequent mistake of all.
std::string Reading::placeOfKey(const std::string& key, std::span<const std::string> keys) const
{
    if (key != "within" && key != "skip") {
        return {};
    }
    const auto has = [keys](const char* name) {
        return std::ranges::find(keys, name) != keys.end();
    };
    const bool isStep = has("expect");
    const std::string written = key == "within" ? "within: 2s" : "skip: others";
    if (!isStep && has("one_of")) { // one of several expectations
        return key +
               ": stands beside the list, for all that is in it: expect: {any_order: [...], " +
               written + "}";
    }
    return (isStep ? key + ": stands in the braces of expect:, beside what is expected"
                   : key + ": stands beside what is expected, not in it") +
           ": expect: {message: hello, " + written + "}";
}

YamlValue textValue(const Text& text)
{
    return text.text.find('\n') == std::string::npos ? YamlValue::of(text.text)
                                                     : YamlValue::block(text.text);
}

YamlValue plainValue(const Text& text)
{
    return YamlValue::plain(text.text);
}

} // namespace framescope::scenario
