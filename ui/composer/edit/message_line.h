// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace framescope::ui {

/// Editor of a message in one line. Text that is typed, or pasted by key, is sent unchanged.
class MessageLine : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace framescope::ui
