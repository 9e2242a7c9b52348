// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

namespace framescope::ui {

/// Tabs that stand closer where there is less room, and are scrolled where even that is not
/// enough: their names are never cut.
class FittingTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit FittingTabs(QWidget* parent = nullptr);
};

} // namespace framescope::ui
