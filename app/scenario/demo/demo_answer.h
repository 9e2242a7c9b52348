// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo/demo_behaviour.h"
#include "wire/deflate.h"
#include "wire/http/http_head.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// The demo server's answer to a request: an upgrade or a refusal.
struct DemoAnswer
{
    std::string response = {};                   ///< head and body, to be sent
    std::chrono::milliseconds delay{0};          ///< until it is sent
    std::optional<DemoBehaviour> behaviour = {}; ///< nullopt: refused, close after the response
    std::optional<wire::DeflateParameters> deflate = {}; ///< as negotiated
};

/// `address`: "ws://HOST:PORT", shown if the request names no usable host.
DemoAnswer answerDemoRequest(const wire::HttpHead& request, std::string_view address);

} // namespace framescope::scenario
