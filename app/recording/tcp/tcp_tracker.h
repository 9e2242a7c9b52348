// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/blocks/capture_source.h"
#include "recording/blocks/connection_marker.h"
#include "recording/packet_sink.h"
#include "recording/tcp/stream_reassembler.h"
#include "recording/tcp/tcp_packet.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace framescope::recording {

/// Finds the connection of each packet, tells its ends apart, and numbers connections in the
/// order in which they come up.
///
/// A SYN with another number than the last one begins a new connection between the same ports.
/// The client is who sends the SYN. Where a capture began later it is who speaks first like an
/// HTTP client, or hears first from an HTTP server, else who has the higher port; and there is
/// no connection before one side has said something.
class TcpTracker
{
public:
    TcpTracker(PacketSink& sink, const File& file) : sink_(sink), file_(file) {}

    /// A packet without TCP: only its comments are read.
    void packet(const Packet& packet);
    /// A TCP packet; `payloadAt` is the place of the payload in the file.
    void packet(const Packet& packet, const TcpSegment& segment, FileOffset payloadAt);
    /// The capture ends here.
    void finish();

private:
    /// The ends, the one with the lower port first.
    struct Key
    {
        std::array<Endpoint, 2> ends;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key& key) const noexcept;
    };
    struct KeyEqual
    {
        bool operator()(const Key& one, const Key& other) const noexcept;
    };
    /// The first acknowledgement number that an end sent, and the highest one.
    struct Acknowledged
    {
        std::uint32_t first;
        std::uint32_t highest;
    };
    /// What an end sends.
    struct Side
    {
        StreamReassembler stream;
        std::optional<Acknowledged> acknowledged;
        bool seen = false; ///< a packet of it
    };
    struct Connection
    {
        ConnectionId id;           ///< 0 before it is told
        std::size_t client = 0;    ///< index of the client's end in the key
        std::array<Side, 2> sides; ///< by the end that sends
        Timestamp last;            ///< time of the last packet
        bool guessed = false;      ///< as in Endpoints
        bool endpointsTold = false;
        bool missingSideTold = false;
    };
    using Entry = std::pair<const Key, std::unique_ptr<Connection>>;
    /// The connection of a number in our own comments. In recordings that mergecap joined the
    /// number may come again: another `connecting` begins another connection.
    struct Numbered
    {
        ConnectionId id;
        bool connecting = false; ///< has been told
        bool taken = false;      ///< has a TCP connection
    };

    Entry& entryOf(const TcpSegment& segment, std::size_t& sender);
    /// Replaces the connection where the segment begins a new one between the same ports.
    void noteBeginning(Entry& entry, std::size_t sender, const Packet& packet,
                       const TcpSegment& segment);
    void renew(Entry& entry);
    void assignNumber(Connection& connection, const Packet& packet);
    void guessClient(Entry& entry, std::size_t sender, const TcpSegment& segment) const;
    void tell(Entry& entry, Timestamp time);
    void tellComments(ConnectionId conn, const Packet& packet);
    void payload(Connection& connection, std::size_t sender, const StreamReassembler::Piece& piece,
                 Timestamp time);
    bool isKeepAlive(const Connection& connection, std::size_t sender,
                     const TcpSegment& segment) const;
    StreamReassembler::Context context(const Connection& connection, std::size_t sender,
                                       Timestamp time) const;
    void reset(Connection& connection, std::size_t sender, const TcpSegment& segment);
    void tellMissingSide(Connection& connection);
    void finish(Connection& connection);

    PacketSink& sink_;
    const File& file_;
    std::uint32_t count_ = 0;
    std::unordered_map<Key, std::unique_ptr<Connection>, KeyHash, KeyEqual> connections_;
    std::map<std::pair<std::uint64_t, ConnectionId>, Numbered> numbered_;
    std::array<Entry*, 64> recent_{}; ///< spares most packets the look-up; by their ports
};

} // namespace framescope::recording
