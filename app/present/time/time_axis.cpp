// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/time_axis.h"

#include "present/time/time_bins.h"

#include <array>
#include <cmath>

namespace framescope::present {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Returns the least round step that divides the length into at most `most` steps.
Duration roundStep(Duration length, int most)
{
    const Duration least{length.count() / most + 1};
    for (Duration decade{1}; decade < seconds(100); decade *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (decade * factor >= least && decade * factor < seconds(30)) {
                return decade * factor;
            }
        }
    }
    static constexpr std::array<Duration, 11> Long{seconds(30), minutes(1),  minutes(2), minutes(5),
                                                   minutes(10), minutes(30), hours(1),   hours(2),
                                                   hours(5),    hours(10),   hours(24)};
    for (const Duration step : Long) {
        if (step >= least) {
            return step;
        }
    }
    return hours(24) * (least / hours(24) + 1);
}

/// Returns the number of decimals that tell multiples of a step apart, in a unit.
int decimalsOf(Duration step, Duration unit)
{
    int decimals = 0;
    for (Duration digit = unit; digit > step && decimals < 9; digit /= 10) {
        ++decimals;
    }
    // 0.25 needs more than its first decimal.
    return step.count() > 0 && decimals < 9 &&
                   step % (unit / std::int64_t(std::pow(10, decimals))) != Duration{0}
               ? decimals + 1
               : decimals;
}

QString number(Duration time, Duration unit, int decimals)
{
    return QString::number(static_cast<double>(time.count()) / static_cast<double>(unit.count()),
                           'f', decimals);
}

QString labelOf(Duration time, Duration step, Duration greatest)
{
    if (step >= minutes(1)) {
        const auto total = std::chrono::duration_cast<minutes>(time).count();
        return greatest >= hours(1) ? QStringLiteral("%1:%2 h")
                                          .arg(total / 60)
                                          .arg(total % 60, 2, 10, QLatin1Char('0'))
                                    : QStringLiteral("%1 min").arg(total);
    }
    if (greatest < seconds(1) && step < milliseconds(500)) {
        return number(time, milliseconds(1), decimalsOf(step, milliseconds(1))) +
               QStringLiteral(" ms");
    }
    return number(time, seconds(1), decimalsOf(step, seconds(1))) + QStringLiteral(" s");
}

} // namespace

std::vector<TimeTick> timeTicks(const TimeSpan& span, int most)
{
    std::vector<TimeTick> ticks;
    if (most < 1 || span.to < span.from) {
        return ticks;
    }
    const Duration step = roundStep(span.length(), most);
    for (std::int64_t n = binOf(span.from - Duration{1}, step) + 1; step * n <= span.to; ++n) {
        ticks.push_back({step * n, labelOf(step * n, step, span.to)});
    }
    return ticks;
}

TimeScale timeScaleFor(const TimeSpan& span, int most)
{
    const Duration step = roundStep(std::max(Duration{0}, span.length()), std::max(1, most));
    if (step >= hours(1)) {
        return {step, hours(1), QStringLiteral("h"), 0};
    }
    if (step >= minutes(1)) {
        return {step, minutes(1), QStringLiteral("min"), 0};
    }
    const bool brief = span.to < seconds(1) && step < milliseconds(500);
    const Duration unit = brief ? Duration(milliseconds(1)) : Duration(seconds(1));
    return {step, unit, brief ? QStringLiteral("ms") : QStringLiteral("s"), decimalsOf(step, unit)};
}

QString formatMoment(Duration time, Duration step)
{
    const Duration power = rounded(step, step);
    return number(time, seconds(1), decimalsOf(std::max(power, Duration{1}), seconds(1))) +
           QStringLiteral(" s");
}

Duration rounded(Duration time, Duration step)
{
    Duration power{1};
    while (power * 10 <= step) {
        power *= 10;
    }
    return power * binOf(time + power / 2, power);
}

} // namespace framescope::present
