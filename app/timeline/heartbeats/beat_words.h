// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// The names of heartbeats in application protocols.
namespace framescope::timeline {

/// Whether a text may contain such a word; a quick test for excluding texts.
bool mayNameBeat(std::string_view text);

/// Whether all words of a text are such names or companions ("ack", "server"), with at least one
/// name: "pusher:ping", "HEARTBEAT_ACK", "phoenix heartbeat".
bool namesBeat(std::string_view text);
/// Whether a text has no words except companions: "5", "phoenix".
bool goesWithBeat(std::string_view text);

/// How significant a key is for the kind of its message.
enum class KeyRank {
    None,
    Weak, ///< its value may be free text: msg, name
    Kind  ///< its value is the kind of the message: type, event, op
};
KeyRank rankOfKey(std::string_view key);

/// Whether numbers at this key only tell messages apart: id, ref, seq.
bool isIdKey(std::string_view key);

} // namespace framescope::timeline
