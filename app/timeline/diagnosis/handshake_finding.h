// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A requirement of the opening handshake that a response does not meet.
struct HandshakeFinding
{
    std::string_view what; ///< "Status", or the name of a header
    std::string expected;
    std::optional<std::string> received; ///< nullopt: it is missing
    std::string_view section;            ///< "RFC 6455 4.1"
    std::optional<wire::Rule> rule = {}; ///< the check that reports the same

    friend bool operator==(const HandshakeFinding&, const HandshakeFinding&) = default;
};

/// What is missing or wrong in the response to an upgrade, in the order of the response. The
/// headers are judged only if the status is 101. Bytes that are not UTF-8 become \xNN.
std::vector<HandshakeFinding> findingsOf(const wire::HttpHead& request,
                                         const wire::HttpHead& response,
                                         const wire::HandshakeOutcome& outcome);

} // namespace framescope::timeline
