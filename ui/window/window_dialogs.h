// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/actions.h"

#include <QObject>
#include <QString>

class QWidget;

namespace framescope::ui {

class HelpWindow;
class Settings;

/// The dialogs of the window that belong to none of its pages: help, close codes,
/// preferences, about.
class WindowDialogs : public QObject
{
    Q_OBJECT

public:
    /// `usualRecordings`: the default folder for recordings. `window` and `settings` must outlive
    /// this object.
    WindowDialogs(QWidget& window, Settings& settings, QString usualRecordings);

    /// Opens the dialog of an action; false if it has none.
    bool run(ActionId id);

signals:
    void preferencesChanged();
    void demoRequested();
    void filterHelpRequested();

private:
    void showHelp();
    void askForPreferences();
    void showAbout();

    QWidget& window_;
    Settings& settings_;
    QString usualRecordings_;
    HelpWindow* help_ = nullptr; ///< stays open beside the window
};

} // namespace framescope::ui
