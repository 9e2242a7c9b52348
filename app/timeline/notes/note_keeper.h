// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/packet_comment.h"
#include "timeline/index/publisher.h"

#include <vector>

namespace framescope::timeline {

/// Publishes notes and marks of packet comments.
///
/// A comment that stands in the packet it is about comes before what the packet says
/// (PacketSink::comment), so it waits until that is known: a note is listed after its event.
class NoteKeeper
{
public:
    explicit NoteKeeper(Publisher& publisher) : publisher_(publisher) {}

    /// A comment of type Note of a packet.
    void take(ConnectionId conn, Timestamp time, PacketComment comment);
    /// Something of a packet comes: publishes what waited for another one.
    void packet(ConnectionId conn, Timestamp time)
    {
        if (!waiting_.empty() && (conn != conn_ || time != time_)) {
            publish();
        }
    }
    /// Publishes the notes that wait, except those on events that the end creates.
    void publish();
    /// Publishes those: the end has created the events from `first` on.
    void publishEnd(std::size_t first);

private:
    /// A note or mark on what the end makes.
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
    std::vector<PacketComment> waiting_; ///< of one packet
    std::vector<Late> late_;
    ConnectionId conn_;
    Timestamp time_{};
    std::size_t from_ = 0; ///< events before it are no consequence of the packet's data
};

} // namespace framescope::timeline
