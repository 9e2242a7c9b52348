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

    /// The code and the reason that the user entered.
    message::Close closeFrame() const;
    /// A sentence on a mistake in the input; empty if there is none.
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
