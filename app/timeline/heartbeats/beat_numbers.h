// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A number in a heartbeat; it may differ from one heartbeat to the next.
struct BeatNumber
{
    enum class Kind : std::uint8_t {
        Count, ///< constant, or grows by a constant step
        Id,    ///< constant, or grows
        Clock, ///< grows like the time; `value` is in units of `unit`
    };
    Kind kind = Kind::Count;
    std::int64_t value = 0;
    Duration unit{};
};

/// Classifies an integer: a Clock if it may be seconds, milliseconds, microseconds or nanoseconds
/// since 1970, from the year 2001 on; else `otherwise`.
BeatNumber beatNumber(std::int64_t value, BeatNumber::Kind otherwise);

/// Parses a date with a time of day (RFC 3339, with T or a space); nullopt for any other text.
std::optional<BeatNumber> beatDate(std::string_view text);

/// Decides whether messages that differ only in numbers are heartbeats: at most one counter or
/// identifier and one timestamp may change.
class BeatNumbers
{
public:
    /// Takes the numbers of the next message. Returns false once the messages are known to be data.
    bool follow(std::vector<BeatNumber> next, Timestamp time);

private:
    bool advances(std::size_t at, const BeatNumber& next, Duration elapsed);

    std::vector<BeatNumber> last_;
    std::vector<std::optional<std::int64_t>> steps_; ///< of counters, after the second message
    std::optional<std::size_t> counter_;             ///< the counter that changes
    std::optional<std::size_t> clock_;               ///< the clock that changes
    Timestamp time_{};
    bool begun_ = false;
    bool isData_ = false;
};

} // namespace framescope::timeline
