// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo_arguments.h"
#include "wire/deflate.h"
#include "wire/http/http_head.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

struct DemoPath;
class DemoBehaviour;

/// What the demo server makes of a request: an upgrade, or a refusal.
struct DemoAnswer
{
    std::string response;                           ///< head and body, to be sent
    std::chrono::milliseconds delay{0};             ///< until it is sent
    std::unique_ptr<DemoBehaviour> behaviour;       ///< null: refused, close after the response
    std::optional<wire::DeflateParameters> deflate; ///< as answered
};

/// `address`: "ws://HOST:PORT", shown where the request names no usable host.
DemoAnswer answerDemoRequest(const wire::HttpHead& request, std::string_view address);

/// The refusal of what is no request at all: 400, or 431 where the head is too large.
std::string refuseNonRequest(bool tooLarge);

} // namespace framescope::scenario
