// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace framescope::ui {

/// Asks for the name under which to save a filter.
class SaveFilterDialog : public QDialog
{
    Q_OBJECT

public:
    SaveFilterDialog(const QString& expression, QList<NamedFilter> known,
                     QWidget* parent = nullptr);

    QString name() const;
    QString expression() const { return expression_; }

private:
    void check();

    QString expression_;
    QList<NamedFilter> known_;
    QLineEdit* name_;
    QLabel* note_;
    QPushButton* save_;
};

} // namespace framescope::ui
