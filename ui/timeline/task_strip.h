// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QTimer;

namespace framescope::ui {

/// Shows the progress of work, and lets it be cancelled. It does not appear for work that takes
/// only a moment.
class TaskStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TaskStrip(QWidget* parent = nullptr);

    void begin(const QString& what);
    void setProgress(quint64 done, quint64 total);
    void end();

signals:
    void cancelRequested();

private:
    QLabel* what_;
    QProgressBar* progress_;
    QTimer* delay_;
};

} // namespace framescope::ui
