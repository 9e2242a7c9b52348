// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/value.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::timeline {

// The opening handshake; see life_cycle.h.

/// {method, target, version, headers: [[name, value]…], length, raw_base64}, the last one where
/// the others don't tell the head byte for byte (wire::isPlain). Bytes that are not UTF-8 are \xNN
/// in the others.
struct RequestDetail
{
    wire::HttpHead head;
    std::uint64_t length = 0; ///< of the head as it came
};

/// {status, reason, version, headers, length, raw_base64}, likewise.
struct ResponseDetail
{
    wire::HttpHead head;
    std::uint64_t length = 0;
};

/// Empty where there are none, as a browser has them.
struct OpenDetail
{
    std::optional<std::string> subprotocol;
    std::optional<std::string> extensions;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("subprotocol", self.subprotocol);
        visit("extensions", self.extensions);
    }
};

inline RequestDetail requestDetail(const wire::HttpHead& request)
{
    return {request, request.raw.size()};
}
inline ResponseDetail responseDetail(const wire::HttpHead& response)
{
    return {response, response.raw.size()};
}

} // namespace framescope::timeline
