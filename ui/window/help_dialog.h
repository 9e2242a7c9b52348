// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/help_window.h"

namespace framescope::ui {

/// How to begin, and every shortcut: those of the table of actions, and the keys that only the
/// views know.
class HelpDialog : public HelpWindow
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent = nullptr);

signals:
    void filterHelpRequested();
    void demoRequested();

protected:
    QString html(const style::Colours& colours) const override;
};

} // namespace framescope::ui
