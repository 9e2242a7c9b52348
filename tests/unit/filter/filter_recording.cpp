// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter_recording.h"

#include "wire/frames/frame_encoder.h"

namespace framescope::test {

namespace {

constexpr std::string_view Script = R"(
    connecting wss://example.com/chat
    tcp
    event secured {"protocol":"TLSv1.3","cipher":"TLS_AES_256_GCM_SHA384"}
    -> request protocols=chat deflate
    <- 101 protocol=chat deflate
    -> text My name is John
    <- text {"type":"tick","price":100.50,"items":[{"id":7},{"id":9}]}
    <- text {"type":"TRADE","price":99,"error":null,"a":{"error":{"code":"1e3"}}}
    -> ping are you there
    wait 249
    <- pong are you there
    <- more text Hello
    <- rest  in two
    -> binary abc
    <- raw 82 06 ca fe 42 01 00 ff
    <- deflated text John John John John John John John John John John John John
    <- text
    <- raw 81 03 c3 28 41
    <- raw f3 02 68 69
    note @6 look at the name
    mark @8
    mark @10
    mark @11
    mark @11 off
    wait 800
    <- text two words, reeeegex
    wait 12000
    -> text say "hi" to me \ and (you)
    <- text Žluťoučký kůň
)";
constexpr std::string_view End = R"(
    <- close 4001 Farewell, my friend, bye
    -> close 4001
    <- fin
    -> fin
    closed
)";

Result<void> failToConnect(timeline::LiveCapture& live)
{
    const ConnectionId second = live.addConnection();
    timeline::ConnectingDetail connecting;
    connecting.url = "ws://other.example/";
    const auto error = timeline::errorDetail({"dns", "the name has no address"});
    return live.event(second, connecting)
        .and_then([&] { return live.event(second, error); })
        .and_then([&] { return live.event(second, timeline::ClosedDetail()); });
}

} // namespace

FilterRecording::FilterRecording()
{
    script_.play(Script);
    script_.send(Direction::In, wire::encodeFrame({}, asBytes(std::string(1001, 'x'))));
    script_.play(End);
    if (const auto done = failToConnect(script_.live()); !done) {
        qFatal("%s", done.error().message().c_str());
    }
    script_.finish();
}

} // namespace framescope::test
