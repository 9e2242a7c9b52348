// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/reading.h"

#include "base/text/qt_string.h"
#include "collection/environment.h"
#include "message/template_reader.h"
#include "message/templates.h"
#include "scenario/model/value_texts.h"

#include <QDir>
#include <QFileInfo>

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
    if (check && !mistake() && !text.hasTemplate()) {
        if (const auto done = check(text.text); !done) {
            report(value.mark, done.error());
        }
    }
    return text;
}

Text Reading::time(const YamlValue& value)
{
    return checked(value, readable<timeFrom>);
}

Text Reading::filter(const YamlValue& value)
{
    Text text = checked(value);
    if (!mistake() && !text.hasTemplate()) {
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
    if (value.kind != YamlValue::Kind::Text || !text.hasTemplate()) {
        (void)choice(value, words);
    }
    return text;
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
    if (value.kind != YamlValue::Kind::Map) {
        eachPair(value, take);
        return;
    }
    for (const YamlEntry& entry : value.entries) {
        take(entry);
    }
}

void Reading::lookForTemplates(const YamlValue& value)
{
    for (const YamlEntry& entry : value.entries) {
        lookForTemplates(entry.value);
    }
    for (const YamlValue& item : value.items) {
        lookForTemplates(item);
    }
    if (value.text.find("{{") == std::string::npos) {
        return;
    }
    const QString text = toQString(value.text);
    message::TemplateReader pieces(text);
    while (const auto piece = pieces.next()) {
        if (piece->kind == message::TemplateReader::Piece::Kind::Unclosed) {
            report(value.mark, "a template is not closed",
                   "write }} after it, or \\{{ for the braces themselves");
        }
    }
    for (const QString& name : message::variablesIn(text)) {
        inclusions_.used.push_back({name.toStdString(), placeOf(value.mark)});
    }
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
