// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace framescope::timeline {

/// On one line, or indented. Bytes that are not UTF-8 become U+FFFD.
inline std::string jsonText(const nlohmann::ordered_json& json, int indent = -1)
{
    return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace framescope::timeline
