// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/environment.h"
#include "collection/resolving.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace framescope::ui {

/// Edits an environment: the names and values of its variables. The value of a secret is hidden; an
/// empty one leaves what is known of it.
class EnvironmentDialog : public QDialog
{
    Q_OBJECT

public:
    /// An environment without a name is new. `taken`: names that others have.
    EnvironmentDialog(const collection::Environment& environment, const QStringList& taken,
                      QWidget* parent = nullptr);

    collection::Environment environment() const;
    /// The values of secrets that were entered.
    collection::SecretValues secrets() const;

private:
    void addRow(const collection::Variable& variable);
    void removeRow();
    QString textAt(int row, int column) const;
    bool isSecret(int row) const;
    /// What is wrong, and the row it is in; -1: the name.
    struct Mistake
    {
        QString text;
        int row = -1;
    };
    Mistake mistake() const;
    void check();

    QStringList taken_;
    QLineEdit* name_;
    QTableWidget* table_;
    QLabel* note_;
    QPushButton* remove_;
    QPushButton* accept_ = nullptr;
};

} // namespace framescope::ui
