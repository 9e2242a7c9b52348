// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "scenario/engine/action.h"
#include "wire/deflate.h"

#include <optional>
#include <string>

namespace framescope::scenario {

/// The response that accepts a request: our own fields, or those of `accept` in place of them.
/// Which subprotocol and extensions were chosen is for the reader of the response to see.
std::string responseFor(const action::Accept& accept, const wire::HttpHead& request);
std::string responseFor(const action::Refuse& refuse);

/// The head at the beginning of a response, if it is one that switches to WebSocket.
std::optional<wire::HttpHead> switchingHead(ByteView response);
/// What its extensions say about compression.
std::optional<wire::DeflateParameters> deflateOf(const wire::HttpHead& response);

} // namespace framescope::scenario
