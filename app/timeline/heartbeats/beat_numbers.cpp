// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_numbers.h"

#include "timeline/heartbeats/beat_run.h"

#include <array>
#include <ctime>
#include <string>
#include <utility>

namespace framescope::timeline {

namespace {

constexpr std::int64_t Seconds2001 = 1'000'000'000;

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
    constexpr std::size_t Fraction = 19; // the index of the fraction
    if (text.size() < Fraction || text[4] != '-' || text[Fraction - 3] != ':' ||
        std::string_view("Tt ").find(text[10]) == std::string_view::npos) {
        return std::nullopt;
    }
    std::string date(text);
    date[10] = 'T';
    std::tm fields{};
    const char* rest = ::strptime(date.c_str(), "%Y-%m-%dT%H:%M:%S", &fields);
    if (rest != date.c_str() + Fraction || fields.tm_year < 70 || fields.tm_year > 300) {
        return std::nullopt;
    }
    const int day = fields.tm_mday;
    const std::int64_t seconds = ::timegm(&fields);
    if (fields.tm_mday != day) {
        return std::nullopt; // the month has no such day
    }
    std::int64_t fraction = 0;
    if (*rest == '.' || *rest == ',') {
        std::int64_t unit = 100'000'000;
        for (++rest; *rest >= '0' && *rest <= '9'; ++rest, unit /= 10) {
            fraction += (*rest - '0') * unit;
        }
        if (unit == 100'000'000) {
            return std::nullopt;
        }
    }
    const std::string_view zone = rest;
    const char* const end = date.c_str() + date.size();
    if (!zone.empty() && zone != "z" && ::strptime(rest, "%z", &fields) != end) {
        return std::nullopt;
    }
    constexpr std::int64_t Second = 1'000'000'000;
    return BeatNumber{BeatNumber::Kind::Clock, seconds * Second + fraction,
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
    if (__builtin_sub_overflow(next.value, before.value, &grown)) {
        return false;
    }
    std::optional<std::size_t>& changing = next.kind == Kind::Clock ? clock_ : counter_;
    if (grown != 0 && std::exchange(changing, at).value_or(at) != at) {
        return false; // another number has changed earlier
    }
    if (next.kind == Kind::Clock) {
        if (grown == 0 && !clock_) {
            return true;
        }
        // Allows for 30 % of the elapsed time, and one unit for rounding.
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
