// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/environment.h"

#include "base/text/qt_string.h"
#include "collection/file_text.h"
#include "collection/yaml/yaml_reader.h"

#include <QFileInfo>

#include <algorithm>

namespace framescope::collection {

namespace {

constexpr const char* VariablesKey = "variables";
constexpr const char* SecretKey = "secret";

QString environmentName(const QString& path)
{
    const QString file = QFileInfo(path).fileName();
    return file.endsWith(EnvironmentSuffix) ? file.chopped(EnvironmentSuffix.size())
                                            : QFileInfo(path).completeBaseName();
}

Variable readVariable(const YamlEntry& entry, YamlReader& reader)
{
    Variable variable{toQString(entry.key), {}, false};
    if (!isVariableName(variable.name)) {
        reader.report(entry.mark, "\"" + entry.key + "\" is no name for a variable",
                      "use letters, digits and - _ . after a letter");
    }
    if (entry.value.kind != YamlValue::Kind::Map) {
        variable.value = reader.qText(entry.value);
        return variable;
    }
    if (const YamlEntry* value = entry.value.find("value")) {
        reader.report(value->mark, "the value of a secret does not stand in the file",
                      "it is kept in the key ring, or asked for");
    }
    if (reader.checkMap(entry.value, {SecretKey})) {
        const YamlEntry* secret = entry.value.find(SecretKey);
        variable.secret = secret && reader.truth(secret->value);
    }
    return variable;
}

} // namespace

const Variable* Environment::find(const QString& wanted) const
{
    const auto found = std::ranges::find(variables, wanted, &Variable::name);
    return found == variables.end() ? nullptr : &*found;
}

bool isVariableName(const QString& name)
{
    const auto isLetter = [](QChar c) {
        return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
               (c >= QLatin1Char('A') && c <= QLatin1Char('Z')) || c == QLatin1Char('_');
    };
    const auto mayFollow = [&](QChar c) {
        return isLetter(c) || (c >= QLatin1Char('0') && c <= QLatin1Char('9')) ||
               c == QLatin1Char('-') || c == QLatin1Char('.');
    };
    return !name.isEmpty() && isLetter(name.front()) && std::ranges::all_of(name, mayFollow);
}

Result<Environment> environmentFrom(std::string_view text, const QString& path)
{
    const std::string file = path.toStdString();
    const auto documents = readYaml(text, file);
    if (!documents) {
        return tl::unexpected(documents.error());
    }
    Environment environment{environmentName(path), {}};
    YamlReader reader(file);
    for (const YamlValue& document : *documents) {
        const bool empty = document.isNull();
        if (empty || !reader.checkMap(document, {VariablesKey})) {
            continue;
        }
        const YamlEntry* variables = document.find(VariablesKey);
        if (!variables || variables->value.isNull()) {
            continue;
        }
        if (variables->value.kind != YamlValue::Kind::Map) {
            reader.report(variables->value.mark, "a map of names and values is expected here",
                          "each on a line of its own: \"host: example.com\"");
        }
        for (const YamlEntry& entry : variables->value.entries) {
            environment.variables.push_back(readVariable(entry, reader));
        }
    }
    if (reader.mistake()) {
        return tl::unexpected(*reader.mistake());
    }
    return environment;
}

Result<Environment> readEnvironment(const QString& path)
{
    return textOfFile(path).and_then(
        [&path](const std::string& text) { return environmentFrom(text, path); });
}

std::string textOf(const Environment& environment)
{
    YamlValue variables = YamlValue::map();
    for (const Variable& variable : environment.variables) {
        variables.add(variable.name.toStdString(),
                      variable.secret ? YamlValue::map({{SecretKey, YamlValue::plain("true"), {}}},
                                                       YamlValue::Style::Line)
                                      : YamlValue::of(variable.value.toStdString()));
    }
    YamlValue document = YamlValue::map();
    document.add(VariablesKey, std::move(variables));
    return yamlText(document);
}

Result<void> writeEnvironment(const Environment& environment, const QString& path)
{
    const auto before = textOfFile(path);
    return replaceFile(path, (before ? leadingComment(*before) : "") + textOf(environment));
}

} // namespace framescope::collection
