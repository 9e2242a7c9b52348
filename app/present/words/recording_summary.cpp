// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/recording_summary.h"

#include "base/text/qt_string.h"
#include "present/words/life_cycle_text.h"
#include "timeline/decode/load.h"

#include <QFile>

namespace framescope::present {

namespace {

QString endingOf(const timeline::ConnectionInfo& connection)
{
    if (connection.closedAt && connection.closing) {
        return connection.closing->code
                   ? closeText(*connection.closing->code, connection.closing->reason)
                   : QString::fromStdString(connection.closing->unknown);
    }
    return connection.openAt ? translated("still open when Framescope ended")
                             : translated("still connecting when Framescope ended");
}

} // namespace

std::optional<RecordingSummary> summarise(const QString& file, const std::stop_token& stop)
{
    const auto loaded =
        timeline::load(QFile::encodeName(file).toStdString(),
                       [&stop](std::uint64_t, std::uint64_t) { return !stop.stop_requested(); });
    if (!loaded || stop.stop_requested()) {
        return std::nullopt;
    }
    const timeline::Timeline& timeline = *loaded->timeline;
    const timeline::Totals totals = timeline.statistics();
    RecordingSummary summary;
    summary.connections = timeline.connectionCount();
    summary.frames = totals.direction[0].frames + totals.direction[1].frames;
    if (timeline.size() > 0) {
        summary.began = timeline.entry(EventId{0}).timestamp();
    }
    if (summary.connections > 0) {
        const auto newest = static_cast<std::uint32_t>(summary.connections);
        const auto first = timeline.connection(ConnectionId{1});
        const auto last = timeline.connection(ConnectionId{newest});
        summary.address = first ? QString::fromStdString(first->url) : QString();
        summary.ending = last ? endingOf(*last) : QString();
    }
    return summary;
}

} // namespace framescope::present
