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
/// details if the user wants them.
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

    /// `besides` contains the timeline and the panes beside it. `settings` must outlive it.
    PagePanes(const Widgets& widgets, QSplitter& besides, const Settings& settings,
              QObject* parent);

    /// Hides the composer, as nothing can be sent.
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
