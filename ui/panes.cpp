// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes.h"

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

using enum ActionId;

constexpr std::array Table{
    PaneRow{ShowOverview, GoToOverview, "overview"},
    PaneRow{ShowTimeline, GoToTimeline, "timeline"},
    PaneRow{ShowDetails, GoToDetails, "details"},
    PaneRow{ShowComposer, GoToComposer, "composer"},
    PaneRow{ShowStatusLine, ShowStatusLine, "statusLine"}, // nothing in it takes the focus
};

const PaneRow* find(ActionId id, ActionId PaneRow::*column)
{
    const auto* found = std::ranges::find(Table, id, column);
    return found == Table.end() ? nullptr : found;
}

} // namespace

std::span<const PaneRow> paneTable()
{
    return Table;
}

const PaneRow* paneOfSwitch(ActionId id)
{
    return find(id, &PaneRow::shows);
}

const PaneRow* paneGoneTo(ActionId id)
{
    return find(id, &PaneRow::goesTo);
}

} // namespace framescope::ui
