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
    std::vector<std::string> lines;      ///< the headers, then each value
    std::vector<std::string> headers;    ///< lines of an HTTP head: the first, "Name: value"
    std::optional<std::uint64_t> status; ///< of an HTTP response or a refusal
};

DetailText detailText(const timeline::LifeCycle& detail);

} // namespace framescope::filter
