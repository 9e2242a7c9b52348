// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"
#include "transcript/export_options.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace framescope::transcript {

/// The events to export, without secrets if these are removed. A growing timeline is exported up to
/// its size when this object was made.
class ExportRows
{
public:
    /// The options must outlive it.
    ExportRows(std::shared_ptr<const timeline::Timeline> timeline, const ExportOptions& options,
               const ExportProgress& progress);

    const timeline::Timeline& timeline() const { return *timeline_; }
    const ExportOptions& options() const { return options_; }
    /// Number of events to look at, wanted or not.
    std::size_t size() const { return size_; }
    timeline::StreamReader& reader() { return reader_; }

    /// Whether the event is a wanted row of the view.
    bool wants(EventId id) const;
    /// The event with the first PayloadParts::PartSize bytes of its payload.
    Result<timeline::EventRecord> record(EventId id);
    timeline::ConnectionInfo connection(ConnectionId id) const;

    /// Counts one more event as handled; an error if the export is stopped.
    Result<void> passed();
    bool stopped() const { return stopped_; }

private:
    void findConnecting();
    /// The secrets of a connection that only its client knew as such.
    std::span<const std::string> hiddenValuesOf(ConnectionId id) const;

    std::shared_ptr<const timeline::Timeline> timeline_;
    const ExportOptions& options_;
    const ExportProgress& progress_;
    timeline::StreamReader reader_;
    std::size_t size_;
    std::map<ConnectionId, EventId> connecting_;                      ///< empty if secrets are kept
    mutable std::map<ConnectionId, std::vector<std::string>> hidden_; ///< as far as it is known
    std::size_t passed_ = 0;
    bool stopped_ = false;
};

} // namespace framescope::transcript
