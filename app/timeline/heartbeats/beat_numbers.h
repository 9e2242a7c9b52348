// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::timeline {

/// A number in a heartbeat, which may be another in the next one.
struct BeatNumber
{
    enum class Kind : std::uint8_t {
        Count, ///< grows by the same step each time, or does not change
        Id,    ///< grows, or does not change
        Clock, ///< grows as time does; `value` in units of `unit`
    };
    Kind kind = Kind::Count;
    std::int64_t value = 0;
    Duration unit{};
};

/// A whole number: a Clock where it is as large as the seconds, milliseconds, microseconds or
/// nanoseconds since 1970 have been from 2001 on.
BeatNumber beatNumber(std::int64_t value, BeatNumber::Kind otherwise);

/// A date with a time of day (RFC 3339, or with a space for its T); nothing where it is none.
std::optional<BeatNumber> beatDate(std::string_view text);

/// The numbers of messages that are alike but for them: whether they are those of heartbeats,
/// that is, one counter or identifier and one time stamp at most, and nothing else that changes.
class BeatNumbers
{
public:
    /// Takes the numbers of the next message. Once it was false it stays so: that is data.
    bool follow(std::vector<BeatNumber> next, Timestamp time);

private:
    bool advances(std::size_t at, const BeatNumber& next, Duration elapsed);

    std::vector<BeatNumber> last_;
    std::vector<std::optional<std::int64_t>> steps_; ///< of counters, once there were two
    std::optional<std::size_t> counter_;             ///< the one that changes
    std::optional<std::size_t> clock_;               ///< likewise
    Timestamp time_{};
    bool begun_ = false;
    bool isData_ = false;
};

} // namespace framescope::timeline
