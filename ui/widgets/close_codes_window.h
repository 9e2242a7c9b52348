// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QTreeWidget;

namespace framescope::ui {

/// The table of all close codes and what usually causes them, with a field to search it. It stays
/// open beside the main window.
class CloseCodesWindow : public QDialog
{
    Q_OBJECT

public:
    /// Shows the window of `widget`'s window, with what is searched for.
    static void open(QWidget& widget, const QString& search = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit CloseCodesWindow(QWidget* parent);
    void list();
    void describe();
    void copy();

    QLineEdit* search_;
    QTreeWidget* list_;
    QLabel* chosen_; ///< all that is known of the current row
    QLabel* note_;
};

} // namespace framescope::ui
