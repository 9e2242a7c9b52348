// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// The names of heartbeats in application protocols.
namespace framescope::timeline {

/// Whether a text may contain such a name; a quick test that excludes most texts.
bool mayNameBeat(std::string_view text);

/// Whether all words of a text are such names or companion words ("ack", "server"), and at least
/// one is a name: "pusher:ping", "HEARTBEAT_ACK", "phoenix heartbeat".
bool namesBeat(std::string_view text);
/// Whether a text has no words except companion words: "5", "phoenix".
bool goesWithBeat(std::string_view text);

/// How reliably a key has the kind of its message as value.
enum class KeyRank {
    None,
    Weak, ///< the value may also be free text: msg, name
    Kind  ///< the value is the kind of the message: type, event, op
};
KeyRank rankOfKey(std::string_view key);

/// Whether numbers at this key only identify messages: id, ref, seq.
bool isIdKey(std::string_view key);

} // namespace framescope::timeline
