// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_paths.h"

#include "base/text/qt_string.h"
#include "scenario/demo/demo_ticks.h"
#include "scenario/server/server_connection.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <QRegularExpression>

namespace framescope::scenario {

namespace {

using std::chrono::milliseconds;
using wire::Opcode;

constexpr std::uint16_t DemoClosure = 1000;

DemoBehaviour makeHello(const DemoArguments& arguments)
{
    const milliseconds wait = arguments.milliseconds("wait");
    return {.message = [wait](ServerConnection& peer, Opcode, ByteView payload) {
        const std::string greeting = "Hello from server, " + trailingName(asText(payload)) + "!";
        peer.send(Opcode::Text, asBytes(greeting));
        peer.after(wait, [&peer] { peer.close(DemoClosure, "Bye!"); });
    }};
}

void echo(ServerConnection& peer, Opcode opcode, ByteView payload)
{
    peer.send(opcode, payload);
}

DemoBehaviour makeEcho(const DemoArguments& /*arguments*/)
{
    return {.message = echo};
}

DemoBehaviour makeClose(const DemoArguments& arguments)
{
    return {.opened = [arguments](ServerConnection& peer) {
        peer.after(arguments.milliseconds("after"), [arguments, &peer] {
            peer.close(static_cast<std::uint16_t>(arguments.number("code")),
                       arguments.text("reason"));
        });
    }};
}

DemoBehaviour makeCloseEmpty(const DemoArguments& arguments)
{
    return {.opened = [after = arguments.milliseconds("after")](ServerConnection& peer) {
        peer.after(after, [&peer] { peer.close(std::nullopt); });
    }};
}

DemoBehaviour makeDrop(const DemoArguments& arguments)
{
    return {.opened = [after = arguments.milliseconds("after")](ServerConnection& peer) {
        peer.after(after, [&peer] { peer.reset(); });
    }};
}

DemoBehaviour makeSilent(const DemoArguments& /*arguments*/)
{
    return {.answersClose = false};
}

DemoBehaviour makePings(const DemoArguments& arguments)
{
    const milliseconds every = std::max(arguments.milliseconds("every"), milliseconds(1));
    return {.opened = [every](ServerConnection& peer) {
        auto ping = [&peer, count = std::uint64_t{0}]() mutable {
            if (peer.hasRoom()) {
                const std::string payload = std::to_string(++count);
                Bytes frame;
                wire::appendFrame(frame, {.opcode = Opcode::Ping}, asBytes(payload));
                peer.sendFrames(frame);
            }
        };
        ping();
        peer.every(every, ping);
    }};
}

void sendInPieces(ServerConnection& peer, Opcode opcode, ByteView payload)
{
    Bytes deflated;
    std::uint8_t rsv = 0;
    if (wire::Deflater* deflater = peer.deflater()) {
        deflated = deflater->compress(payload);
        payload = deflated;
        rsv = wire::FrameHeader::Rsv1;
    }
    const std::size_t third = payload.size() / 3;
    Bytes frames;
    wire::appendFrame(frames, {.fin = false, .rsv = rsv, .opcode = opcode}, payload.first(third));
    wire::appendFrame(frames, {.fin = false, .opcode = Opcode::Continuation},
                      payload.subspan(third, third));
    wire::appendFrame(frames, {.opcode = Opcode::Ping}, asBytes("between"));
    wire::appendFrame(frames, {.opcode = Opcode::Continuation}, payload.subspan(2 * third));
    peer.sendFrames(frames);
}

DemoBehaviour makeFragments(const DemoArguments& /*arguments*/)
{
    return {.opened =
                [](ServerConnection& peer) {
                    sendInPieces(peer, Opcode::Text,
                                 asBytes("A text in three fragments, a ping between."));
                },
            .message = sendInPieces};
}

DemoBehaviour makeBinary(const DemoArguments& /*arguments*/)
{
    return {.opened =
                [](ServerConnection& peer) {
                    std::array<std::uint8_t, 256> allBytes{};
                    std::iota(allBytes.begin(), allBytes.end(), std::uint8_t{0});
                    peer.send(Opcode::Binary, allBytes);
                },
            .message = [](ServerConnection& peer, Opcode,
                          ByteView payload) { peer.send(Opcode::Binary, payload); }};
}

constexpr std::uint64_t LargestCompressed = 16 << 20;
constexpr std::uint64_t PieceSize = 256 << 10;
static_assert(PieceSize % 64 == 0, "pieces start with the start of a line");

Bytes pieceOfText(std::uint64_t size)
{
    constexpr std::string_view Line =
        "The quick brown fox jumps over the lazy dog; it did so 42 times\n";
    static_assert(Line.size() == 64);
    Bytes bytes(size);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(Line[i % Line.size()]);
    }
    return bytes;
}

/// Makes the message while sending it, so that its size costs no memory. Only a message that is
/// small enough to be held is compressed.
DemoBehaviour makeBig(const DemoArguments& arguments)
{
    const auto remaining = std::make_shared<std::uint64_t>(arguments.number("size"));
    const auto sendMore = [remaining](ServerConnection& peer) {
        while (*remaining > 0 && peer.hasRoom()) {
            const Bytes bytes = pieceOfText(std::min(*remaining, PieceSize));
            *remaining -= bytes.size();
            peer.sendPart(bytes, *remaining == 0);
        }
    };
    return {.opened =
                [remaining, sendMore](ServerConnection& peer) {
                    if (peer.deflater() && *remaining <= LargestCompressed) {
                        peer.send(Opcode::Text, pieceOfText(std::exchange(*remaining, 0)));
                        return;
                    }
                    Bytes header;
                    wire::appendFrame(header, {.opcode = Opcode::Text, .claimedLength = *remaining},
                                      {});
                    peer.sendPart(header, *remaining == 0);
                    sendMore(peer);
                },
            .canSendAgain = sendMore};
}

DemoBehaviour makeSlow(const DemoArguments& arguments)
{
    return {.opened =
                [between = arguments.milliseconds("trickle")](ServerConnection& peer) {
                    peer.trickle(between);
                    peer.send(Opcode::Text, asBytes("This comes a byte at a time."));
                },
            .message = echo};
}

constexpr std::uint64_t LongestWait = 24 * 3600 * 1000;
constexpr std::uint64_t LargestSize = std::uint64_t{1} << 30;
constexpr std::uint64_t LargestTick = 1 << 20;
constexpr std::uint64_t Unlimited = UINT64_MAX;

template <class... Parameters>
constexpr auto withCommon(Parameters... parameters)
{
    return std::array<DemoParameter, sizeof...(Parameters) + 1>{parameters..., DemoDeflate};
}

constexpr auto NoParameters = withCommon();
constexpr auto Hello = withCommon(DemoParameter{"wait", "5000", "ms until it closes", LongestWait});
constexpr auto Close =
    withCommon(DemoParameter{"code", "1000", "close code, even a forbidden one", 65535},
               DemoParameter{"reason", "", "reason for closing"},
               DemoParameter{"after", "0", "ms until it closes", LongestWait});
constexpr auto After =
    withCommon(DemoParameter{"after", "0", "ms until it ends the connection", LongestWait});
constexpr auto TickParameters = withCommon(
    DemoParameter{"rate", "10", "ticks a second; 0: as fast as the client reads", 100'000'000},
    DemoParameter{"count", "0", "closes after this many; 0: never", Unlimited},
    DemoParameter{"size", "0", "bytes that each tick is padded to", LargestTick});
constexpr auto PingParameters =
    withCommon(DemoParameter{"every", "1000", "ms from ping to ping, at least 1", LongestWait});
constexpr auto Big =
    withCommon(DemoParameter{"size", "1048576", "bytes of the message", LargestSize});
constexpr auto Deny = std::array{DemoParameter{"status", "401", "HTTP status, 200 to 599", 599}};
constexpr auto Slow =
    withCommon(DemoParameter{"ms", "2000", "ms until the upgrade is answered", LongestWait},
               DemoParameter{"trickle", "20", "ms from byte to byte", 60'000});

constexpr DemoPath Table[] = {
    {"/hello",
     "to \"My name is John\" it says \"Hello from server, John!\", waits, closes 1000 \"Bye!\"",
     Hello, makeHello},
    {"/echo", "sends every message back", NoParameters, makeEcho},
    {"/close", "closes", Close, makeClose},
    {"/close-empty", "closes without a code", After, makeCloseEmpty},
    {"/drop", "resets TCP, without a Close", After, makeDrop},
    {"/silent", "never answers a Close", NoParameters, makeSilent},
    {"/ticks", "sends JSON ticks", TickParameters, makeTicks},
    {"/pings", "sends pings", PingParameters, makePings},
    {"/fragments", "sends a text in 3 fragments with a ping between, and your messages likewise",
     NoParameters, makeFragments},
    {"/binary", "sends the bytes 00 to FF, and your messages back as binary", NoParameters,
     makeBinary},
    {"/big", "sends one large text", Big, makeBig},
    {"/deny", "refuses the upgrade, with headers and a JSON body", Deny, nullptr},
    {"/slow", "answers the upgrade late, then sends a byte at a time; sends messages back", Slow,
     makeSlow},
};

constexpr std::string_view Subprotocols[] = {"chat", "json", "superchat"};

} // namespace

std::span<const DemoPath> demoPaths()
{
    return Table;
}

const DemoPath* demoPath(std::string_view path)
{
    const auto* found =
        std::ranges::find_if(Table, [path](const DemoPath& row) { return row.path == path; });
    return found == std::end(Table) ? nullptr : found;
}

std::span<const std::string_view> demoSubprotocols()
{
    return Subprotocols;
}

/// Like javascript.info's server, a word has letters, marks, digits, connectors and joiners.
std::string trailingName(std::string_view message)
{
    static const QRegularExpression lastWord(
        QStringLiteral("[\\p{L}\\p{Nl}\\p{M}\\p{Nd}\\p{Pc}\\x{200C}\\x{200D}]+\\z"));
    // A word is short; a long message is not searched from its start.
    constexpr std::size_t LongestName = 4096;
    const std::string_view tail =
        message.substr(message.size() - std::min(message.size(), LongestName));
    const QString text = toQString(tail);
    const auto match = lastWord.match(text);
    return match.hasMatch() ? match.captured().toStdString() : "Guest";
}

} // namespace framescope::scenario
