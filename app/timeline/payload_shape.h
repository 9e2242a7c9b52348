// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::timeline {

/// A payload with its numbers taken out: `{"type":"ping","seq":17}` and `{"type":"ping","seq":18}`
/// have the same hash, and the numbers 17 and 18.
///
/// Runs of digits with a single `.`, `:`, `-`, space or `T` between them are one number, as in
/// 1.25 or 2026-01-31T12:00:59. Numbers are separated by `;`.
struct PayloadShape
{
    static constexpr std::size_t MostNumbers = 256; ///< characters

    std::uint64_t hash = 0;
    std::string numbers;
};

/// Nothing where there are more numbers than MostNumbers: that is data.
std::optional<PayloadShape> payloadShape(ByteView payload);

/// Whether the numbers of one payload may follow those of another of the same shape where they
/// are counters and clocks: each one is the same or greater, or starts again at 0 or 1.
bool advances(std::string_view before, std::string_view after);

} // namespace framescope::timeline
