// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/export.h"

#include "transcript/export_rows.h"
#include "transcript/formats/csv_rows.h"
#include "transcript/formats/har_writer.h"
#include "transcript/formats/html_rows.h"
#include "transcript/formats/jsonl_rows.h"
#include "transcript/formats/text_rows.h"

namespace framescope::transcript {

namespace {

std::unique_ptr<RowWriter> rowWriter(const ExportRows& rows)
{
    switch (rows.options().format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvRows>();
    case ExportFormat::Html:
        return std::make_unique<HtmlRows>(rows);
    case ExportFormat::Text:
        return std::make_unique<TextRows>(
            TextRows::Options{.connections = rows.timeline().connectionCount() > 1, .width = {}});
    default:
        return std::make_unique<JsonlRows>();
    }
}

Result<void> writeRow(ExportRows& rows, RowWriter& writer, EventId id, ExportOutput& output)
{
    const auto record = rows.record(id);
    if (!record) {
        return tl::unexpected(record.error());
    }
    return writer.row(output, *record, PayloadParts(*record, rows.reader()));
}

Result<void> writeRows(ExportRows& rows, RowWriter& writer, ExportOutput& output)
{
    writer.begin(output.buffer());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        if (auto passed = rows.passed(); !passed) {
            return passed;
        }
        if (!rows.wants(id)) {
            continue;
        }
        if (auto written = writeRow(rows, writer, id, output); !written) {
            return written;
        }
    }
    writer.end(output.buffer());
    return output.flush();
}

} // namespace

Result<bool> exportEvents(const std::shared_ptr<const timeline::Timeline>& timeline,
                          const ExportOptions& options, const ExportSink& sink,
                          const ExportProgress& progress)
{
    ExportOutput output(sink);
    ExportRows rows(timeline, options, progress);
    const auto written = options.format == ExportFormat::Har
                             ? HarWriter(rows, output).write()
                             : writeRows(rows, *rowWriter(rows), output);
    if (!written && !rows.stopped()) {
        return tl::unexpected(written.error());
    }
    return written.has_value();
}

} // namespace framescope::transcript
