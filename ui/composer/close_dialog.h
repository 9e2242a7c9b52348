// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace framescope::ui {

class CloseCodeField;

/// Asks for the code and reason of a Close frame, and accepts only valid ones.
class CloseDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CloseDialog(QWidget* parent = nullptr);

    /// What was given.
    message::Close closeFrame() const;
    /// What is wrong with what was typed; empty: nothing.
    QString mistake() const;

private:
    void check();

    CloseCodeField* code_;
    QLineEdit* reason_;
    QLabel* bytes_;
    QLabel* message_;
    QPushButton* accept_;
};

} // namespace framescope::ui
