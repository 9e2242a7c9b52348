// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace framescope::ui {

/// The content of a tab without a session or recording.
class Welcome : public QWidget
{
    Q_OBJECT

public:
    explicit Welcome(QWidget* parent = nullptr);

signals:
    void openRequested();
    void demoRequested();
    void serverRequested();
};

} // namespace framescope::ui
