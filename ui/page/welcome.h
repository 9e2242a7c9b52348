// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QWidget>

namespace framescope::ui {

/// The content of a tab without a session or recording.
class Welcome : public QWidget
{
    Q_OBJECT

public:
    explicit Welcome(QWidget* parent = nullptr);

signals:
    /// Emitted to run an action of the window.
    void requested(framescope::ui::ActionId action);
};

} // namespace framescope::ui
