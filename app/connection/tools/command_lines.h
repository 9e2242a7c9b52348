// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/tools/pasted_request.h"

#include <span>
#include <string>

// The command lines of other tools: `words` without the program's name. An error says that the line
// makes no connection to a server.
namespace framescope::connection {

Result<PastedRequest> curlLine(std::span<const std::string> words);
Result<PastedRequest> wscatLine(std::span<const std::string> words);
Result<PastedRequest> websocatLine(std::span<const std::string> words);

} // namespace framescope::connection
