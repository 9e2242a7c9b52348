// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace framescope::ui {

/// A MessageEdit of one line: what is typed or pasted by key here is what is sent.
class MessageLine : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace framescope::ui
