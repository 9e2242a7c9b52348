// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/resolving.h"

#include <QDialog>

#include <map>

class QLineEdit;

namespace framescope::ui {

/// Asks for the values of secrets.
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    /// `lasting`: what becomes of the values is said accordingly. `purpose`: of the button.
    SecretDialog(const QStringList& names, bool lasting, const QString& purpose,
                 QWidget* parent = nullptr);

    collection::SecretValues values() const;

private:
    std::map<QString, QLineEdit*> fields_;
};

} // namespace framescope::ui
