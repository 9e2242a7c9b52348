// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/overview_job.h"
#include "ui/overview/overview_painter.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace framescope::ui {

/// The whole session over time in a strip: rates in and out, notable events, the filter's matches,
/// and the part that the table shows.
///
/// Mouse: a drag chooses a time range for the filter, a click goes to that time in the table,
/// the wheel zooms, Shift and wheel or the middle button pan, a double click shows all.
/// Keyboard: the arrows move a cursor, with Shift they choose a range, Enter takes the range or
/// goes to the cursor, + and - zoom, 0 shows all, Escape cancels.
class OverviewStrip : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Height = 58;
    static constexpr int LowHeight = 36; ///< in a low window

    explicit OverviewStrip(QWidget* parent = nullptr);

    /// A null timeline shows nothing.
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void setLive(bool live) { job_.setLive(live); }
    /// Sets the filter's rows; null without a filter. Must be called again when they have grown.
    void setHits(std::shared_ptr<const present::RowList> rows) { job_.setHits(std::move(rows)); }
    /// Sets the time range of the visible rows of the table.
    void setTableSpan(const std::optional<present::TimeSpan>& span);
    /// Sets the time range of the filter.
    void setSelected(const std::optional<present::TimeSpan>& span);
    const std::optional<present::TimeSpan>& selected() const { return selected_; }
    const std::optional<present::TimeSpan>& tableSpan() const { return tableSpan_; }
    /// Sets the times of events that the user marked, ascending.
    void setUserMarks(std::vector<Duration> times);
    const std::vector<Duration>& userMarks() const { return scene_.userMarks; }
    /// Sets the times of events that have notes, ascending.
    void setUserNotes(std::vector<Duration> times);
    const std::vector<Duration>& userNotes() const { return scene_.userNotes; }

    void zoomTo(const present::TimeSpan& span);
    void showAll();
    void setMeasure(OverviewMeasure measure);
    /// Names who sent something, in place of a direction.
    void nameSides();
    OverviewMeasure measure() const { return scene_.measure; }

    const TimeWindow& window() const { return scene_.window; }
    const OverviewLanes& lanes() const { return scene_.lanes; }
    const present::OverviewJob& job() const { return job_; }
    /// Describes a time: the time, the rates, the events.
    QString description(Duration time) const;
    std::optional<Duration> cursor() const { return cursor_; }
    /// The range that is being chosen, if any.
    std::optional<present::TimeSpan> choosing() const;

    QSize sizeHint() const override { return {600, maximumHeight()}; }
    QSize minimumSizeHint() const override { return {200, maximumHeight()}; }

signals:
    /// Emitted with a filter term for the time range that was chosen.
    void filterTermRequested(const QString& term);
    /// Emitted to remove the time range from the filter.
    void rangeRemovalRequested();
    /// Emitted to make the table go to this time.
    void timeActivated(framescope::Duration time);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    /// The action of a pressed button.
    enum class Gesture { None, Press, Choose, Pan };

    bool isEmpty() const;
    void layOut();
    void takeOverview();
    void windowChanged();
    void moveCursor(Duration to, bool choose);
    bool zoomByKey(int key);
    bool moveByKey(int key, Qt::KeyboardModifiers modifiers);
    void activate();
    void requestRange(const present::TimeSpan& span);
    void giveUp();
    void hover(const QPointF& at);
    void paintRange(QPainter& painter, const present::TimeSpan& span, const QColor& fill,
                    const QColor& edge) const;
    void paintMoment(QPainter& painter, Duration time, const QColor& color) const;
    void paintHint(QPainter& painter) const;

    present::OverviewJob job_;
    OverviewScene scene_;
    QPixmap still_;        ///< the part that does not change with the mouse
    bool outdated_ = true; ///< still_ has to be drawn again
    std::optional<present::TimeSpan> tableSpan_;
    std::optional<present::TimeSpan> selected_;
    std::optional<Duration> hovered_;
    std::optional<Duration> cursor_;
    std::optional<Duration> anchor_; ///< start of the range being chosen
    Gesture gesture_ = Gesture::None;
    QPointF pressed_;
    double pannedFrom_ = 0;
};

} // namespace framescope::ui
