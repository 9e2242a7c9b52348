// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QKeySequence>
#include <QMargins>

class QAbstractItemView;
class QDialog;
class QFormLayout;
class QLineEdit;
class QMenu;
class QProgressBar;
class QToolButton;

// Functions that build the parts of panes, strips and dialogs.
namespace framescope::ui::style {

/// The gap between widgets that the style chooses.
inline constexpr int UsualSpacing = -1;

/// A layout of `widget`; null: a layout to be added to another one.
QVBoxLayout* column(QWidget* widget, const QMargins& margins = {}, int spacing = 0);
QHBoxLayout* row(QWidget* widget, const QMargins& margins = {}, int spacing = 0);

/// A button that shows an icon; `what` is its tooltip and its accessible name.
QToolButton* iconButton(const char* objectName, const char* icon, const QString& what,
                        Ink ink = Ink::Text);

/// A field for the name of a file or folder, with a button that opens a dialog to choose one.
/// `title` is the title of the dialog.
QWidget* withBrowseButton(QLineEdit* field, const QString& title, const QString& toolTip,
                          QFileDialog::FileMode mode);

/// A progress bar without text, to be filled by showPart().
QProgressBar* progressBar(const QString& accessibleName);
/// Fills a progress bar to the fraction `done` of `whole`.
void showPart(QProgressBar* bar, quint64 done, quint64 whole);

/// Buttons that accept and reject the dialog.
QDialogButtonBox* dialogButtons(QDialog* dialog, QDialogButtonBox::StandardButtons buttons = {});
/// Puts the labels of a form beside the middle of their fields, which are as high as one line.
void centreLabels(QFormLayout& form);
/// Makes a dialog higher if its texts need that; wrapped ones would be cut.
void growToFit(QDialog& dialog);
/// Opens a dialog that is deleted when it is closed.
void openOnce(QDialog* dialog);
/// Makes a list of a dialog as high as its rows, at most `most` of them; further rows scroll. The
/// list has no preferred height of its own, so that no space stays empty.
void fitToRows(QAbstractItemView& list, int most);

/// A menu that is deleted when it is closed.
QMenu* menuFor(QWidget* widget, const char* objectName = "");

/// Adds an action to a widget. Its keys work while the widget has the focus.
template <typename Receiver, typename Run>
QAction* addCommand(QWidget* widget, const char* objectName, const QString& text,
                    const QKeySequence& keys, Receiver* receiver, Run run)
{
    auto* action = new QAction(text, widget);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(action, &QAction::triggered, receiver, run);
    widget->addAction(action);
    return action;
}
/// Adds a line between the actions of a widget.
void addSeparator(QWidget* widget);

} // namespace framescope::ui::style
