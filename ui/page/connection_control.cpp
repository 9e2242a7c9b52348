// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/connection_control.h"

#include "connection/address_input.h"
#include "timeline/index/event_record.h"
#include "ui/collection/variables.h"
#include "ui/composer/close_dialog.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/connect_options_dialog.h"
#include "ui/document/document.h"
#include "ui/page/session_reports.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <utility>

namespace framescope::ui {

using session::Session;

ConnectionControl::ConnectionControl(const Parts& parts, QWidget& page)
    : QObject(&page), parts_(parts), page_(page)
{
    AddressBar* bar = &parts_.addressBar;
    connect(bar, &AddressBar::connectRequested, this, &ConnectionControl::connectByHand);
    connect(bar, &AddressBar::closeRequested, this, &ConnectionControl::disconnectNormally);
    connect(bar, &AddressBar::closeWithCodeRequested, this, &ConnectionControl::askForClose);
    connect(bar, &AddressBar::abortRequested, this, &ConnectionControl::dropConnection);
    connect(bar, &AddressBar::optionsRequested, this, &ConnectionControl::askForOptions);
    connect(&parts_.document, &Document::stateChanged, this, &ConnectionControl::takeState);
    connect(&parts_.document, &Document::certificateRejected, this,
            &ConnectionControl::offerToConnectAnyway);
    bar->setHistory(parts_.settings.recent(Recent::Addresses));
}

void ConnectionControl::connectToAddress()
{
    AddressBar& bar = parts_.addressBar;
    const QString typed = bar.address();
    takePreferences();
    if (const auto written = asSaved(); variables_ && Variables::areUsedIn(written)) {
        resolveAndConnect(written);
        return;
    }
    const auto address = connection::addressFromInput(typed);
    if (!address) {
        tellBadAddress(address.error());
        bar.select(address.error().at, address.error().length);
        return;
    }
    if (options_.url.host() != address->url.host() || options_.url.port() != address->url.port()) {
        options_.tls.acceptedCertificate.clear();
    }
    options_.url = address->url;
    options_.resource = address->resource;
    connectTo(options_);
}

/// Connects with the values that the variables have now; the tab keeps what was written.
void ConnectionControl::resolveAndConnect(const collection::SavedConnection& written)
{
    variables_->resolve(written, &page_,
                        [this](const Result<connection::ConnectionOptions>& options) {
                            if (parts_.document.isConnected()) {
                                return; // another attempt came first
                            }
                            if (options) {
                                connectTo(*options);
                            } else {
                                tellBadAddress(options.error());
                            }
                        });
}

void ConnectionControl::tellBadAddress(const Error& error)
{
    const QString message = errorText(error);
    parts_.addressBar.setInvalid(message);
    parts_.notifications.show(Notification::of(Notification::Kind::Error,
                                               tr("This address can't be used"), {message},
                                               Notification::Topic::Connecting));
    parts_.addressBar.focusAddress();
}

/// Times that the connection does not choose are those of the preferences.
void ConnectionControl::takePreferences()
{
    const connection::ConnectionOptions usual;
    const Preferences chosen = parts_.settings.preferences();
    const auto saved = origin_ ? origin_->saved.options : usual;
    const auto time = [](auto saved, auto usual, std::chrono::milliseconds preferred) {
        return saved == usual ? preferred : saved;
    };
    options_.connectTimeout =
        time(saved.connectTimeout, usual.connectTimeout, chosen.connectTimeout);
    options_.upgradeTimeout =
        time(saved.upgradeTimeout, usual.upgradeTimeout, chosen.upgradeTimeout);
    options_.closeTimeout = time(saved.closeTimeout, usual.closeTimeout, chosen.closeTimeout);
}

void ConnectionControl::connectTo(const connection::ConnectionOptions& options)
{
    parts_.notifications.dismiss();
    certificateReported_ = false;
    endsOnPurposeAt_.reset();
    const auto opened = parts_.document.connectTo(options);
    report(opened);
    if (opened) {
        parts_.settings.remember(Recent::Addresses, parts_.addressBar.address().trimmed());
        parts_.addressBar.setHistory(parts_.settings.recent(Recent::Addresses));
        parts_.view.setFollowing(parts_.settings.preferences().follow);
        parts_.composer.setSession(parts_.document.session());
        emit began();
        parts_.view.setFocus(Qt::ShortcutFocusReason);
    }
}

void ConnectionControl::takeSaved(const SavedOrigin& origin)
{
    origin_ = origin;
    newMessages_.clear();
    options_ = origin.saved.options;
    parts_.addressBar.setAddress(origin.saved.address);
    parts_.addressBar.setOptionsChosen(!isSame({{}, {}, {}, {}}, {{}, {}, options_, {}}));
    emit named();
}

collection::SavedConnection ConnectionControl::asSaved() const
{
    collection::SavedConnection saved = origin_ ? origin_->saved : collection::SavedConnection();
    const connection::ConnectionOptions usual = saved.options;
    saved.address = parts_.addressBar.address().trimmed();
    saved.options = options_;
    // These come from the preferences, see takePreferences().
    saved.options.connectTimeout = usual.connectTimeout;
    saved.options.upgradeTimeout = usual.upgradeTimeout;
    saved.options.closeTimeout = usual.closeTimeout;
    for (const collection::SavedMessage& message : newMessages_) {
        std::erase_if(saved.messages, [&](const auto& old) { return old.name == message.name; });
        saved.messages.push_back(message);
    }
    return saved;
}

void ConnectionControl::keepMessage(const collection::SavedMessage& message)
{
    newMessages_.push_back(message);
}

/// Connects for the user: the composer gets the focus when the connection is open.
void ConnectionControl::connectByHand()
{
    connectToAddress();
    composerWanted_ = parts_.document.state() == Session::State::Connecting;
}

void ConnectionControl::disconnectNormally()
{
    if (Session* session = parts_.document.session()) {
        if (parts_.document.state() == Session::State::Connecting) {
            expectOwnEnd(); // cancels connecting
        }
        report(session->close(1000));
    }
}

/// Errors from now on are not reported, as they result from what the user did.
void ConnectionControl::expectOwnEnd()
{
    if (!endsOnPurposeAt_) {
        endsOnPurposeAt_ = EventId{static_cast<std::uint32_t>(parts_.document.timeline()->size())};
    }
}

void ConnectionControl::askForClose()
{
    if (parts_.document.state() != Session::State::Open) {
        return;
    }
    auto* dialog = new CloseDialog(&page_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (Session* session = parts_.document.session()) {
            report(session->send(dialog->closeFrame()));
        }
    });
    style::openOnce(dialog);
}

