// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/repeater.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace framescope::ui {

class FileField;

/// Asks how often and how fast a draft is sent.
class RepeatDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RepeatDialog(const message::Draft& draft, QWidget* parent = nullptr);

    Repeater::Request request() const;

private:
    void check();

    message::Draft draft_;
    QDoubleSpinBox* interval_;
    QSpinBox* count_;
    QComboBox* rows_;
    FileField* file_;
    QLabel* note_;
    QPushButton* start_;
};

} // namespace framescope::ui
