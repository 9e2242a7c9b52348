// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_views.h"

#include "base/text/utf8_validator.h"
#include "filter/match/matcher.h"
#include "present/payload/frame_fields.h"
#include "present/rows/event_links.h"
#include "present/rows/preview.h"
#include "present/rows/timeline_model.h"
#include "present/time/overview.h"
#include "present/time/statistics.h"
#include "timeline/details/detail_json.h"
#include "transcript/export.h"
#include "transcript/formats/hex_rows.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace framescope::test {

namespace {

using timeline::View;

constexpr std::array Views{View::Messages, View::Frames};

void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void requireJsonLines(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        require(end != std::string_view::npos && nlohmann::json::accept(text.substr(0, end)));
        text.remove_prefix(end + 1);
    }
}

void requirePlainText(std::string_view text)
{
    require(isUtf8(asBytes(text)));
    require(std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\n' || (byte >= 0x20 && byte != 0x7F);
    }));
}

void exportAs(const SharedTimeline& timeline, transcript::ExportFormat format, View view,
              bool keepSecrets)
{
    std::string text;
    const transcript::ExportOptions options{
        .format = format, .view = view, .keepSecrets = keepSecrets};
    require(transcript::exportEvents(timeline, options, [&text](std::string_view part) {
                text += part;
                return Result<void>();
            }).has_value());
    switch (format) {
    case transcript::ExportFormat::Har:
        require(nlohmann::json::accept(text));
        break;
    case transcript::ExportFormat::Jsonl:
        requireJsonLines(text);
        break;
    case transcript::ExportFormat::Text:
        requirePlainText(text);
        break;
    default:
        require(isUtf8(asBytes(text)));
    }
}

void dump(const timeline::Timeline& timeline, View view)
{
    timeline::StreamReader reader(timeline);
    transcript::HexRows rows({});
    std::string text;
    transcript::ExportOutput output([&text](std::string_view part) {
        text += part;
        return Result<void>();
    });
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        if (isVisible(timeline.entry(EventId{i}), view)) {
            const auto record = timeline::eventRecord(timeline, reader, EventId{i}, view,
                                                      transcript::PayloadParts::PartSize);
            require(record.has_value());
            require(
                rows.row(output, *record, transcript::PayloadParts(*record, reader)).has_value());
        }
    }
    require(output.flush().has_value());
    requirePlainText(text);
}

void showEvents(const timeline::Timeline& timeline)
{
    timeline::StreamReader reader(timeline);
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        const EventId id{i};
        const timeline::Entry& entry = timeline.entry(id);
        const QString line = present::preview(timeline, reader, id);
        require(!line.contains(QLatin1Char('\n')) && !line.contains(QChar(0x1B)));
        static_cast<void>(present::pingPongLink(timeline, id));
        if (!timeline::isLifeCycle(entry.type)) {
            const auto header = reader.header(id);
            const timeline::Detail* detail = timeline.detail(entry);
            require(header.has_value());
            present::frameFields(*header, entry.has(timeline::Entry::Compressed),
                                 detail ? detail->violations : wire::Violations());
        }
    }
    for (std::uint32_t i = 0; i <= timeline.connectionCount(); ++i) {
        static_cast<void>(timeline::firstError(timeline, ConnectionId{i}));
    }
}

void showRows(const SharedTimeline& timeline, View view)
{
    constexpr int Patience = 60'000;
    present::VisibleRowsJob job;
    present::TimelineModel model(job);
    job.start({timeline, view, {}});
    QElapsedTimer waited;
    waited.start();
    while (!job.progress().complete() ||
           static_cast<std::size_t>(model.rowCount()) != job.progress().rows) {
        require(waited.elapsed() < Patience);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex cell = model.index(row, column);
            for (const int role :
                 {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
                  int(Qt::AccessibleDescriptionRole)}) {
                require(!model.data(cell, role).toString().contains(QChar(0x1B)));
            }
            for (int role = Qt::UserRole; role <= present::TimelineModel::MarkRole; ++role) {
                model.data(cell, role);
            }
        }
    }
}

void filterRows(const timeline::Timeline& timeline, View view)
{
    for (const char* expression : {"detail:a", "header:a", "status:>1", "rtt:>0", "reason:a",
                                   "by:client", "is:violation", "json:$..text", "note:a"}) {
        const auto filter = filter::parse(expression);
        if (!filter) {
            continue;
        }
        filter::Matcher matcher(*filter, timeline, view);
        for (std::uint32_t i = 0; i < timeline.size(); ++i) {
            if (isVisible(timeline.entry(EventId{i}), view)) {
                matcher.matches(EventId{i});
            }
        }
    }
}

} // namespace

void exportAll(const SharedTimeline& timeline)
{
    for (const transcript::ExportFormatInfo& format : transcript::exportFormats()) {
        for (const View view : Views) {
            for (const bool keepSecrets : {false, true}) {
                exportAs(timeline, format.format, view, keepSecrets);
            }
        }
    }
    for (const View view : Views) {
        dump(*timeline, view);
    }
}

void showAll(const SharedTimeline& timeline)
{
    showEvents(*timeline);
    const auto goOn = [] { return true; };
    present::StatisticsBuilder statistics(timeline);
    require(statistics.update(goOn));
    static_cast<void>(statistics.report());
    present::OverviewBuilder overview(timeline);
    require(overview.update(goOn));
    static_cast<void>(overview.picture(goOn));
    for (const View view : Views) {
        showRows(timeline, view);
        filterRows(*timeline, view);
    }
}

} // namespace framescope::test
