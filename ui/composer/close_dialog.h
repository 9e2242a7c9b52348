// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>
#include <optional>

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

    /// None: a Close frame without a code.
    std::optional<std::uint16_t> code() const;
    QString reason() const;
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
