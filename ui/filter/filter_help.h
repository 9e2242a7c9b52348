// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/help_window.h"

namespace framescope::ui {

/// What a filter can say, with examples that can be clicked.
class FilterHelp : public HelpWindow
{
    Q_OBJECT

public:
    explicit FilterHelp(QWidget* parent = nullptr);

signals:
    /// An example was clicked.
    void exampleChosen(const QString& term);

protected:
    QString html(const style::Colours& colours) const override;
};

} // namespace framescope::ui
