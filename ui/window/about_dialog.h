// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace framescope::ui {

/// Describes the program, its version and licence.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace framescope::ui
