// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/tcp_synthesizer.h"

namespace framescope::recording {

namespace {

/// Analysers walk the list of unacknowledged segments, so it should be short.
constexpr std::uint32_t MostOutstanding = 64;

} // namespace

TcpSynthesizer::TcpSynthesizer(ConnectionId conn, const Endpoints& endpoints)
    : endpoints_(endpoints)
{
    if (endpoints_.client.address.v6 != endpoints_.server.address.v6) {
        endpoints_.client.address = asV6(endpoints_.client.address);
        endpoints_.server.address = asV6(endpoints_.server.address);
    }
    // Initial sequence numbers differ between connections: analysers would take a SYN with the same
    // ports and number for a retransmission.
    side(Direction::Out).next = conn.value * 0x9e3779b1U;
    side(Direction::In).next = conn.value * 0x85ebca6bU;
}

TcpSegment TcpSynthesizer::segment(Direction dir, TcpFlags flags, ByteView payload)
{
    const Side& peer = side(opposite(dir));
    Side& own = side(dir);
    const bool out = dir == Direction::Out;
    TcpSegment segment;
    segment.source = out ? endpoints_.client : endpoints_.server;
    segment.destination = out ? endpoints_.server : endpoints_.client;
    segment.sequence = own.next;
    segment.acknowledgement = flags.ack ? peer.next : 0;
    segment.flags = flags;
    segment.payload = payload;
    own.acknowledged = segment.acknowledgement;
    own.next += static_cast<std::uint32_t>(payload.size()) + (flags.syn || flags.fin ? 1U : 0U);
    own.outstanding += payload.empty() ? 0 : 1;
    side(opposite(dir)).outstanding = 0;
    return segment;
}

TcpSegment TcpSynthesizer::syn()
{
    return segment(Direction::Out, {.syn = true});
}

TcpSegment TcpSynthesizer::synAck()
{
    return segment(Direction::In, {.syn = true, .ack = true});
}

TcpSegment TcpSynthesizer::data(Direction dir, ByteView payload)
{
    return segment(dir, {.psh = true, .ack = true}, payload);
}

TcpSegment TcpSynthesizer::end(Direction dir, bool reset)
{
    if (side(dir).ended && !reset)
        --side(dir).next; // the same FIN again
    side(dir).ended = true;
    side(dir).reset = side(dir).reset || reset;
    return segment(dir, {.fin = !reset, .rst = reset, .ack = true});
}

TcpSegment TcpSynthesizer::acknowledgement(Direction dir)
{
    return segment(dir, {.ack = true});
}

TcpSegment TcpSynthesizer::empty()
{
    // The same acknowledgement twice in a row is a sign of loss. So it is sent by the side that has
    // data to acknowledge. If neither has, the client sends one that is one byte less, and then the
    // former one again: an old acknowledgement means nothing.
    const auto newsFor = [this](Direction dir) {
        return side(dir).acknowledged != side(opposite(dir)).next;
    };
    const Direction dir =
        !newsFor(Direction::Out) && newsFor(Direction::In) ? Direction::In : Direction::Out;
    const bool repeats = !newsFor(dir);
    TcpSegment segment = acknowledgement(dir);
    if (repeats)
        side(dir).acknowledged = --segment.acknowledgement;
    return segment;
}

bool TcpSynthesizer::acknowledgementDue(Direction dir) const
{
    return sides_[indexOf(dir)].outstanding >= MostOutstanding;
}

} // namespace framescope::recording
