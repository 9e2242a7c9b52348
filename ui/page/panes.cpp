// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/panes.h"

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

constexpr auto PaneTable = [] {
    using enum ActionId;
    return std::array{
        PaneRow{ShowOverview, GoToOverview, "overview", 560},
        PaneRow{ShowTimeline, GoToTimeline, "timeline"},
        PaneRow{ShowDetails, GoToDetails, "details"},
        PaneRow{ShowComposer, GoToComposer, "composer", 440},
        PaneRow{ShowStatusLine, ShowStatusLine, "statusLine"}, // nothing in it takes the focus
    };
}();

const PaneRow* findPane(ActionId id, ActionId PaneRow::*column)
{
    const auto* found = std::ranges::find(PaneTable, id, column);
    return found == PaneTable.end() ? nullptr : found;
}

} // namespace

std::span<const PaneRow> paneTable()
{
    return PaneTable;
}

const PaneRow* paneOfSwitch(ActionId id)
{
    return findPane(id, &PaneRow::shows);
}

const PaneRow* paneGoneTo(ActionId id)
{
    return findPane(id, &PaneRow::goesTo);
}

} // namespace framescope::ui
