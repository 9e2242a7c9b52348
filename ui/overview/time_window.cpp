// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/time_window.h"

#include <algorithm>
#include <cmath>

namespace framescope::ui {

using present::TimeSpan;

void TimeWindow::setSession(const TimeSpan& session)
{
    session_ = session;
}

void TimeWindow::setPlot(int left, int width)
{
    left_ = left;
    width_ = std::max(1, width);
}

TimeSpan TimeWindow::session() const
{
    return {session_.from, std::max(session_.to, session_.from + ShortSession)};
}

TimeSpan TimeWindow::shown() const
{
    return part_.value_or(session());
}

double TimeWindow::xOf(Duration time) const
{
    const TimeSpan span = shown();
    return left_ + static_cast<double>((time - span.from).count()) * width_ /
                       static_cast<double>(span.length().count());
}

Duration TimeWindow::timeAt(double x) const
{
    const TimeSpan span = shown();
    const double part = std::clamp((x - left_) / width_, 0.0, 1.0);
    return span.from + Duration{std::llround(part * static_cast<double>(span.length().count()))};
}

Duration TimeWindow::perPixel() const
{
    return std::max(Duration{1}, shown().length() / width_);
}

void TimeWindow::zoom(double factor, double x)
{
    const TimeSpan span = shown();
    const double part = std::clamp((x - left_) / width_, 0.0, 1.0);
    const Duration still = timeAt(x);
    const double length = static_cast<double>(span.length().count()) / factor;
    const double longest = static_cast<double>(session().length().count());
    const Duration chosen{
        std::llround(std::clamp(length, static_cast<double>(Shortest.count()), longest))};
    choose(still - Duration{std::llround(part * static_cast<double>(chosen.count()))}, chosen);
}

void TimeWindow::pan(double pixels)
{
    if (part_) {
        const double moved = pixels * static_cast<double>(part_->length().count()) / width_;
        choose(part_->from + Duration{std::llround(moved)}, part_->length());
    }
}

void TimeWindow::show(const TimeSpan& part)
{
    choose(part.from, std::max(part.length(), Shortest));
}

void TimeWindow::include(Duration time)
{
    if (part_ && time < part_->from) {
        choose(time, part_->length());
    } else if (part_ && time > part_->to) {
        choose(time - part_->length(), part_->length());
    }
}

void TimeWindow::choose(Duration from, Duration length)
{
    const TimeSpan all = session();
    if (length >= all.length()) {
        part_.reset();
        return;
    }
    from = std::clamp(from, all.from, all.to - length);
    part_ = TimeSpan{from, from + length};
}

} // namespace framescope::ui
