// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QObject>

#include <span>

class QSplitter;
class QWidget;

namespace framescope::ui {

class Settings;

/// A part of a page that can be hidden. Going to a hidden part shows it again.
struct PaneRow
{
    ActionId shows; ///< the switch in the menu
    ActionId goesTo;
    const char* name;    ///< in the settings
    int needsHeight = 0; ///< pixels; hidden by default on a lower screen
};

std::span<const PaneRow> paneTable();

/// The row whose `column` is `id`; null if there is none.
const PaneRow* findPane(ActionId id, ActionId PaneRow::*column);

/// Shows the panes of a page that the settings do not hide, with the statistics in place of the
/// details if the user wants them, and the task of the page if it has one.
class PagePanes : public QObject
{
    Q_OBJECT

public:
    struct Widgets
    {
        QWidget* overview;
        QWidget* timeline;
        QWidget* details;
        QWidget* statistics;
        QWidget* composer;
        QWidget* statusLine;
        QWidget* task = nullptr; ///< the TaskPane, once there is one
    };

    /// `besides` contains the timeline and the panes beside it. `settings` must outlive it.
    PagePanes(const Widgets& widgets, QSplitter& besides, const Settings& settings,
              QObject* parent);

    /// Hides the composer, as nothing can be sent.
    void setReadOnly();
    void setTask(QWidget* task);
    /// A narrow page has room for one of the task and what is beside the timeline.
    void setNarrow(bool narrow);
    /// Shows, in a narrow page, the task or what is beside the timeline.
    void bringTask(bool task);
    void arrange();

    bool areStatisticsShown() const;
    void showStatistics(bool shown);

private:
    Widgets widgets_;
    QSplitter& besides_;
    const Settings& settings_;
    bool readOnly_ = false;
    bool narrow_ = false;
    bool taskInFront_ = true;
};

} // namespace framescope::ui
