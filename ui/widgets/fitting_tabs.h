// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

namespace framescope::ui {

/// Tabs that move closer if there is little room, and scroll if that is not enough. Their names are
/// never cut.
class FittingTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit FittingTabs(QWidget* parent = nullptr);
};

} // namespace framescope::ui
