// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/json_yaml.h"

#include "base/bytes.h"
#include "base/text/qt_string.h"
#include "codec/json/decimal.h"
#include "codec/value_text.h"

#include <QRegularExpression>

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

bool isTypedScalar(const YamlValue& value)
{
    return value.kind == YamlValue::Kind::Text && !value.quoted &&
           (value.text == "true" || value.text == "false" || codec::Decimal::parse(value.text));
}

std::optional<std::string> foreignNumber(const YamlValue& value)
{
    static const QRegularExpression Number(QRegularExpression::anchoredPattern(QStringLiteral(
        "([-+]?)(?:0x([0-9a-fA-F]+)|0o([0-7]+)|0*(?=[0-9]|\\.[0-9])([0-9]*)(\\.[0-9]*)?([eE][-+]?["
        "0-9]+)?|\\.(?:inf|Inf|INF|nan|NaN|NAN))")));
    constexpr int Hex = 16;
    constexpr int Octal = 8;
    const auto match = value.kind == YamlValue::Kind::Text && !value.quoted && !isTypedScalar(value)
                           ? Number.match(toQString(value.text))
                           : QRegularExpressionMatch();
    if (!match.hasMatch()) {
        return {};
    }
    const QString hex = match.captured(2);
    const QString octal = match.captured(3);
    QString number = match.captured(4);
    bool isNumber = true;
    if (!hex.isEmpty() || !octal.isEmpty()) {
        number = QString::number(hex.isEmpty() ? octal.toULongLong(&isNumber, Octal)
                                               : hex.toULongLong(&isNumber, Hex));
    } else if (const QString fraction = match.captured(5); number.isEmpty() && fraction.isEmpty()) {
        isNumber = false;
    } else {
        number = (number.isEmpty() ? QStringLiteral("0") : number) +
                 (fraction.size() > 1 ? fraction : QString()) + match.captured(6);
    }
    const QString sign = match.captured(1) == QLatin1String("-") ? QStringLiteral("-") : QString();
    return isNumber ? (sign + number).toStdString() : std::string();
}

std::string jsonOf(const YamlValue& value)
{
    std::string json;
    const auto separate = [&json] { json += json.size() > 1 ? "," : ""; };
    switch (value.kind) {
    case YamlValue::Kind::Null:
        return "null";
    case YamlValue::Kind::Text:
        return isTypedScalar(value) ? value.text : codec::quoted(asBytes(value.text));
    case YamlValue::Kind::List:
        json = "[";
        for (const YamlValue& item : value.items) {
            separate();
            json += jsonOf(item);
        }
        return json + ']';
    case YamlValue::Kind::Map:
        json = "{";
        for (const YamlEntry& entry : value.entries) {
            separate();
            json += codec::quoted(asBytes(entry.key)) + ':' + jsonOf(entry.value);
        }
        return json + '}';
    }
    return json;
}

YamlValue yamlOf(const std::string& json)
{
    auto documents = collection::readYaml(json, {});
    if (!documents || documents->size() != 1) {
        return {};
    }
    return onOneLine(std::move(documents->front()));
}

YamlValue onOneLine(YamlValue value)
{
    value.style = YamlValue::Style::Line;
    for (YamlEntry& entry : value.entries) {
        entry.value = onOneLine(std::move(entry.value));
    }
    for (YamlValue& item : value.items) {
        item = onOneLine(std::move(item));
    }
    return value;
}

} // namespace framescope::scenario
