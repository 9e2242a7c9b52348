// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/pong_policy.h"

#include "base/text/hex.h"
#include "wire/frames/frame_header.h"

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

/// How many of them are told: a server may ping without end.
constexpr std::size_t MostTold = 100;
/// Most late pongs that wait for their time.
constexpr std::size_t MostPending = 1000;

/// A payload as people read it: quoted if it is plain ASCII, else in hex.
std::string shown(ByteView payload)
{
    const bool plain =
        std::ranges::all_of(payload, [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; });
    return plain ? "\"" + std::string(asText(payload)) + "\"" : "hex " + toHex(payload);
}

Bytes wrong(Bytes payload)
{
    if (payload.empty()) {
        return {'?'};
    }
    payload.front() ^= 1;
    return payload;
}

} // namespace

PongPolicy::Answer PongPolicy::answer(const IncomingReframer::Control& ping,
                                      const connection::Behaviours& behaviours)
{
    Answer answer;
    if (ping.length <= wire::MaxControlPayload) {
        answer = answered(ping, behaviours);
    } else if (!std::exchange(longPingTold_, true)) {
        answer.told = "a ping of " + std::to_string(ping.length) +
                      " bytes is not answered, for a pong has at most 125 (RFC 6455 5.5); "
                      "nor are later ones of that kind";
    }
    return answer;
}

PongPolicy::Answer PongPolicy::answered(const IncomingReframer::Control& ping,
                                        const connection::Behaviours& behaviours)
{
    using Pong = connection::Behaviours::Pong;
    Answer answer;
    answer.delay = behaviours.pongDelay;
    std::string told = "the ping " + shown(ping.payload);
    if (behaviours.pong == Pong::Off || (answer.delay.count() > 0 && pending_ >= MostPending)) {
        told += " is not answered";
    } else {
        const bool isWrong = behaviours.pong == Pong::WrongPayload;
        answer.payload = isWrong ? wrong(ping.payload) : ping.payload;
        told += " is answered";
        told += isWrong ? " with " + shown(*answer.payload) : "";
        if (answer.delay.count() > 0) {
            told += " after " + std::to_string(answer.delay.count()) + " ms";
            ++pending_;
        }
        if (!isWrong && answer.delay.count() == 0) {
            return answer;
        }
    }
    if (told_ < MostTold) {
        answer.told = told + (++told_ == MostTold ? "; later ones are not told" : "");
    }
    return answer;
}

} // namespace framescope::tap
