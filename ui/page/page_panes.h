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
    int needsHeight = 0; ///< hidden by default on a lower screen
};

std::span<const PaneRow> paneTable();

/// The row with an action in a column; null: an action that has nothing to do with a pane.
const PaneRow* findPane(ActionId id, ActionId PaneRow::*column);

/// Which panes of a page are seen: those that the settings do not hide, and the statistics in
/// the place of the details where the user asked for them.
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
    };

    /// `besides` has the timeline and what stands beside it. `settings` must outlive it.
    PagePanes(const Widgets& widgets, QSplitter& besides, const Settings& settings,
              QObject* parent);

    /// Nothing can be sent: there is no composer.
    void setReadOnly();
    void arrange();

    bool areStatisticsShown() const;
    void showStatistics(bool shown);

private:
    Widgets widgets_;
    QSplitter& besides_;
    const Settings& settings_;
    bool readOnly_ = false;
};

} // namespace framescope::ui
