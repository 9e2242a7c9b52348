// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/packet_comment.h"
#include "timeline/index/publisher.h"

#include <vector>

namespace framescope::timeline {

/// Publishes the notes and marks in packet comments.
///
/// A comment in the packet of its event precedes the packet's other content (PacketSink::comment),
/// so it is held back until that is known: a note is listed after its event.
class NoteKeeper
{
public:
    explicit NoteKeeper(Publisher& publisher) : publisher_(publisher) {}

    /// Takes a packet's comment of type Note.
    void take(ConnectionId conn, Timestamp time, PacketComment comment);
    /// Must be called for all content of a packet: publishes the notes of an earlier packet.
    void packet(ConnectionId conn, Timestamp time)
    {
        if (!waiting_.empty() && (conn != conn_ || time != time_)) {
            publish();
        }
    }
    /// Publishes the notes held back, except those on events caused by the end of the recording.
    void publish();
    /// Publishes those too: the end has caused the events from `first` on.
    void publishEnd(std::size_t first);

private:
    /// A note or mark on an event caused by the end of the recording.
    struct Late
    {
        ConnectionId conn;
        Timestamp time;
        PacketComment comment;
    };

    void publish(PacketComment comment, std::optional<EventId> about);
    std::optional<EventId> subject(const PacketComment& comment) const;
    std::optional<EventId> following(std::int64_t nth) const;
    std::optional<EventId> preceding(std::int64_t nth) const;

    Publisher& publisher_;
    std::vector<PacketComment> waiting_; ///< notes of one packet that are held back
    std::vector<Late> late_;
    ConnectionId conn_;
    Timestamp time_{};
    std::size_t from_ = 0; ///< earlier events are not caused by the packet's data
};

} // namespace framescope::timeline
