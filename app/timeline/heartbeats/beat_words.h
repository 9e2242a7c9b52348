// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// The words by which application protocols name their heartbeats.
namespace framescope::timeline {

/// Whether a text may hold such a word; quick, for what need not be looked at more closely.
bool mayNameBeat(std::string_view text);

/// Whether all words of a text are such words, or what goes with them ("ack", "server"), and
/// one of them at least names a heartbeat: "pusher:ping", "HEARTBEAT_ACK", "phoenix heartbeat".
bool namesBeat(std::string_view text);
/// Whether a text has no words but those that go with a heartbeat: "5", "phoenix".
bool goesWithBeat(std::string_view text);

/// How much a key says about the kind of its message.
enum class KeyRank {
    None,
    Weak, ///< its value may be what somebody wrote: msg, name
    Kind  ///< its value is the kind of the message: type, event, op
};
KeyRank rankOfKey(std::string_view key);

/// Whether numbers at this key only tell messages apart: id, ref, seq.
bool isIdKey(std::string_view key);

} // namespace framescope::timeline
