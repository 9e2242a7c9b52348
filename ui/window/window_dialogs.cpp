// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_dialogs.h"

#include "ui/settings/preferences_dialog.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/close_codes_window.h"
#include "ui/widgets/help_window.h"
#include "ui/window/help_text.h"

#include <QIcon>
#include <QLabel>
#include <QScreen>
#include <QUrl>

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
                      {ActionId::CloseCodes, [this] { CloseCodesWindow::open(window_); }},
                      {ActionId::Preferences, [this] { askForPreferences(); }},
                      {ActionId::About, [this] { showAbout(); }}},
                     id);
}

void WindowDialogs::showHelp()
{
    if (!help_) {
        help_ = new HelpWindow("help", tr("Help and shortcuts"), 16, helpText, &window_);
        help_->resize(QSize(620, 620).boundedTo(help_->screen()->availableSize() - QSize(16, 48)));
        connect(help_, &HelpWindow::linkActivated, this, [this](const QUrl& url) {
            const auto wanted = url.path() == QLatin1String("filter")
                                    ? &WindowDialogs::filterHelpRequested
                                    : &WindowDialogs::demoRequested;
            emit(this->*wanted)();
        });
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
    auto* about = new QDialog(&window_);
    about->setWindowTitle(tr("About Framescope"));
    auto* picture = style::plainLabel();
    picture->setPixmap(QIcon(QStringLiteral(":/icons/framescope.svg")).pixmap(64, 64));
    picture->setAlignment(Qt::AlignCenter);
    auto* text = style::plainLabel(
        tr("<h3>Framescope %1</h3>"
           "<p>Records and inspects WebSocket connections, frame by frame.</p>"
           "<p>RFC 6455, RFC 7692. Built with Qt %2.</p>"
           "<p>Free software under the GNU General Public License,<br>"
           "version 3 or later. No warranty.</p>")
            .arg(QStringLiteral(FRAMESCOPE_VERSION), QString::fromLatin1(qVersion())));
    text->setTextFormat(Qt::RichText);
    text->setAlignment(Qt::AlignCenter);
    auto* buttons = style::dialogButtons(about, QDialogButtonBox::Close);
    auto* column = style::column(about, {32, 24, 32, 16}, 10);
    column->addWidget(picture);
    column->addWidget(text);
    column->addWidget(buttons);
    style::openOnce(about);
}

} // namespace framescope::ui
