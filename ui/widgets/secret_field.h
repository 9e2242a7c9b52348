// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace framescope::ui {

/// A field for a secret: hidden, until the eye in it is pressed.
class SecretField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretField(QWidget* parent = nullptr);

    bool isShown() const { return echoMode() == Normal; }
    void setShown(bool shown);

private:
    QAction* eye_;
};

} // namespace framescope::ui
