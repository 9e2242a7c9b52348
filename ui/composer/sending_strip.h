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

    /// Shows it; a `total` of 0 has no bar.
    void show(const QString& what, quint64 done, quint64 total, const QString& button);

signals:
    void stopRequested();

private:
    ElidedLabel* what_;
    QProgressBar* progress_;
    QPushButton* stop_;
};

} // namespace framescope::ui
