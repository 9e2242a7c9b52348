// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/tcp_tracker.h"

#include "recording/blocks/byte_order.h"

#include <algorithm>
#include <string_view>

namespace framescope::recording {

namespace {

bool startsLikeRequest(ByteView payload)
{
    constexpr std::array<std::string_view, 8> methods{"GET ",    "POST ",    "PUT ",   "HEAD ",
                                                      "DELETE ", "OPTIONS ", "PATCH ", "CONNECT "};
    return std::ranges::any_of(
        methods, [text = asText(payload)](auto method) { return text.starts_with(method); });
}

bool startsLikeResponse(ByteView payload)
{
    return asText(payload).starts_with("HTTP/");
}

// Ports are compared first: they differ more often than addresses, and are faster to compare.

bool joins(const std::array<Endpoint, 2>& ends, const Endpoint& first, const Endpoint& second)
{
    return ends[0].port == first.port && ends[1].port == second.port &&
           ends[0].address == first.address && ends[1].address == second.address;
}

bool comesFirst(const Endpoint& one, const Endpoint& other)
{
    return one.port != other.port ? one.port < other.port : one.address < other.address;
}

std::optional<ConnectionMarker> markerOf(const Packet& packet)
{
    return packet.comments.empty() ? std::nullopt : parseConnectionMarker(packet.comments.front());
}

std::uint64_t mixed(std::uint64_t value)
{
    value *= 0x9e3779b97f4a7c15U;
    return value ^ value >> 32;
}

} // namespace

std::size_t TcpTracker::KeyHash::operator()(const Key& key) const noexcept
{
    std::uint64_t hash = 0;
    for (const Endpoint& end : key.ends) {
        hash = mixed(hash ^ load<std::uint64_t>(end.address.bytes.data()));
        hash = mixed(hash ^ load<std::uint64_t>(end.address.bytes.data() + 8));
        hash = mixed(hash ^ end.port);
    }
    return hash;
}

bool TcpTracker::KeyEqual::operator()(const Key& one, const Key& other) const noexcept
{
    return joins(one.ends, other.ends[0], other.ends[1]);
}

void TcpTracker::packet(const Packet& packet)
{
    ConnectionId conn;
    if (const auto marker = markerOf(packet); marker && marker->conn.value != 0) {
        Numbered& numbered = numbered_[{packet.origin, marker->conn}];
        if (marker->begins && std::exchange(numbered.connecting, true)) {
            numbered.id = {};
            numbered.taken = false;
        }
        if (numbered.id.value == 0) {
            numbered.id = ConnectionId{++count_};
            sink_.connectionSeen(numbered.id, packet.time);
        }
        conn = numbered.id;
    }
    tellComments(conn, packet);
}

void TcpTracker::packet(const Packet& packet, const TcpSegment& segment, FileOffset payloadAt)
{
    std::size_t sender = 0;
    Entry& entry = entryOf(segment, sender);
    const std::size_t receiver = 1 - sender;
    const TcpFlags flags = segment.flags;
    if (flags.syn)
        noteBeginning(entry, sender, packet, segment);
    Connection& connection = *entry.second;
    connection.sides[sender].seen = true;
    connection.last = packet.time;
    if (flags.ack && !flags.rst) {
        const std::uint32_t number = segment.acknowledgement;
        auto& acknowledged = connection.sides[sender].acknowledged;
        if (!acknowledged)
            acknowledged = {number, number};
        else if (static_cast<std::int32_t>(number - acknowledged->highest) > 0)
            acknowledged->highest = number;
        connection.sides[receiver].stream.acknowledged(number,
                                                       context(connection, receiver, packet.time));
    }
    const bool speaks = !segment.payload.empty() || segment.missing > 0 || flags.fin || flags.rst;
    if (!connection.endpointsTold && (speaks || flags.syn || !packet.comments.empty())) {
        if (!flags.syn && packet.comments.empty() && isKeepAlive(connection, sender, segment))
            return;
        if (!flags.syn)
            guessClient(entry, sender, segment);
        assignNumber(connection, packet);
        tell(entry, packet.time);
    }
    if (!packet.comments.empty())
        tellComments(connection.id, packet);
    if (speaks && flags.rst) {
        reset(connection, sender, segment);
    } else if (speaks) {
        const std::uint32_t sequence = segment.sequence + (flags.syn ? 1U : 0U);
        payload(connection, sender,
                {sequence, segment.payload, payloadAt, segment.missing, flags.fin}, packet.time);
    }
}

void TcpTracker::finish()
{
    // In the order of their numbers, so that two readings have the same result.
    std::vector<Connection*> open;
    for (auto& [key, connection] : connections_) {
        if (connection && connection->endpointsTold)
            open.push_back(connection.get());
    }
    std::ranges::sort(open, {}, [](const Connection* connection) { return connection->id; });
    for (Connection* connection : open)
        finish(*connection);
}

TcpTracker::Entry& TcpTracker::entryOf(const TcpSegment& segment, std::size_t& sender)
{
    const unsigned ports = segment.source.port + segment.destination.port;
    Entry*& recent = recent_[ports % recent_.size()];
    if (recent) {
        const auto& ends = recent->first.ends;
        if (joins(ends, segment.source, segment.destination)) {
            sender = 0;
            return *recent;
        }
        if (joins(ends, segment.destination, segment.source)) {
            sender = 1;
            return *recent;
        }
    }
    sender = comesFirst(segment.source, segment.destination) ? 0 : 1;
    Key key{{segment.source, segment.destination}};
    if (sender == 1)
        std::swap(key.ends[0], key.ends[1]);
    recent = &*connections_.try_emplace(key).first;
    if (!recent->second)
        recent->second = std::make_unique<Connection>();
    return *recent;
}

void TcpTracker::noteBeginning(Entry& entry, std::size_t sender, const Packet& packet,
                               const TcpSegment& segment)
{
    const std::uint32_t first = segment.sequence + 1;
    const std::size_t receiver = 1 - sender;
    const Side& sent = entry.second->sides[sender];
    const Side& received = entry.second->sides[receiver];
    const bool answersAnother = received.acknowledged && received.acknowledged->first != first;
    // The recorder marks SYNs and never repeats one; recordings that were joined may have the same
    // numbers.
    const bool marked = markerOf(packet).has_value();
    const bool differs = sent.stream.started() ? sent.stream.firstSequence() != first || marked
                                               : received.stream.started() && answersAnother;
    if (differs)
        renew(entry);
    Connection& connection = *entry.second;
    if (!connection.sides[sender].stream.started()) {
        connection.sides[sender].stream.start(first);
        if (!connection.endpointsTold)
            connection.client = segment.flags.ack ? receiver : sender;
    }
}

void TcpTracker::renew(Entry& entry)
{
    if (entry.second->endpointsTold)
        finish(*entry.second);
    entry.second = std::make_unique<Connection>();
}

void TcpTracker::assignNumber(Connection& connection, const Packet& packet)
{
    const auto marker = markerOf(packet);
    if (!marker || marker->conn.value == 0)
        return;
    Numbered& numbered = numbered_[{packet.origin, marker->conn}];
    if (!numbered.taken)
        connection.id = numbered.id;
    if (connection.id.value == 0) {
        connection.id = numbered.id = ConnectionId{++count_};
        sink_.connectionSeen(connection.id, packet.time);
    }
    numbered.taken = true;
}

void TcpTracker::guessClient(Entry& entry, std::size_t sender, const TcpSegment& segment) const
{
    const auto& ends = entry.first.ends;
    const bool samePorts = ends[0].port == ends[1].port;
    if (startsLikeResponse(segment.payload)) {
        entry.second->client = 1 - sender;
    } else if (startsLikeRequest(segment.payload) || samePorts) {
        entry.second->client = sender;
    } else {
        entry.second->client = ends[0].port > ends[1].port ? 0 : 1;
        entry.second->guessed = true;
    }
}

void TcpTracker::tell(Entry& entry, Timestamp time)
{
    Connection& connection = *entry.second;
    if (connection.id.value == 0) {
        connection.id = ConnectionId{++count_};
        sink_.connectionSeen(connection.id, time);
    }
    connection.endpointsTold = true;
    const auto& ends = entry.first.ends;
    sink_.endpointsKnown(
        connection.id, time,
        {ends[connection.client], ends[1 - connection.client], connection.guessed});
}

void TcpTracker::tellComments(ConnectionId conn, const Packet& packet)
{
    for (const std::string_view comment : packet.comments) {
        if (const auto marker = parseConnectionMarker(comment); !marker || !marker->alone)
            sink_.comment(conn, packet.time, comment);
    }
}

void TcpTracker::payload(Connection& connection, std::size_t sender,
                         const StreamReassembler::Piece& piece, Timestamp time)
{
    StreamReassembler& stream = connection.sides[sender].stream;
    if (!stream.started())
        stream.start(piece.sequence);
    stream.segment(piece, context(connection, sender, time));
}

/// Whether a segment is a keep-alive probe (RFC 9293 3.8.4), which repeats one byte that the peer
/// has acknowledged. Without this check, a capture that begins with one would begin there.
bool TcpTracker::isKeepAlive(const Connection& connection, std::size_t sender,
                             const TcpSegment& segment) const
{
    const auto& acknowledged = connection.sides[1 - sender].acknowledged;
    return segment.payload.size() <= 1 && segment.missing == 0 && !segment.flags.fin &&
           !segment.flags.rst && acknowledged && acknowledged->highest == segment.sequence + 1;
}

StreamReassembler::Context TcpTracker::context(const Connection& connection, std::size_t sender,
                                               Timestamp time) const
{
    const Direction dir = sender == connection.client ? Direction::Out : Direction::In;
    return {sink_, file_, connection.id, dir, time};
}

/// Handles a reset. One that acknowledges only a SYN refuses the connection (RFC 9293 3.10.7.1).
/// Before the SYN is answered no other reset is accepted, and later none without the expected
/// number (3.10.7.3, 3.10.7.4).
void TcpTracker::reset(Connection& connection, std::size_t sender, const TcpSegment& segment)
{
    const StreamReassembler& asked = connection.sides[1 - sender].stream;
    StreamReassembler& stream = connection.sides[sender].stream;
    const bool answers = sender != connection.client && !stream.started() && asked.started();
    const bool refuses =
        answers && segment.flags.ack && segment.acknowledgement == asked.firstSequence();
    if (stream.started() ? !stream.expects(segment.sequence) : answers && !refuses) {
        stream.doubtfulReset(segment.sequence, connection.last);
        return;
    }
    tellMissingSide(connection);
    stream.reset(segment.sequence, context(connection, sender, connection.last),
                 refuses ? StreamEnd::Refused : StreamEnd::Reset);
}

/// Reports a side without packets. The acknowledgements of the other end show how much it sent; the
/// last number is its FIN if the connection was closed in order.
void TcpTracker::tellMissingSide(Connection& connection)
{
    if (std::exchange(connection.missingSideTold, true))
        return;
    for (const std::size_t side : {connection.client, 1 - connection.client}) {
        const Side& other = connection.sides[1 - side];
        const std::uint32_t sent =
            other.acknowledged ? other.acknowledged->highest - other.acknowledged->first : 0;
        const std::uint32_t fin = other.stream.ended() && sent > 1 ? 1 : 0;
        const auto to = context(connection, side, connection.last);
        if (!connection.sides[side].seen && sent > 0)
            sink_.sideMissing(to.conn, to.dir, to.time, sent - fin);
    }
}

void TcpTracker::finish(Connection& connection)
{
    const Timestamp time = connection.last;
    tellMissingSide(connection);
    for (const std::size_t sender : {connection.client, 1 - connection.client})
        connection.sides[sender].stream.finish(context(connection, sender, time));
}

} // namespace framescope::recording
