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

/// The same for a tooltip, wrapped to readable lines and cut to what fits on a screen. The tooltips
/// of widgets and models are plain text: PlainTextGuard makes this of them when they are shown.
QString toolTipMarkup(const QString& text);

/// Like QToolTip::showText, for plain text.
void showToolTip(const QPoint& globalPosition, const QString& text, QWidget* widget,
                 const QRect& area = {}, int milliseconds = -1);
void hideToolTip();

/// A label whose text is never markup. `role` is one of the style sheet's; empty: none.
QLabel* plainLabel(const QString& text = {}, const char* role = "");

/// The same with line wrapping.
QLabel* wrappedLabel(const QString& text = {}, const char* role = "");

/// A label for a message in the middle of a pane.
QLabel* messageLabel(const char* objectName);

/// The text for a menu, tab or button: escapes `&` and joins lines.
QString withoutMnemonic(const QString& text);

/// The same with at most `most` characters.
QString menuText(const QString& text, qsizetype most);

/// The text for a window title: escapes "[*]", Qt's mark for unsaved content.
QString windowTitle(const QString& text);

} // namespace framescope::ui::style
