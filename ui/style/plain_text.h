// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QLabel;
class QPoint;
class QWidget;

// Text from outside is shown as plain text, never as markup: Qt guesses whether a text is HTML, and
// HTML can open files. Every label, tooltip and menu is made here. Invisible characters, and those
// that reverse text, are shown as escapes (present/words/visible_line.h).
namespace framescope::ui::style {

/// Markup that shows the text unchanged.
QString plainMarkup(const QString& text);

/// The same for a tooltip, in lines of readable length, and no more of them than fit on a screen.
QString toolTipMarkup(const QString& text);

/// Like QToolTip::showText, for plain text.
void showToolTip(const QPoint& globalPosition, const QString& text, QWidget* widget,
                 const QRect& area = {}, int milliseconds = -1);
void hideToolTip();

/// A label whose text is never markup. `role` is one of the style sheet's; empty: none.
QLabel* plainLabel(const QString& text = {}, const char* role = "");

/// The same, in as many lines as it takes.
QLabel* wrappedLabel(const QString& text = {}, const char* role = "");

/// What a pane says in the middle of its room.
QLabel* messageLabel(const char* objectName);

/// For the text of a menu, a tab or a button: escapes `&` and joins lines.
QString withoutMnemonic(const QString& text);

/// The same with at most `most` characters.
QString menuText(const QString& text, qsizetype most);

/// For the title of a window: escapes "[*]", Qt's mark for unsaved content.
QString windowTitle(const QString& text);

} // namespace framescope::ui::style
