// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QElapsedTimer>
#include <QWidget>

#include <deque>
#include <memory>

class QLabel;

namespace framescope::ui {

namespace style {
class IconLabel;
}

class ElidedLabel;

/// Totals of a recording: frames, bytes, rate, round trip, violations.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Shows the current totals, and the frame rate of the last second.
    void refresh();
    /// Sets the text at the right end, such as the progress of loading; empty: none.
    void setNote(const QString& note);

private:
    double rate(std::uint64_t frames);

    struct Sample
    {
        qint64 at; ///< ms
        std::uint64_t frames;
    };
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::deque<Sample> samples_;
    QElapsedTimer clock_;
    QLabel* frames_;
    QLabel* bytes_;
    QLabel* rate_;
    QLabel* roundTrip_;
    style::IconLabel* violationsIcon_;
    QLabel* violations_;
    ElidedLabel* note_;
};

} // namespace framescope::ui
