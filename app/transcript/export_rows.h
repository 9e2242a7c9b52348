// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"
#include "transcript/export_options.h"

#include <cstddef>

namespace framescope::transcript {

/// The events that are exported, as they are handed on: without secrets where these are to go. Of
/// a growing timeline those that were there when it was made.
class ExportRows
{
public:
    /// The options must outlive it.
    ExportRows(std::shared_ptr<const timeline::Timeline> timeline, const ExportOptions& options,
               const ExportProgress& progress);

    const timeline::Timeline& timeline() const { return *timeline_; }
    const ExportOptions& options() const { return options_; }
    /// Events to look at, whether they are wanted or not.
    std::size_t size() const { return size_; }
    timeline::StreamReader& reader() { return reader_; }

    /// A row of the view that is wanted.
    bool wants(EventId id) const;
    /// With the first PayloadParts::PartSize bytes of the payload.
    Result<timeline::EventRecord> record(EventId id);
    timeline::ConnectionInfo connection(ConnectionId id) const;

    /// Tells that one more event has been dealt with; an error where the export is to stop.
    Result<void> passed();
    bool stopped() const { return stopped_; }

private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    const ExportOptions& options_;
    const ExportProgress& progress_;
    timeline::StreamReader reader_;
    std::size_t size_;
    std::size_t passed_ = 0;
    bool stopped_ = false;
};

} // namespace framescope::transcript
