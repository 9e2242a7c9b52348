// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/outgoing.h"

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::cli {

// Each function reads the value of an option that says what `record` does once the connection is
// open. An error does not name the option.

/// The value of --send: UTF-8.
Result<message::Outgoing> parseSend(const std::string& value);
/// The value of --send-binary: hex, or @ and the name of a file.
Result<message::Outgoing> parseSendBinary(const std::string& value);
/// The value of --ping: at most 125 bytes.
Result<message::Outgoing> parsePing(const std::string& value);
/// The value of --close: CODE or CODE:REASON, both allowed in a Close frame.
Result<message::Outgoing> parseClose(const std::string& value);
/// Splits a data message into fragments of `size` bytes, if that is given.
message::Outgoing inFragments(message::Outgoing action, std::optional<std::uint64_t> size);

} // namespace framescope::cli
