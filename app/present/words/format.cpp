// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/format.h"

#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "base/text/size_text.h"

#include <QDateTime>

#include <cmath>

namespace framescope::present {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Writes one decimal below 100, unless it is 0, and no decimals above: "1.2", "31", "840".
QString shortNumber(double value)
{
    return QString::number(value, 'f', value < 99.95 && value != std::floor(value) ? 1 : 0);
}

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

} // namespace

QString formatCount(std::uint64_t count)
{
    return toQString(countText(count));
}

QString formatCounted(std::uint64_t count, const char* unit)
{
    return formatCount(count) + QLatin1Char(' ') + QLatin1String(unit) +
           (count == 1 ? QString() : QStringLiteral("s"));
}

QString formatBytes(std::uint64_t bytes)
{
    return toQString(sizeText(bytes));
}

QString formatDuration(Duration duration)
{
    return toQString(durationText(duration));
}

QString formatClock(Duration duration)
{
    const qint64 total = std::max<qint64>(0, duration_cast<seconds>(duration).count());
    return QStringLiteral("%1:%2:%3")
        .arg(twoDigits(total / 3600), twoDigits(total / 60 % 60), twoDigits(total % 60));
}

QString formatSeconds(Duration duration)
{
    const bool negative = duration.count() < 0;
    const qint64 us = std::abs(duration_cast<microseconds>(duration).count());
    return QStringLiteral("%1%2.%3")
        .arg(negative ? QStringLiteral("-") : QString())
        .arg(us / 1'000'000)
        .arg(us % 1'000'000, 6, 10, QLatin1Char('0'));
}

QString formatTimeOfDay(Timestamp time)
{
    const qint64 us = duration_cast<microseconds>(time.time_since_epoch()).count();
    const auto moment = QDateTime::fromMSecsSinceEpoch(us / 1000);
    return moment.toString(QStringLiteral("HH:mm:ss.zzz")) +
           QStringLiteral("%1").arg(us % 1000, 3, 10, QLatin1Char('0'));
}

QString formatRate(double perSecond)
{
    if (perSecond < 999.5) {
        return QString::number(perSecond, 'f', perSecond < 9.95 && perSecond > 0 ? 1 : 0) +
               QStringLiteral(" /s");
    }
    if (perSecond < 999'500) {
        return shortNumber(perSecond / 1e3) + QStringLiteral(" k/s");
    }
    return shortNumber(perSecond / 1e6) + QStringLiteral(" M/s");
}

} // namespace framescope::present
