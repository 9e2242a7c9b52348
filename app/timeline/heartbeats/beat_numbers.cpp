// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_numbers.h"

#include "timeline/heartbeats/beat_run.h"

#include <array>
#include <utility>

namespace framescope::timeline {

namespace {

constexpr std::int64_t Seconds2001 = 1'000'000'000;

/// The number in `count` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size()) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

/// The fraction after the seconds in ns; nothing unless the rest is a fraction and a zone.
std::optional<std::int64_t> fractionOf(std::string_view rest)
{
    std::int64_t fraction = 0;
    std::size_t at = 0;
    if (rest.starts_with('.') || rest.starts_with(',')) {
        std::int64_t unit = 100'000'000;
        for (at = 1; at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; ++at) {
            fraction += (rest[at] - '0') * unit;
            unit /= 10;
        }
        if (at == 1) {
            return std::nullopt;
        }
    }
    const std::string_view zone = rest.substr(at);
    const bool isOffset = (zone.size() == 6 && zone[3] == ':') || zone.size() == 5;
    const bool isZone = zone.empty() || zone == "Z" || zone == "z" ||
                        (isOffset && (zone[0] == '+' || zone[0] == '-') && digits(zone, 1, 2) &&
                         digits(zone, zone.size() - 2, 2));
    return isZone ? std::optional(fraction) : std::nullopt;
}

bool subtract(std::int64_t from, std::int64_t what, std::int64_t& result)
{
    return !__builtin_sub_overflow(from, what, &result);
}

} // namespace

BeatNumber beatNumber(std::int64_t value, BeatNumber::Kind otherwise)
{
    struct Range
    {
        std::int64_t from;
        Duration unit;
    };
    static constexpr auto Ranges =
        std::to_array<Range>({{Seconds2001 * 1'000'000'000, std::chrono::nanoseconds(1)},
                              {Seconds2001 * 1'000'000, std::chrono::microseconds(1)},
                              {Seconds2001 * 1000, std::chrono::milliseconds(1)},
                              {Seconds2001, std::chrono::seconds(1)}});
    for (const Range& range : Ranges) {
        if (value >= range.from) {
            return {BeatNumber::Kind::Clock, value, range.unit};
        }
    }
    return {otherwise, value, {}};
}

std::optional<BeatNumber> beatDate(std::string_view text)
{
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second || text[4] != '-' ||
        text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
        text[13] != ':' || text[16] != ':' || *year < 1970 || *year > 2200) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    const auto fraction = fractionOf(text.substr(19));
    if (!date.ok() || !fraction) {
        return std::nullopt;
    }
    const Duration since = std::chrono::sys_days(date).time_since_epoch() +
                           std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
                           std::chrono::seconds(*second);
    return BeatNumber{BeatNumber::Kind::Clock, since.count() + *fraction,
                      std::chrono::nanoseconds(1)};
}

bool BeatNumbers::follow(std::vector<BeatNumber> next, Timestamp time)
{
    if (!begun_) {
        begun_ = true;
        steps_.resize(next.size());
    } else if (!isData_) {
        isData_ = next.size() != last_.size();
        for (std::size_t i = 0; i < next.size() && !isData_; ++i) {
            isData_ = next[i].kind != last_[i].kind || !advances(i, next[i], time - time_);
        }
    }
    last_ = std::move(next);
    time_ = time;
    return !isData_;
}

bool BeatNumbers::advances(std::size_t at, const BeatNumber& next, Duration elapsed)
{
    using Kind = BeatNumber::Kind;
    const BeatNumber& before = last_[at];
    std::int64_t grown = 0;
    if (!subtract(next.value, before.value, grown)) {
        return false;
    }
    std::optional<std::size_t>& changing = next.kind == Kind::Clock ? clock_ : counter_;
    if (grown != 0 && std::exchange(changing, at).value_or(at) != at) {
        return false; // another number has changed before
    }
    if (next.kind == Kind::Clock) {
        if (grown == 0 && !clock_) {
            return true;
        }
        // Allows 30 % of the elapsed time, and one unit for rounding.
        std::int64_t passed = 0;
        const std::int64_t tolerance = elapsed.count() / 10 * 3 + next.unit.count();
        return next.unit == before.unit && grown >= 0 &&
               !__builtin_mul_overflow(grown, next.unit.count(), &passed) &&
               passed >= elapsed.count() - tolerance && passed <= elapsed.count() + tolerance;
    }
    const bool restarts = grown < 0 && (next.value == 0 || next.value == 1);
    if (next.kind == Kind::Id) {
        return grown >= 0 || restarts;
    }
    std::optional<std::int64_t>& step = steps_[at];
    if (!step) {
        step = grown;
        return grown >= 0;
    }
    const bool isStep =
        *step == 0 ? grown == 0
                   : grown > 0 && grown % *step == 0 && grown / *step <= BeatRun::MostPeriods;
    return isStep || (restarts && *step > 0);
}

} // namespace framescope::timeline
