// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/tools/program_options.h"

#include <span>

namespace framescope::connection {

/// The options of curl 7.88, and those of later versions that browsers and documents use.
std::span<const ProgramOption> curlOptions();

/// Takes a URL of a curl line; the first one counts.
void takeCurlUrl(PastedRequest& request, const std::string& url);

} // namespace framescope::connection
