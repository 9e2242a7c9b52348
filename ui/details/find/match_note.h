// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/place_finder.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// What a find bar says: "3 of 17"; "3 of 17…" while there may be more of them; "3 of 100,000+";
/// how many there are where none of them is at `place`. Null stands for nothing known yet.
QString matchNote(const present::FoundPlaces* matches, std::optional<std::uint64_t> place);

} // namespace framescope::ui
