// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QObject>

#include <functional>

namespace framescope::ui {

class SessionPage;
class Variables;

/// Makes tabs that are for something else than the user's own session: a mock server, a probe.
class TaskTabs : public QObject
{
    Q_OBJECT

public:
    struct Pages
    {
        std::function<SessionPage*()> current;
        std::function<SessionPage*()> empty;
    };
    /// `variables` must outlive this object.
    TaskTabs(Pages pages, const Variables& variables, QObject* parent);

    /// Makes the tab of an action; false if it has none.
    bool run(ActionId id);

private:
    void openServer();
    void openProbe();

    Pages pages_;
    const Variables& variables_;
};

} // namespace framescope::ui
