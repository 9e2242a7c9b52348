// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/go_to_target.h"
#include "base/partition_point.h"

#include "present/rows/row_notes.h"
#include "present/words/format.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

namespace framescope::present {

namespace {

using timeline::Timeline;

constexpr double MostSeconds = 9e9; // limit of 64-bit nanoseconds

tl::unexpected<Error> mistake(const QString& sentence)
{
    return failure(sentence.toStdString());
}

Duration seconds(double count)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(count));
}

/// Returns the end of the time axis. Notes on events are skipped: they may be written much later.
Timestamp lastTime(const Timeline& timeline)
{
    EventId last{static_cast<std::uint32_t>(timeline.size() - 1)};
    while (noteSubject(timeline, last)) {
        --last.value; // its subject comes before it
    }
    return timeline.entry(last).timestamp();
}

/// Returns the first event at or after a time. Skips notes on events, which have the event's time.
std::optional<EventId> firstAt(const Timeline& timeline, Timestamp time)
{
    const auto end = static_cast<std::uint32_t>(timeline.size());
    EventId id{partitionPoint(0U, end, [&](std::uint32_t number) {
        return timeline.entry(EventId{number}).timestamp() < time;
    })};
    while (id.value < end && noteSubject(timeline, id)) {
        ++id.value;
    }
    return id.value < end ? std::optional(id) : std::nullopt;
}

Result<EventId> byNumber(const Timeline& timeline, QString digits)
{
    bool fits = false;
    const qulonglong number = digits.remove(QLatin1Char(',')).toULongLong(&fits);
    if (fits && number == 0) {
        return mistake(QStringLiteral("Events are counted from 1."));
    }
    if (!fits || number > timeline.size()) {
        return mistake(
            QStringLiteral("The last event is number %1.").arg(formatCount(timeline.size())));
    }
    return EventId{static_cast<std::uint32_t>(number - 1)};
}

Result<EventId> bySeconds(const Timeline& timeline, double count)
{
    const auto found =
        count < MostSeconds ? firstAt(timeline, timeline.start() + seconds(count)) : std::nullopt;
    if (!found) {
        return mistake(QStringLiteral("The last event is at %1 s.")
                           .arg(formatSeconds(lastTime(timeline) - timeline.start())));
    }
    return *found;
}

Timestamp ofDay(const QDate& day, const QTime& clock, double fraction)
{
    const QDateTime moment(day, clock);
    return Timestamp{std::chrono::duration_cast<Duration>(
               std::chrono::milliseconds(moment.toMSecsSinceEpoch()))} +
           seconds(fraction);
}

Result<EventId> byClock(const Timeline& timeline, const QTime& clock, double fraction)
{
    const auto startMs =
        std::chrono::floor<std::chrono::milliseconds>(timeline.start().time_since_epoch()).count();
    const QDate day = QDateTime::fromMSecsSinceEpoch(startMs).date();
    for (const int later : {0, 1}) {
        const Timestamp time = ofDay(day.addDays(later), clock, fraction);
        // A time up to a minute too early, typed without seconds, means the first event.
        if (time + std::chrono::minutes(1) > timeline.start() && time <= lastTime(timeline)) {
            return *firstAt(timeline, time);
        }
    }
    return mistake(
        QStringLiteral("The recording runs from %1 to %2.")
            .arg(formatTimeOfDay(timeline.start()), formatTimeOfDay(lastTime(timeline))));
}

double part(const QRegularExpressionMatch& match, const char* name)
{
    return match.captured(QLatin1String(name)).toDouble();
}

} // namespace

Result<EventId> goToTarget(const Timeline& timeline, const QString& input)
{
    static const QRegularExpression number(QStringLiteral(R"(^#?\s*(\d[\d,]*)$)"));
    static const QRegularExpression sinceStart(QStringLiteral(
        R"(^\+?(?:(?<minutes>\d+):)?(?<count>\d+(?:\.\d*)?|\.\d+)\s*(?<unit>us|µs|ms|s|m|min|h)$)"));
    static const QRegularExpression clock(
        QStringLiteral(R"(^(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?<fraction>\.\d*)?)?$)"));
    const QString text = input.trimmed();
    if (const auto match = number.match(text); match.hasMatch()) {
        return byNumber(timeline, match.captured(1));
    }
    if (const auto match = sinceStart.match(text); match.hasMatch()) {
        const QString unit = match.captured(QStringLiteral("unit"));
        const double scale = unit == QLatin1String("ms") ? 1e-3
                             : unit.endsWith(QLatin1String("µs")) || unit == QLatin1String("us")
                                 ? 1e-6
                             : unit.startsWith(QLatin1Char('m')) ? 60
                             : unit == QLatin1String("h")        ? 3600
                                                                 : 1;
        return bySeconds(timeline, part(match, "minutes") * 60 + part(match, "count") * scale);
    }
    if (const auto match = clock.match(text); match.hasMatch()) {
        const QTime time(match.captured(QStringLiteral("h")).toInt(),
                         match.captured(QStringLiteral("m")).toInt(),
                         match.captured(QStringLiteral("s")).toInt());
        if (time.isValid()) {
            return byClock(timeline, time, part(match, "fraction"));
        }
        return mistake(QStringLiteral("There is no such time of day."));
    }
    return mistake(QStringLiteral(
        "Type a number (12345), a time since the start (12.5s) or a time of day (10:32:07.5)."));
}

} // namespace framescope::present
