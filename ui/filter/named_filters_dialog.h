// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace framescope::ui {

/// Renames, changes and deletes named filters.
class NamedFiltersDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NamedFiltersDialog(const QList<NamedFilter>& filters, QWidget* parent = nullptr);

    QList<NamedFilter> filters() const;

private:
    void remove();
    void check();
    /// A sentence on why the table can't be accepted; empty if it can.
    QString problem() const;

    QTableWidget* table_;
    QLabel* note_;
    QPushButton* rename_;
    QPushButton* remove_;
    QPushButton* accept_;
};

} // namespace framescope::ui
