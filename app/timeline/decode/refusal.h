// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/http/http_head.h"

#include <string>

namespace framescope::timeline {

/// Status and reason phrase, printable: "401 Unauthorized".
std::string statusLine(const wire::HttpHead& response);

/// What a refusal asks for, with the header concerned, as the end of a sentence: ", it redirects
/// (Location: /chat/)". Without secrets; empty if it asks for nothing.
std::string insteadOf(const wire::HttpHead& response);

} // namespace framescope::timeline
