// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/heartbeats/beat_numbers.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A message that says of itself that it is a heartbeat, with its numbers taken out:
/// `{"type":"ping","seq":17}` and `{"type":"ping","seq":18}` have the same hash. Everything
/// else is in the hash.
struct BeatShape
{
    static constexpr std::size_t LongestMessage = 256; ///< bytes; what is longer is no heartbeat
    static constexpr std::size_t MostNumbers = 8;

    std::uint64_t hash = 0;
    std::vector<BeatNumber> numbers;
};

/// What a connection speaks, where its heartbeats mean nothing elsewhere.
enum class BeatDialect : std::uint8_t {
    None,
    EngineIo, ///< "2" and "3"; Engine.IO protocol, packet encoding
    SockJs,   ///< "h"
    Mqtt,     ///< c0 00 and d0 00: PINGREQ and PINGRESP, MQTT 3.1.1, 3.12 and 3.13
    Discord,  ///< {"op":1,"d":251} and {"op":11}: told by the "heartbeat_interval" before
};

/// Nothing where the message does not call itself a heartbeat. It does where it is
/// - blank, `{}` or `[]`: nothing that could be missed;
/// - what its dialect has for it, or SignalR's `{"type":6}`;
/// - a text whose words are all of those of beat_words.h: `ping`, `primus::ping::1712`,
///   `42["ping"]`, `{"ping":17}`;
/// - a JSON object whose kind (type, event, op, …) is such a word, or another of its keys where
///   it has no other words; a JSON array of such words, identifiers and numbers.
std::optional<BeatShape> beatShape(ByteView payload, BeatDialect dialect);

/// Whether a message tells that heartbeats as those of Discord's gateway follow.
bool announcesDiscord(ByteView payload);

} // namespace framescope::timeline
