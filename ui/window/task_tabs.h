// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QObject>

namespace framescope::ui {

class MainWindow;
class Variables;

/// Makes tabs that are for something else than the user's own session: a mock server, a probe.
class TaskTabs : public QObject
{
    Q_OBJECT

public:
    /// `window`, the parent, and `variables` must outlive this object.
    TaskTabs(MainWindow& window, const Variables& variables);

    /// Makes the tab of an action; false if it has none.
    bool run(ActionId id);

private:
    void openServer();
    void openProbe();

    MainWindow& window_;
    const Variables& variables_;
};

} // namespace framescope::ui
