// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/time_range.h"

#include <QRegularExpression>

#include <cmath>

namespace framescope::present {

namespace {

double nanosecondsIn(QStringView unit)
{
    if (unit == QLatin1String("ns")) {
        return 1;
    }
    if (unit == QLatin1String("us") || unit == QStringLiteral("µs")) {
        return 1e3;
    }
    if (unit == QLatin1String("ms")) {
        return 1e6;
    }
    if (unit == QLatin1String("m") || unit == QLatin1String("min")) {
        return 60e9;
    }
    return unit == QLatin1String("h") ? 3600e9 : 1e9;
}

Duration timeOf(QStringView number, QStringView unit)
{
    return Duration{std::llround(number.toDouble() * nanosecondsIn(unit))};
}

/// The filter, covered where it is in quotes or parentheses, which is of no concern here.
QString outermost(QStringView filter)
{
    constexpr QLatin1Char Covered('_');
    QString text = filter.toString();
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = filter[i];
        if (quoted && c == QLatin1Char('\\') && i + 1 < text.size()) {
            text[i++] = Covered;
        } else if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (!quoted && c == QLatin1Char('(')) {
            ++depth;
        } else if (!quoted && c == QLatin1Char(')')) {
            --depth;
            text[i] = Covered;
        }
        if (quoted || depth > 0) {
            text[i] = Covered;
        }
    }
    return text;
}

/// The term, where it narrows all that the filter finds; with the `and` before it.
QRegularExpressionMatch termIn(QStringView filter)
{
    constexpr auto AnyCase = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression other(QStringLiteral(R"((?:^|\s)(?:or(?:\s|$)|not\s+time:))"),
                                          AnyCase);
    static const QRegularExpression range(
        QStringLiteral(R"((?:^|\s+)(?:and\s+)?time:(\d+(?:\.\d+)?)([a-zµ]*))"
                       R"(\.\.(\d+(?:\.\d+)?)([a-zµ]*)(?=\s|$))"),
        AnyCase);
    const QString text = outermost(filter);
    return other.match(text).hasMatch() ? QRegularExpressionMatch() : range.match(text);
}

} // namespace

std::optional<TimeSpan> timeRangeIn(QStringView filter)
{
    const auto match = termIn(filter);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const TimeSpan span{timeOf(match.capturedView(1), match.capturedView(2)),
                        timeOf(match.capturedView(3), match.capturedView(4))};
    return span.from <= span.to ? std::optional(span) : std::nullopt;
}

QString withoutTimeRange(const QString& filter)
{
    static const QRegularExpression dangling(QStringLiteral(R"(^and(?=[\s(]))"),
                                             QRegularExpression::CaseInsensitiveOption);
    const auto match = termIn(filter);
    if (!match.hasMatch()) {
        return filter;
    }
    QString rest = QString(filter).remove(match.capturedStart(), match.capturedLength()).trimmed();
    return rest.remove(dangling).trimmed();
}

} // namespace framescope::present
