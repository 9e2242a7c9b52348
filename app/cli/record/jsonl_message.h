// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/outgoing.h"

#include <optional>
#include <string_view>

namespace framescope::cli {

/// What a line of `show --format jsonl` says was sent, to send it again; nullopt for life-cycle
/// events and for what the server has sent (`dir` is "in").
///
/// - `type` is text, binary, ping, pong or close; `text` or `base64` is the payload, or `code` and
///   `reason` that of a Close. Other members are not needed; one that looks like a payload, such as
///   `hex`, is an error.
/// - `kind` "frame" with type text, binary, continuation or reserved, or with anything unusual: a
///   raw frame with its `fin`, `rsv`, `opcode`, `masked`, `mask_key`, `header_length`,
///   `payload_length` and `compressed`.
/// - `kind` "raw": the bytes of `text` or `base64` as they are.
Result<std::optional<message::Outgoing>> outgoingFromJsonl(std::string_view line);

} // namespace framescope::cli
