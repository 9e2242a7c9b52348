// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/page_panes.h"

#include "ui/settings/settings.h"

#include <QSplitter>
#include <QWidget>

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::ui {

namespace {

constexpr auto PaneTable = [] {
    using enum ActionId;
    return std::array{
        PaneRow{ShowOverview, GoToOverview, "overview", 560},
        PaneRow{ShowTimeline, GoToTimeline, "timeline"},
        PaneRow{ShowDetails, GoToDetails, "details"},
        PaneRow{ShowTask, GoToTask, "task"},
        PaneRow{ShowComposer, GoToComposer, "composer", 440},
        PaneRow{ShowStatusLine, ShowStatusLine, "statusLine"}, // can't have the focus
    };
}();

} // namespace

std::span<const PaneRow> paneTable()
{
    return PaneTable;
}

const PaneRow* findPane(ActionId id, ActionId PaneRow::*column)
{
    const auto* found = std::ranges::find(PaneTable, id, column);
    return found == PaneTable.end() ? nullptr : found;
}

PagePanes::PagePanes(const Widgets& widgets, QSplitter& besides, const Settings& settings,
                     QObject* parent)
    : QObject(parent), widgets_(widgets), besides_(besides), settings_(settings)
{
    widgets_.statistics->hide();
    arrange();
}

void PagePanes::setReadOnly()
{
    readOnly_ = true;
    arrange();
}

void PagePanes::setTask(QWidget* task)
{
    widgets_.task = task;
    arrange();
}

void PagePanes::setNarrow(bool narrow)
{
    if (std::exchange(narrow_, narrow) != narrow) {
        arrange();
    }
}

void PagePanes::bringTask(bool task)
{
    taskInFront_ = task;
    arrange();
}

void PagePanes::arrange()
{
    const auto shown = [this](ActionId pane) {
        return settings_.isPaneShown(QLatin1String(findPane(pane, &PaneRow::shows)->name));
    };
    widgets_.overview->setVisible(shown(ActionId::ShowOverview));
    widgets_.timeline->setVisible(shown(ActionId::ShowTimeline));
    const bool besides = areStatisticsShown() || !taskInFront_;
    const bool task = widgets_.task && shown(ActionId::ShowTask) && !(narrow_ && besides);
    if (widgets_.task) {
        widgets_.task->setVisible(task);
    }
    widgets_.details->setVisible(!areStatisticsShown() && !(narrow_ && task) &&
                                 shown(ActionId::ShowDetails));
    widgets_.composer->setVisible(!readOnly_ && shown(ActionId::ShowComposer));
    widgets_.statusLine->setVisible(shown(ActionId::ShowStatusLine));
}

bool PagePanes::areStatisticsShown() const
{
    return !widgets_.statistics->isHidden();
}

void PagePanes::showStatistics(bool shown)
{
    constexpr int rowsBesideStatistics = 47; // percent of the width
    widgets_.statistics->setVisible(shown);
    arrange();
    if (const int rows = besides_.width() * rowsBesideStatistics / 100;
        shown && widgets_.timeline->width() < rows) {
        besides_.setSizes({rows, 0, besides_.width() - rows});
    }
}

} // namespace framescope::ui
