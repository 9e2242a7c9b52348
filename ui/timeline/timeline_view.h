// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/timeline_model.h"

#include <QTableView>

#include <array>
#include <optional>

class QMenu;

namespace framescope::ui {

class TimelineDelegate;

/// The table of events. It can follow the newest row, until somebody looks at an older one.
class TimelineView : public QTableView
{
    Q_OBJECT

public:
    explicit TimelineView(present::TimelineModel& model, QWidget* parent = nullptr);

    bool isFollowing() const { return following_; }
    void setFollowing(bool following);

    /// The event that is current; nothing where no row is.
    std::optional<EventId> currentEvent() const;
    /// Selects an event's row and brings it into view; the nearest where it is filtered out.
    void showEvent(EventId id);
    /// Rows that are selected, as text: tab-separated, a line each.
    QString selectedText() const;

    QByteArray columnLayout() const;
    void setColumnLayout(const QByteArray& layout);

signals:
    void followingChanged(bool following);
    void currentEventChanged();
    /// For entries of others; the row is current.
    void rowMenuOpens(QMenu& menu);

protected:
    using QTableView::showEvent;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void arrangeColumns();
    void fitNumbers();
    void makeRoomForPreview();
    void applyFonts();
    void hoverRow(int row);
    void beforeReset();
    void afterReset();
    void afterInsert();
    void userScrolled();
    void showHeaderMenu(const QPoint& at);
    void showRowMenu(const QPoint& at);

    present::TimelineModel& model_;
    TimelineDelegate* delegate_;
    bool following_ = false;
    bool restoring_ = false;
    int hoveredRow_ = -1;
    std::optional<EventId> currentBeforeReset_;
    std::array<bool, present::TimelineModel::ColumnCount> unwanted_{}; ///< hidden by choice
};

} // namespace framescope::ui