void ConnectionControl::dropConnection()
{
    if (Session* session = parts_.document.session()) {
        expectOwnEnd();
        session->abort();
    }
}

void ConnectionControl::askForOptions()
{
    auto* dialog = new ConnectOptionsDialog(options_, &page_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        options_ = dialog->options();
        parts_.addressBar.setOptionsChosen(dialog->hasChoices());
    });
    style::openOnce(dialog);
}

void ConnectionControl::sendText(const QString& text)
{
    if (Session* session = parts_.document.session()) {
        report(session->send(message::Text{text}));
    }
}

void ConnectionControl::takeState()
{
    const Session::State state = parts_.document.state();
    parts_.addressBar.setState(state);
    if (state == Session::State::Closed) {
        reportEnd();
    } else if (state == Session::State::Open) {
        parts_.notifications.resolve(Notification::Topic::Connecting);
        // Unless the focus was moved in the meantime.
        if (std::exchange(composerWanted_, false) && parts_.view.hasFocus() &&
            parts_.composer.isVisible()) {
            parts_.composer.setFocus(Qt::ShortcutFocusReason);
        }
    }
}

void ConnectionControl::reportEnd()
{
    const Document& document = parts_.document;
    if (!document.timeline() || !document.session() || certificateReported_) {
        return;
    }
    std::vector<Notification> reports;
    const timeline::Timeline& timeline = *document.timeline();
    const auto error = timeline::firstError(timeline, document.session()->connection());
    const bool isReported = error && (!endsOnPurposeAt_ || *error < *endsOnPurposeAt_);
    const auto info = document.connection();
    const bool opened = info && info->openAt;
    if (isReported && info) {
        reports.push_back(endReport(timeline::currentDetail(timeline, *error), *info,
                                    document.options().url.host(), [this] { connectToAddress(); }));
    }
    if (const qsizetype count = parts_.composer.keepUnsent(); count > 0) {
        reports.push_back(unsentReport(count, [this] {
            parts_.composer.bringBack();
            parts_.composer.setFocus(Qt::ShortcutFocusReason);
        }));
    }
    if (!reports.empty()) {
        parts_.notifications.show(joined(reports));
    }
    if (isReported && !opened) {
        emit failed(*error);
        if (std::exchange(composerWanted_, false) && parts_.view.hasFocus()) {
            parts_.addressBar.focusAddress(); // so that the user can correct it
        }
    }
}

void ConnectionControl::offerToConnectAnyway(const connection::CertificateFailure& failure)
{
    certificateReported_ = true;
    parts_.notifications.show(certificateReport(failure, [this, fingerprint = failure.fingerprint] {
        options_.tls.acceptedCertificate = fingerprint;
        connectToAddress();
    }));
}

void ConnectionControl::report(const Result<void>& result)
{
    if (!result) {
        parts_.notifications.show(refusalReport(result.error()));
    }
}

} // namespace framescope::ui
