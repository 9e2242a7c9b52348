// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QList>
#include <QObject>

#include <array>

class QMenu;
class QTableView;

namespace framescope::ui {

class TimelineDelegate;

/// Manages which columns the timeline has, their order and widths. Columns that the user wants are
/// hidden for a while if the preview has too little room.
class TimelineColumns : public QObject
{
    Q_OBJECT

public:
    static constexpr int Count = present::TimelineModel::ColumnCount;

    TimelineColumns(QTableView& table, present::TimelineModel& model,
                    const TimelineDelegate& delegate);

    bool isWanted(int column) const { return wanted_[static_cast<std::size_t>(column)]; }
    void setWanted(int column, bool wanted);
    QString title(int column) const;
    /// Columns from left to right, including those not chosen.
    QList<int> order() const;
    void setOrder(const QList<int>& columns);
    /// The columns on screen, from left to right.
    QList<int> shown() const;
    /// Restores the defaults.
    void reset();

    /// The layout and the format of times, for the next run.
    QByteArray save() const;
    void restore(const QByteArray& layout);

    /// Adds to a menu a switch for each column, the dialog that arranges them, and a reset.
    void fillMenu(QMenu& menu);

    /// Opens the dialog that arranges the columns.
    void askForOrder();

    /// Adapts widths to a new font, in proportion to the default widths.
    void fitFont();
    /// Widens columns that are too narrow for the last row's numbers.
    void fitNumbers();
    void makeSpaceForPreview();

signals:
    void changed();

private:
    void fitScrollBar();
    void arrange();

    QTableView& table_;
    present::TimelineModel& model_;
    const TimelineDelegate& delegate_;
    std::array<bool, static_cast<std::size_t>(Count)> wanted_{};
    int typeWidth_; ///< default width of the type column, in the font of the widths
};

} // namespace framescope::ui
