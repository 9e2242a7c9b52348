// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <optional>

namespace framescope::ui {

/// Which part of a session lies over which pixels, and how that is zoomed and panned. All of
/// the session is shown until a part is chosen, also while it grows.
class TimeWindow
{
public:
    /// The shortest part, so that pixels stay apart.
    static constexpr Duration Shortest{10'000};
    /// A session that is shorter is drawn as if it were so long.
    static constexpr Duration ShortSession{1'000'000};

    void setSession(const present::TimeSpan& session);
    /// Pixels: where the plot begins, and how wide it is (at least 1).
    void setPlot(int left, int width);

    int left() const { return left_; }
    int width() const { return width_; }
    bool isZoomed() const { return part_.has_value(); }
    /// The part that was chosen; nothing while all is shown.
    const std::optional<present::TimeSpan>& part() const { return part_; }
    present::TimeSpan shown() const;
    present::TimeSpan session() const;

    double xOf(Duration time) const;
    /// Within what is shown.
    Duration timeAt(double x) const;
    Duration perPixel() const;

    /// `factor` above 1 comes closer; what is at `x` stays there.
    void zoom(double factor, double x);
    /// Moves to later times by so many pixels, not beyond the session.
    void pan(double pixels);
    void show(const present::TimeSpan& part);
    void showAll() { part_.reset(); }
    /// Pans as little as needed to have a time in it.
    void include(Duration time);

private:
    void choose(Duration from, Duration length);

    present::TimeSpan session_;
    std::optional<present::TimeSpan> part_;
    int left_ = 0;
    int width_ = 1;
};

} // namespace framescope::ui
