// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_dialogs.h"

#include "ui/settings/preferences_dialog.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/window/about_dialog.h"
#include "ui/window/help_dialog.h"

#include <utility>

namespace framescope::ui {

WindowDialogs::WindowDialogs(QWidget& window, Settings& settings, QString usualRecordings)
    : QObject(&window), window_(window), settings_(settings),
      usualRecordings_(std::move(usualRecordings))
{
}

bool WindowDialogs::run(ActionId id)
{
    return runAction({{ActionId::Help, [this] { showHelp(); }},
                      {ActionId::Preferences, [this] { askForPreferences(); }},
                      {ActionId::About, [this] { showAbout(); }}},
                     id);
}

void WindowDialogs::showHelp()
{
    if (!help_) {
        help_ = new HelpDialog(&window_);
        connect(help_, &HelpDialog::demoRequested, this, &WindowDialogs::demoRequested);
        connect(help_, &HelpDialog::filterHelpRequested, this, &WindowDialogs::filterHelpRequested);
    }
    help_->bringUp();
}

void WindowDialogs::askForPreferences()
{
    auto* dialog = new PreferencesDialog(settings_.preferences(), usualRecordings_, &window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        settings_.setPreferences(dialog->preferences());
        emit preferencesChanged();
    });
    style::openOnce(dialog);
}

void WindowDialogs::showAbout()
{
    auto* about = new AboutDialog(&window_);
    style::openOnce(about);
}

} // namespace framescope::ui
