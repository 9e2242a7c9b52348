// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "timeline/heartbeats/beat_numbers.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A message that names itself a heartbeat, with its numbers separated. `hash` covers all else: it
/// is equal for `{"type":"ping","seq":17}` and `{"type":"ping","seq":18}`.
struct BeatShape
{
    static constexpr std::size_t LongestMessage = 256; ///< bytes; a longer message is no heartbeat
    static constexpr std::size_t MostNumbers = 8;

    std::uint64_t hash = 0;
    std::vector<BeatNumber> numbers;
};

/// Protocols whose heartbeats can only be recognised if the protocol is known.
enum class BeatDialect : std::uint8_t {
    None,
    EngineIo, ///< "2" and "3"; Engine.IO protocol, packet encoding
    SockJs,   ///< "h"
    Mqtt,     ///< c0 00 and d0 00: PINGREQ and PINGRESP, MQTT 3.1.1, 3.12 and 3.13
    Discord,  ///< {"op":1,"d":251} and {"op":11}, after a "heartbeat_interval"
};

/// Returns nullopt if the message does not name itself a heartbeat. It does so if it is
/// - blank, `{}` or `[]`, without any content;
/// - a heartbeat of its dialect, or SignalR's `{"type":6}`;
/// - a text with only words of beat_words.h: `ping`, `primus::ping::1712`, `42["ping"]`,
///   `{"ping":17}`;
/// - a JSON object whose kind (type, event, op, …) is such a word, or one with such a key or value
///   and no other words; a JSON array of such words, identifiers and numbers.
std::optional<BeatShape> beatShape(ByteView payload, BeatDialect dialect);

/// Whether a message announces heartbeats in the way of Discord's gateway.
bool announcesDiscord(ByteView payload);

} // namespace framescope::timeline
