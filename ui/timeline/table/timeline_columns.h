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

/// Which columns the timeline has, in which order and how wide. Columns that the user wants
/// give way for a while where there is no room for the preview.
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
    /// Columns from left to right, those that are not wanted included.
    QList<int> order() const;
    void setOrder(const QList<int>& columns);
    /// Those on screen, from left to right.
    QList<int> shown() const;
    /// As on the first day.
    void reset();

    /// The layout and how times are told, for the next run.
    QByteArray save() const;
    void restore(const QByteArray& layout);

    /// Choices for a menu: each column, and the dialog that arranges them.
    void fillMenu(QMenu& menu);

    /// Opens the dialog that arranges them.
    void askForOrder();

    /// The font has changed: a column is as much wider or narrower as it would be at first.
    void fitFont();
    /// Widens what has become too narrow for the last row's numbers.
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
    int typeWidth_; ///< of the column of types at first, in the font that widths are for
};

} // namespace framescope::ui
