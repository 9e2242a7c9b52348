// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/life_cycle.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::filter {

/// The details of a life-cycle event as text.
struct DetailText
{
    std::vector<std::string> lines;      ///< `headers`, then one line for each value
    std::vector<std::string> headers;    ///< start line, then "Name: value" for each field
    std::optional<std::uint64_t> status; ///< of an HTTP response or a refusal
};

DetailText detailText(const timeline::LifeCycle& detail);

} // namespace framescope::filter
