// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QPushButton;

namespace framescope::ui {

class TimelineColumns;

/// Chooses and moves the timeline's columns, by mouse or keyboard, with immediate effect.
class ColumnsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `columns` must outlive the dialog.
    explicit ColumnsDialog(TimelineColumns& columns, QWidget* parent = nullptr);

private:
    void fill();
    void apply();
    void move(int step);
    void updateButtons();

    TimelineColumns& columns_;
    bool filling_ = false;
    QListWidget* list_;
    QPushButton* up_;
    QPushButton* down_;
};

} // namespace framescope::ui
