// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace framescope::ui::style {

/// Shows the tooltips of all widgets, views, headers, menus and tabs as plain text, whatever
/// they look like, and the questions that Qt's own dialogs ask (a file's name is in them). One
/// of it is enough for a program.
class PlainTextGuard : public QObject
{
    Q_OBJECT

public:
    /// Once, however often it is asked for.
    static void install();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;
};

} // namespace framescope::ui::style
