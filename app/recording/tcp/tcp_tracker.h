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

/// Finds the connection of each packet, decides which end is the client, and numbers connections in
/// the order in which they appear.
///
/// A SYN with another sequence number than the last one begins a new connection between the same
/// ports. The client is the sender of the SYN. In a capture that began later, it is the end that
/// speaks first like an HTTP client, or hears first from an HTTP server, else the one with the
/// higher port; such a connection begins with its first payload.
class TcpTracker
{
public:
    TcpTracker(PacketSink& sink, const File& file) : sink_(sink), file_(file) {}

    /// Takes a packet without TCP, of which only the comments are read.
    void packet(const Packet& packet);
    /// Takes a TCP packet; `payloadAt` is the offset of the payload in the file.
    void packet(const Packet& packet, const TcpSegment& segment, FileOffset payloadAt);
    /// Ends the capture.
    void finish();

private:
    /// Both ends, the one with the lower port first.
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
    /// The first and the highest acknowledgement number that an end sent.
    struct Acknowledged
    {
        std::uint32_t first;
        std::uint32_t highest;
    };
    /// The data that one end sends.
    struct Side
    {
        StreamReassembler stream;
        std::optional<Acknowledged> acknowledged;
        bool seen = false; ///< the capture has a packet of it
    };
    struct Connection
    {
        ConnectionId id;           ///< 0 until it is reported
        std::size_t client = 0;    ///< index of the client's end in the key
        std::array<Side, 2> sides; ///< by the sending end, as in the key
        Timestamp last;            ///< time of the last packet
        bool guessed = false;      ///< as in Endpoints
        bool endpointsTold = false;
        bool missingSideTold = false;
    };
    using Entry = std::pair<const Key, std::unique_ptr<Connection>>;
    /// A connection by its number in our own comments. In recordings joined by mergecap, a number
    /// may occur again: another `connecting` begins another connection.
    struct Numbered
    {
        ConnectionId id;
        bool connecting = false; ///< its `connecting` was reported
        bool taken = false;      ///< has a TCP connection
    };

    Entry& entryOf(const TcpSegment& segment, std::size_t& sender);
    /// Replaces the connection if the segment begins a new one between the same ports.
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
    std::array<Entry*, 64> recent_{}; ///< by ports; avoids the look-up for most packets
};

} // namespace framescope::recording
