// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QLabel;
class QPoint;
class QWidget;

// What comes from outside is text, never markup: Qt guesses from a text's looks whether it is
// HTML, and what is taken for it can open files. Every label, tooltip and menu is made here.
// Invisible characters and those that change the direction of text are shown as escapes
// (present/visible_line.h).
namespace framescope::ui::style {

/// The text as markup that shows it as it is.
QString plainMarkup(const QString& text);

/// The same for a tooltip: in lines of a length that can be read, and no more of them than a
/// screen has room for.
QString toolTipMarkup(const QString& text);

/// As QToolTip::showText, of plain text.
void showToolTip(const QPoint& globalPosition, const QString& text, QWidget* widget,
                 const QRect& area = {}, int milliseconds = -1);
void hideToolTip();

/// A label whose text is never markup. `role` is one of the style sheet's; empty: none.
QLabel* plainLabel(const QString& text = {}, const char* role = "");

/// What a pane says in the middle of its room.
QLabel* messageLabel(const char* objectName);

/// For the text of a menu, a tab or a button: `&` is no mnemonic, all is on one line.
QString withoutMnemonic(const QString& text);

/// The same with at most so many characters.
QString menuText(const QString& text, qsizetype most);

/// For a window: "[*]" is no sign of what is not saved.
QString windowTitle(const QString& text);

} // namespace framescope::ui::style
