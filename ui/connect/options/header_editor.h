// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/header_lines.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace framescope::ui {

/// The table of the request's header lines, with the buttons for it.
class HeaderEditor : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderEditor(QWidget* parent = nullptr);

    HeaderLines& lines() { return *lines_; }
    const HeaderLines& lines() const { return *lines_; }
    QTableView& table() { return *table_; }

    /// Says below the table what is wrong with a line; nothing without a text.
    void showMistake(const Error& error);
    /// Selects the line with the mistake.
    void goToMistake();

private:
    void build();
    void addCommands();
    void add();
    void repeat();
    void remove();
    void move(int by);
    void paste();
    void copy() const;
    void goTo(int row, int column);
    int currentRow() const;
    void updateButtons();

    HeaderLines* lines_;
    QTableView* table_;
    QPushButton* repeat_;
    QPushButton* remove_;
    QPushButton* up_;
    QPushButton* down_;
    QCheckBox* secrets_;
    QLabel* notTaken_;
    QLabel* mistake_;
};

} // namespace framescope::ui
