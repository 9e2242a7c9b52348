// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A number in a heartbeat, which may differ in the next one.
struct BeatNumber
{
    enum class Kind : std::uint8_t {
        Count, ///< grows by a constant step, or is constant
        Id,    ///< grows, or is constant
        Clock, ///< grows as time does; `value` in units of `unit`
    };
    Kind kind = Kind::Count;
    std::int64_t value = 0;
    Duration unit{};
};

/// A whole number. It is a Clock if its size is that of the seconds, milliseconds, microseconds or
/// nanoseconds since 1970, from the year 2001 on.
BeatNumber beatNumber(std::int64_t value, BeatNumber::Kind otherwise);

/// A date with a time of day (RFC 3339, with T or a space); nothing if the text is something else.
std::optional<BeatNumber> beatDate(std::string_view text);

/// Decides whether messages that differ only in numbers are heartbeats: at most one counter or
/// identifier and one time stamp may change.
class BeatNumbers
{
public:
    /// Takes the numbers of the next message. False, from then on always, if the messages are data.
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
