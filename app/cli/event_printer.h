// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/output.h"
#include "filter/language/filter.h"
#include "filter/match/matcher.h"
#include "filter/match/too_long.h"
#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"
#include "transcript/export_output.h"
#include "transcript/finding.h"
#include "transcript/row_writer.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::cli {

enum class PrintFormat { Text, Jsonl, Hex };

/// Prints the events of a timeline that belong to a view and match a filter, in order. The timeline
/// may be growing.
class EventPrinter
{
public:
    struct Options
    {
        PrintFormat format = PrintFormat::Text;
        timeline::View view = timeline::View::Messages;
        filter::Filter filter;
        bool connections = false;           ///< text shows the connection of each event
        bool decoded = false;               ///< jsonl includes values decoded from payloads
        transcript::FindFindings find = {}; ///< shown like violations
        /// What is a secret by its name or looks is removed, and these values; nullopt: all stay.
        std::optional<std::vector<std::string>> secrets = {};
    };
    EventPrinter(std::shared_ptr<const timeline::Timeline> timeline, const Options& options,
                 Output& output);

    /// Prints those of the next `count` events that match. Stops if the output fails, which is not
    /// an error here.
    Result<void> print(std::size_t count = SIZE_MAX);
    /// The events so far whose payload was too long for the filter.
    const filter::TooLong& tooLong() const { return matcher_.tooLong(); }

private:
    Result<void> printEvent(EventId id);

    std::shared_ptr<const timeline::Timeline> timeline_;
    Options options_;
    Output& output_;
    timeline::StreamReader reader_;
    filter::Matcher matcher_;
    transcript::ExportOutput rows_; ///< buffers text for `output_`
    std::unique_ptr<transcript::RowWriter> writer_;
    std::uint64_t payloadLimit_;
    std::size_t next_ = 0;
};

} // namespace framescope::cli
