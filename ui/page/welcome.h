// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace framescope::ui {

/// What a tab shows before there is anything in it.
class Welcome : public QWidget
{
    Q_OBJECT

public:
    explicit Welcome(QWidget* parent = nullptr);

signals:
    void openRequested();
    void demoRequested();
};

} // namespace framescope::ui
