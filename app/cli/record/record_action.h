// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/outgoing.h"

#include <string>

namespace framescope::cli {

// What `record` does once the connection is open, read from the values of its options. A mistake
// does not name the option.

/// The value of --send: UTF-8.
Result<message::Outgoing> parseSend(const std::string& value);
/// The value of --send-binary: hex, or @ and the name of a file.
Result<message::Outgoing> parseSendBinary(const std::string& value);
/// The value of --ping: at most 125 bytes.
Result<message::Outgoing> parsePing(const std::string& value);
/// The value of --close: CODE or CODE:REASON, what may stand in a Close frame.
Result<message::Outgoing> parseClose(const std::string& value);

} // namespace framescope::cli
