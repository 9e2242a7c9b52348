// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/place_finder.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// The note of a find bar: "3 of 17"; "3 of 17…" while more may be found; "3 of 100,000+"; only the
/// number of matches if none is at `place`. Null: nothing is known yet.
QString matchNote(const present::FoundPlaces* matches, std::optional<std::uint64_t> place);

} // namespace framescope::ui
