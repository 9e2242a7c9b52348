// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/yaml/core_schema.h"

#include "base/text/qt_string.h"
#include "codec/json/decimal.h"

#include <QRegularExpression>

#include <string_view>
#include <utility>

namespace framescope::collection {

namespace {

constexpr std::pair<std::string_view, std::string_view> TruthWords[] = {
    {"True", "true"}, {"TRUE", "true"}, {"False", "false"}, {"FALSE", "false"}};

} // namespace

bool isTypedScalar(const YamlValue& value)
{
    return value.kind == YamlValue::Kind::Text && !value.quoted &&
           (value.text == "true" || value.text == "false" || codec::Decimal::parse(value.text));
}

std::optional<std::string> jsonForm(const YamlValue& value)
{
    static const QRegularExpression Number(QRegularExpression::anchoredPattern(QStringLiteral(
        "([-+]?)(?:0x([0-9a-fA-F]+)|0o([0-7]+)|0*(?=[0-9]|\\.[0-9])([0-9]*)(\\.[0-9]*)?([eE][-+]?["
        "0-9]+)?|\\.(?:inf|Inf|INF|nan|NaN|NAN))")));
    if (value.kind != YamlValue::Kind::Text || value.quoted || isTypedScalar(value)) {
        return {};
    }
    for (const auto& [other, word] : TruthWords) {
        if (value.text == other) {
            return std::string(word);
        }
    }
    constexpr int Hex = 16;
    constexpr int Octal = 8;
    const auto match = Number.match(toQString(value.text));
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

} // namespace framescope::collection
