// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/value.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::timeline {

// The details of the opening handshake; see life_cycle.h.

/// {method, target, version, headers: [[name, value]…], length, raw_base64}. raw_base64 is present
/// if the other members can't restore the head byte for byte (wire::isPlain); in these, bytes that
/// are not UTF-8 become \xNN.
struct RequestDetail
{
    wire::HttpHead head;
    std::uint64_t length = 0; ///< of the raw head, in bytes
};

/// {status, reason, version, headers, length, raw_base64}, as in RequestDetail.
struct ResponseDetail
{
    wire::HttpHead head;
    std::uint64_t length = 0;
};

/// The members are empty texts if none was agreed on, as in a browser.
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
