// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace framescope::ui {

class ElidedLabel;

/// Shows what is being sent over some time, how far it is, and a button that ends it.
class SendingStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SendingStrip(QWidget* parent = nullptr);

    struct State
    {
        QString what;
        QString button;
        quint64 done = 0;
        quint64 total = 0; ///< 0: there is no bar
        QString buttonTip = {};
        bool bad = false; ///< `what` tells of a failure
    };
    void show(const State& state);

signals:
    void stopRequested();

private:
    ElidedLabel* what_;
    QProgressBar* progress_;
    QPushButton* stop_;
};

} // namespace framescope::ui
