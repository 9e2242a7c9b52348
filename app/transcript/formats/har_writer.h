// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "transcript/export_output.h"
#include "transcript/export_rows.h"
#include "transcript/formats/jsonl_rows.h"
#include "transcript/payload_parts.h"

#include <vector>

namespace framescope::transcript {

/// An HTTP archive (HAR 1.2), as Chrome writes and imports it: an entry for each connection that
/// has a wanted row, with its heads and phases, `_resourceType` "websocket", and its messages as
/// `_webSocketMessages`: {type, time, opcode, data}, time in seconds, data in base64 unless the
/// opcode is 1. `_webSocketClose` is as in HTTP Toolkit: {code, reason, timestamp} or "aborted".
///
/// `_framescope` has the data that HAR can't express. In the log: events without a connection. In
/// an entry: the connection's number, its ending, and its other events with the members of JSON
/// lines (all life-cycle events, wanted control frames). In a message: what `data` does not show.
/// Text that is not UTF-8 has its bytes as `base64` there, and U+FFFD in `data`.
class HarWriter
{
public:
    HarWriter(ExportRows& rows, ExportOutput& output) : rows_(rows), output_(output) {}

    Result<void> write();

private:
    /// Range of a connection's events, from the first to after the last.
    struct Span
    {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
    };

    /// Spans by the number of the connection; the first is that of events without a connection.
    std::vector<Span> spans() const;
    /// If many connections overlap, links each event to the next one of its connection: four bytes
    /// an event cost less than looking at all events for each connection.
    void chain(const std::vector<Span>& spans);
    std::uint32_t after(std::uint32_t event) const
    {
        return next_.empty() ? event + 1 : next_[event];
    }
    /// The first wanted event; the end of the span if there is none.
    std::uint32_t firstWanted(ConnectionId id, Span span) const;
    Result<void> writeEntry(ConnectionId id, Span span, std::uint32_t wanted);
    Result<void> writeMessages(ConnectionId id, Span span);
    Result<void> writeMessage(EventId id);
    Result<void> writeRest(const timeline::EventRecord& record, const PayloadParts& payload,
                           bool needsBytes);
    Result<void> writeEvents(ConnectionId id, Span span);

    ExportRows& rows_;
    ExportOutput& output_;
    JsonlRows events_;
    std::vector<std::uint32_t> next_; ///< empty: not needed
};

} // namespace framescope::transcript
