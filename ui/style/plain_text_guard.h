// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace framescope::ui::style {

/// Shows the tooltips of all widgets, views, headers, menus and tabs as plain text, and also the
/// questions of Qt's own dialogs, which contain names of files. A program needs only one.
class PlainTextGuard : public QObject
{
    Q_OBJECT

public:
    /// Installs the guard, unless it is installed already.
    static void install();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;
};

} // namespace framescope::ui::style
