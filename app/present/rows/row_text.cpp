// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/row_text.h"

#include "base/text/qt_string.h"
#include "present/rows/preview.h"
#include "present/words/format.h"

#include <iterator>
#include <memory>
#include <utility>

namespace framescope::present {

namespace {

using timeline::Entry;

std::optional<Duration> sinceAbove(const timeline::Timeline& timeline, const Entry& entry,
                                   std::optional<EventId> above)
{
    return above ? std::optional(entry.timestamp() - timeline.entry(*above).timestamp())
                 : std::nullopt;
}

QString timeText(const timeline::Timeline& timeline, const Entry& entry, const RowWords& words)
{
    switch (words.format) {
    case TimeFormat::TimeOfDay:
        return formatTimeOfDay(entry.timestamp());
    case TimeFormat::SincePrevious: {
        const auto since = sinceAbove(timeline, entry, words.above);
        return since ? formatSeconds(*since) : QString();
    }
    case TimeFormat::SinceStart:
        break;
    }
    return formatSeconds(entry.timestamp() - timeline.start());
}

} // namespace

QString cellText(const timeline::Timeline& timeline, EventId id, TimelineModel::Column column,
                 const RowWords& words)
{
    const Entry& entry = timeline.entry(id);
    switch (column) {
    case TimelineModel::Number:
        return formatCount(id.value + std::uint64_t{1});
    case TimelineModel::Time:
        return timeText(timeline, entry, words);
    case TimelineModel::Delta: {
        const auto since = sinceAbove(timeline, entry, words.above);
        return since ? formatDuration(*since) : QString();
    }
    case TimelineModel::Connection:
        return QString::number(entry.conn().value);
    case TimelineModel::Dir:
        return !entry.hasDirection()                ? QString()
               : !words.namesSides                  ? latinText(directionName(entry.direction()))
               : entry.direction() == Direction::In ? translated("server")
                                                    : translated("client");
    case TimelineModel::Type:
        return latinText(timeline::typeName(entry.type));
    case TimelineModel::Size:
        return timeline::isLifeCycle(entry.type) ? QString() : formatBytes(timeline.length(entry));
    default:
        return {};
    }
}

MakeRowWriter rowTextWriter(std::vector<TimelineModel::Column> columns, const RowWords& words,
                            FoldedTexts folds)
{
    return [columns = std::move(columns), words, folds = std::move(folds)](
               const timeline::Timeline& timeline, timeline::View /*view*/) -> RowWriter {
        auto reader = std::make_shared<timeline::StreamReader>(timeline);
        return [columns, words, folds, &timeline, reader](std::string& to, EventId id,
                                                          std::optional<EventId> above,
                                                          std::uint64_t /*room*/) -> Result<void> {
            const auto after = folds.upper_bound(id);
            const auto* fold = after == folds.begin() ? nullptr : &*std::prev(after);
            const bool folded = fold && id <= fold->second.last;
            if (folded && id != fold->first) {
                return {};
            }
            for (const TimelineModel::Column column : columns) {
                const QString text =
                    column != TimelineModel::Preview
                        ? cellText(timeline, id, column, {words.format, above, words.namesSides})
                    : folded ? fold->second.text
                             : preview(timeline, *reader, id);
                to += text.toStdString();
                to += column == columns.back() ? '\n' : '\t';
            }
            return {};
        };
    };
}

} // namespace framescope::present
