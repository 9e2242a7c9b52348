// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/side_bar.h"

#include "ui/collection/collection_pane.h"
#include "ui/settings/settings.h"

namespace framescope::ui {

namespace {

constexpr int UsualWidth = 230;
constexpr int UsualRest = 1050;
const QString Pane = QStringLiteral("connections");

} // namespace

SideBar::SideBar(CollectionPane& pane, QWidget& rest, Settings& settings, bool wide)
    : pane_(pane), settings_(settings)
{
    addWidget(&pane_);
    addWidget(&rest);
    setChildrenCollapsible(false);
    setHandleWidth(1);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setSizes({UsualWidth, UsualRest});
    restoreState(settings_.layout(Pane));
    if (!wide) {
        settings_.hidePaneByDefault(Pane);
    }
    pane_.setVisible(settings_.isPaneShown(Pane));
}

bool SideBar::isShown() const
{
    return !pane_.isHidden();
}

void SideBar::setShown(bool shown)
{
    pane_.setVisible(shown);
    settings_.setPaneShown(Pane, shown);
}

void SideBar::saveLayout()
{
    settings_.setLayout(Pane, saveState());
}

} // namespace framescope::ui
