// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/time_span.h"

#include <optional>

namespace framescope::ui {

/// Maps a part of a session to pixels, with zooming and panning. The whole session is shown until a
/// part is chosen, also while it grows.
class TimeWindow
{
public:
    /// The shortest part that can be shown.
    static constexpr Duration Shortest{10'000};
    /// A shorter session is drawn with this length.
    static constexpr Duration ShortSession{1'000'000};

    void setSession(const present::TimeSpan& session);
    /// Sets where the plot begins, and how wide it is (at least 1), in pixels.
    void setPlot(int left, int width);

    int left() const { return left_; }
    int width() const { return width_; }
    bool isZoomed() const { return part_.has_value(); }
    /// The chosen part; nullopt while the whole session is shown.
    const std::optional<present::TimeSpan>& part() const { return part_; }
    present::TimeSpan shown() const;
    present::TimeSpan session() const;

    double xOf(Duration time) const;
    /// Returns the time at a pixel, limited to the visible part.
    Duration timeAt(double x) const;
    Duration perPixel() const;

    /// `factor` above 1 enlarges; the time at `x` stays there.
    void zoom(double factor, double x);
    /// Moves to later times by this many pixels, within the session.
    void pan(double pixels);
    void show(const present::TimeSpan& part);
    void showAll() { part_.reset(); }
    /// Pans as little as necessary to show a time.
    void include(Duration time);

private:
    void choose(Duration from, Duration length);

    present::TimeSpan session_;
    std::optional<present::TimeSpan> part_;
    int left_ = 0;
    int width_ = 1;
};

} // namespace framescope::ui
