// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/copy_job.h"
#include "present/rows/timeline_model.h"

#include <QTableView>

#include <optional>
#include <vector>

class QMenu;

namespace framescope::ui {

class TimelineColumns;
class TimelineDelegate;

/// The table of events. It can follow the newest row, until the user goes to an older one.
class TimelineView : public QTableView
{
    Q_OBJECT

public:
    explicit TimelineView(present::TimelineModel& model, QWidget* parent = nullptr);

    bool isFollowing() const { return following_; }
    void setFollowing(bool following);

    /// Selects the newest row and follows.
    void showNewest();

    /// The event of the current row; nullopt if there is none.
    std::optional<EventId> currentEvent() const;
    /// Also scrolls to rows that have just been inserted.
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    /// Selects the row of an event, or the nearest one if it is filtered out, and scrolls to it.
    void showEvent(EventId id);
    /// The row at which keys act: the current one, otherwise the first visible (or, while
    /// following, the newest); -1 if there is none.
    int placeOfKeys() const;
    /// The events of the selected rows, ascending.
    std::vector<present::EventRange> selectedEvents() const;
    TimelineColumns& columns() { return *columns_; }
    /// Names who sent something, in place of a direction.
    void nameSides();
    /// Highlights the matches of this filter in the previews.
    void setSearched(const QString& expression);
    /// The same for the expression of the find strip.
    void setFound(const QString& expression);

signals:
    void followingChanged(bool following);
    void currentEventChanged();
    /// Emitted before the menu of the current row opens, so that others can add entries.
    void rowMenuOpens(QMenu& menu);
    /// Emitted to open the menu of the selected rows and the clicked cell.
    void rowMenuRequested(const QModelIndex& cell, const QPoint& globalPosition);
    /// Emitted on Ctrl+C; with Shift, `payload` is true.
    void copyRequested(bool payload);
    void resized();

protected:
    using QTableView::showEvent;
    QItemSelectionModel::SelectionFlags
    selectionCommand(const QModelIndex& index, const QEvent* event = nullptr) const override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void applyFonts();
    void hoverRow(int row);
    void beforeReset();
    void afterReset();
    void afterInsert();
    void userScrolled();
    void moveByKey(QKeyEvent& event);
    bool isInView(int row, int height) const;

    present::TimelineModel& model_;
    TimelineDelegate* delegate_;
    TimelineColumns* columns_ = nullptr;
    bool following_ = false;
    bool restoring_ = false;
    bool newestChosen_ = false; ///< the newest row was chosen, and no other since
    int hoveredRow_ = -1;
    std::optional<EventId> currentBeforeReset_;
};

} // namespace framescope::ui
