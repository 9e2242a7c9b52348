// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "recording/tcp_packet.h"
#include "wire/http_head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::timeline {

// The `detail` objects of life-cycle events (DESIGN 4), serialised. Bytes that are not UTF-8
// are replaced in headers; content is base64 then.

/// {method, target, version, headers: [[name, value]…], length}
std::string requestDetail(const wire::HttpHead& request);
/// {status, reason, version, headers, length}
std::string responseDetail(const wire::HttpHead& response);
/// {subprotocol, extensions}, empty where there are none, as a browser has them.
std::string openDetail(std::string_view subprotocol, std::string_view extensions);
/// {client, server}
std::string addressesDetail(const recording::Endpoints& endpoints);
/// {text, on}: `on` is the number of the event that it is about, where there is one.
std::string noteDetail(std::string_view text, std::optional<EventId> on = {});
/// The same with another text; without one, it is {text, on, removed}.
std::string changedNoteDetail(const std::string& json, std::string_view text);
/// {text, missing}
std::string gapDetail(std::string_view text, std::uint64_t missing);

struct ErrorReport
{
    std::string_view layer; ///< "dns", "tcp", "tls", "http", "websocket" or "recording"
    std::string text;
    std::optional<int> status = {}; ///< of an HTTP response
    std::string_view content = {};  ///< what came; the first MaxContent bytes are kept
    bool truncated = false;         ///< more came than `content` holds
};
inline constexpr std::size_t MaxContent = 64 * 1024;

/// {layer, text, status?, body or body_base64, truncated}
std::string errorDetail(const ErrorReport& error);

} // namespace framescope::timeline
