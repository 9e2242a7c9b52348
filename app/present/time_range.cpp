// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time_range.h"

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

/// The term, where it narrows all that the filter finds.
QRegularExpressionMatch termIn(QStringView filter)
{
    static const QRegularExpression alternative(QStringLiteral(R"((?:^|[\s)])or(?:[\s(]|$))"),
                                                QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression range(QStringLiteral(R"((?:^|\s)time:(\d+(?:\.\d+)?)([a-zµ]*))"
                                                         R"(\.\.(\d+(?:\.\d+)?)([a-zµ]*)(?=\s|$))"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression negation(QStringLiteral(R"((?:^|[\s(])not$)"),
                                             QRegularExpression::CaseInsensitiveOption);
    const auto match = range.match(filter);
    const bool narrows = match.hasMatch() && !alternative.match(filter).hasMatch() &&
                         !negation.match(filter.first(match.capturedStart())).hasMatch();
    return narrows ? match : QRegularExpressionMatch();
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
    const auto match = termIn(filter);
    return match.hasMatch()
               ? QString(filter).remove(match.capturedStart(), match.capturedLength()).trimmed()
               : filter;
}

} // namespace framescope::present
