// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/connection_control.h"

#include "base/text/qt_string.h"
#include "collection/resolving.h"
#include "connection/address_input.h"
#include "timeline/diagnosis/diagnosis.h"
#include "timeline/index/event_record.h"
#include "ui/collection/cookie_jars.h"
#include "ui/collection/variables.h"
#include "ui/composer/close_dialog.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/connect_options_dialog.h"
#include "ui/connect/options/options_summary.h"
#include "ui/document/document.h"
#include "ui/page/behaviour_control.h"
#include "ui/page/connection_exchange.h"
#include "ui/page/session_reports.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace framescope::ui {

using session::Session;

namespace {

/// Gives the times that are those of `usual` the values that they have in `other`.
void exchangeTimes(connection::ConnectionOptions& options,
                   const connection::ConnectionOptions& usual,
                   const connection::ConnectionOptions& other)
{
    using connection::ConnectionOptions;
    for (const auto time : {&ConnectionOptions::connectTimeout, &ConnectionOptions::upgradeTimeout,
                            &ConnectionOptions::closeTimeout}) {
        if (options.*time == usual.*time) {
            options.*time = other.*time;
        }
    }
}

} // namespace

ConnectionControl::ConnectionControl(const Parts& parts, QWidget& page)
    : QObject(&page), parts_(parts), page_(page),
      exchange_(new ConnectionExchange(chosen_, parts.addressBar, parts.notifications, this)),
      behaviours_(
          new BehaviourControl(chosen_.options.behaviours, parts.document, parts.addressBar, page)),
      ownJar_(std::make_shared<connection::CookieJar>())
{
    AddressBar* bar = &parts_.addressBar;
    connect(bar, &AddressBar::connectRequested, this, &ConnectionControl::connectByHand);
    connect(bar, &AddressBar::closeRequested, this, &ConnectionControl::disconnectNormally);
    connect(bar, &AddressBar::closeWithCodeRequested, this, &ConnectionControl::askForClose);
    connect(bar, &AddressBar::abortRequested, this, &ConnectionControl::dropConnection);
    connect(bar, &AddressBar::optionsRequested, this, &ConnectionControl::askForOptions);
    connect(bar, &AddressBar::corrected, this,
            [this] { parts_.notifications.resolve(Notification::Topic::Connecting); });
    connect(&parts_.document, &Document::stateChanged, this, &ConnectionControl::takeState);
    connect(&parts_.document, &Document::certificateRejected, this,
            &ConnectionControl::offerToConnectAnyway);
    connect(exchange_, &ConnectionExchange::filled, behaviours_, &BehaviourControl::adopt);
    connect(behaviours_, &BehaviourControl::cutting, this, &ConnectionControl::expectOwnEnd);
    connect(behaviours_, &BehaviourControl::refused, this,
            [this](const Error& error) { report(tl::unexpected(error)); });
    bar->setHistory(parts_.settings.recent(Recent::Addresses));
    takePreferences();
}

void ConnectionControl::setVariables(Variables& variables)
{
    variables_ = &variables;
    exchange_->setVariables(variables, [this] { return asSaved(); });
}

void ConnectionControl::connectToAddress()
{
    AddressBar& bar = parts_.addressBar;
    const QString typed = bar.address();
    if (exchange_->take(typed)) {
        return; // so that one sees what was taken before it is sent
    }
    takePreferences();
    if (const auto written = asSaved(); variables_ && collection::hasTemplates(written)) {
        resolveAndConnect(written);
        return;
    }
    const auto address = connection::addressFromInput(typed);
    if (!address) {
        tellBadAddress(address.error());
        bar.select(address.error().at, address.error().length);
        return;
    }
    connection::ConnectionOptions& options = chosen_.options;
    if (options.url.host() != address->url.host() || options.url.port() != address->url.port()) {
        options.tls.acceptedCertificate.clear();
    }
    options.url = address->url;
    options.resource = address->resource;
    connectWithJar(options);
}

void ConnectionControl::accept(const QUrl& url, const QByteArray& certificate)
{
    chosen_.options.url = url;
    chosen_.options.tls.acceptedCertificate = certificate;
}

/// Connects with the values that the variables have now; the tab keeps what was written.
void ConnectionControl::resolveAndConnect(const collection::SavedConnection& written)
{
    variables_->resolve(written, &page_, tr("Con&nect"),
                        [this](const Result<connection::ConnectionOptions>& options) {
                            if (parts_.document.isConnected()) {
                                return; // another attempt came first
                            }
                            if (options) {
                                connectWithJar(*options);
                            } else {
                                tellBadAddress(options.error());
                            }
                        });
}

void ConnectionControl::resolve(const QString& purpose,
                                std::function<void(const connection::ConnectionOptions&)> then)
{
    takePreferences();
    variables_->resolve(
        asSaved(), &page_, purpose,
        [this, then = std::move(then)](const Result<connection::ConnectionOptions>& resolved) {
            if (!resolved) {
                tellBadAddress(resolved.error());
                return;
            }
            withJar([options = *resolved, then](const CookieJars::Jar& jar) mutable {
                options.cookieJar = jar;
                then(options);
            });
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

/// Calls back, also at once, with the jar of the connection.
void ConnectionControl::withJar(
    std::function<void(const std::shared_ptr<connection::CookieJar>&)> then)
{
    if (!origin_ || !jars_) {
        then(ownJar_);
        return;
    }
    jars_->open(origin_->path, origin_->saved.name,
                [self = QPointer(this), then = std::move(then)](const CookieJars::Jar& jar) {
                    if (self) {
                        then(jar);
                    }
                });
}

void ConnectionControl::connectWithJar(connection::ConnectionOptions options)
{
    withJar([this, options = std::move(options)](const CookieJars::Jar& jar) mutable {
        if (parts_.document.isConnected()) {
            return; // another attempt came first
        }
        options.cookieJar = jar;
        connectTo(options);
    });
}

void ConnectionControl::connectTo(const connection::ConnectionOptions& options)
{
    parts_.notifications.dismiss();
    parts_.addressBar.setInvalid({});
    certificateReported_ = false;
    endsOnPurposeAt_.reset();
    const auto opened = parts_.document.connectTo(options);
    if (!opened) {
        reportRefusal(opened.error());
        return;
    }
    parts_.settings.remember(Recent::Addresses, parts_.addressBar.address().trimmed());
    parts_.addressBar.setHistory(parts_.settings.recent(Recent::Addresses));
    parts_.addressBar.setOptionsChosen(!changesFrom(chosen_.usual, chosen_.options).isEmpty());
    parts_.view.setFollowing(parts_.settings.preferences().follow);
    parts_.composer.setSession(parts_.document.session());
    emit began();
    parts_.view.setFocus(Qt::ShortcutFocusReason);
}

/// Times that were not chosen for this connection follow the preferences.
void ConnectionControl::takePreferences()
{
    const Preferences preferred = parts_.settings.preferences();
    connection::ConnectionOptions usual = chosen_.usual;
    usual.connectTimeout = preferred.connectTimeout;
    usual.upgradeTimeout = preferred.upgradeTimeout;
    usual.closeTimeout = preferred.closeTimeout;
    exchangeTimes(chosen_.options, chosen_.usual, usual);
    chosen_.usual = usual;
}

/// The times that a file leaves out are those of the preferences.
void ConnectionControl::takeSaved(const SavedOrigin& origin)
{
    origin_ = origin;
    chosen_.options = origin.saved.options;
    exchangeTimes(chosen_.options, {}, chosen_.usual);
    messages_ = origin.saved.messages;
    parts_.addressBar.setAddress(origin.saved.address);
    parts_.addressBar.setOptionsChosen(!changesFrom(chosen_.usual, chosen_.options).isEmpty());
    behaviours_->adopt();
    parts_.notifications.resolve(Notification::Topic::Collection);
    emit savedChanged();
}

void ConnectionControl::follow(const QString& path, const QString& name)
{
    if (!origin_) {
        return;
    }
    withJar([this, path, name](const CookieJars::Jar& before) {
        origin_->path = path;
        origin_->saved.name = name;
        origin_->saved.folder = QFileInfo(path).path();
        bringCookies(before);
        emit savedChanged();
    });
}

void ConnectionControl::takeOrigin(const SavedOrigin& origin)
{
    withJar([this, origin](const CookieJars::Jar& before) {
        takeSaved(origin);
        bringCookies(before);
    });
}

void ConnectionControl::bringCookies(const CookieJars::Jar& before)
{
    withJar([this, before](const CookieJars::Jar& now) {
        now->put(before->all());
        keepCookies();
    });
}

void ConnectionControl::keepMessage(const collection::SavedMessage& message)
{
    const auto known = std::ranges::find(messages_, message.name, &collection::SavedMessage::name);
    if (known == messages_.end()) {
        messages_.push_back(message);
    } else {
        *known = message;
    }
    emit savedChanged();
}

collection::SavedConnection ConnectionControl::asSaved() const
{
    collection::SavedConnection saved = origin_ ? origin_->saved : collection::SavedConnection();
    saved.address = parts_.addressBar.address().trimmed();
    saved.options = chosen_.options;
    saved.messages = messages_;
    exchangeTimes(saved.options, chosen_.usual, {});
    return saved;
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
        const Session::State state = parts_.document.state();
        if (state == Session::State::Connecting || state == Session::State::Waiting) {
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
    showOptions({});
}

void ConnectionControl::showOptions(const Error& mistake)
{
    takePreferences();
    connection::ConnectionOptions shown = chosen_.options;
    if (const auto address = connection::addressFromInput(parts_.addressBar.address())) {
        shown.url = address->url;
        shown.resource = address->resource;
    }
    withJar([this, shown, mistake](const CookieJars::Jar& jar) mutable {
        shown.cookieJar = jar;
        openDialog(std::move(shown), mistake);
    });
}

void ConnectionControl::openDialog(connection::ConnectionOptions shown, const Error& mistake)
{
    auto* dialog = new ConnectOptionsDialog(shown, chosen_.usual, &page_);
    if (!mistake.what.empty()) {
        dialog->showMistake(mistake);
    }
    if (!origin_ || !jars_) {
        dialog->setCookieNote(tr("Kept as long as the tab: the connection is not saved."));
    } else if (!jars_->areLasting()) {
        dialog->setCookieNote(tr("Kept until the program ends: there is no key ring."));
    }
    const auto tellState = [this, dialog] { dialog->setConnected(parts_.document.isConnected()); };
    connect(&parts_.document, &Document::stateChanged, dialog, tellState);
    tellState();
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const bool sameHost = chosen_.options.url.host() == dialog->options().url.host();
        chosen_.options = dialog->options();
        chosen_.options.cookieJar.reset();
        keepCookies();
        parts_.addressBar.setOptionsChosen(dialog->hasChoices());
        if (!sameHost) {
            chosen_.options.tls.acceptedCertificate.clear();
        }
        behaviours_->adopt();
    });
    style::openOnce(dialog);
}

void ConnectionControl::showBehaviours()
{
    behaviours_->showDialog();
}

/// Says why no connection can be made, and leads to the option where that is the matter.
void ConnectionControl::reportRefusal(const Error& error)
{
    Notification told = refusalReport(error);
    told.topic = Notification::Topic::Connecting;
    if (!error.where.empty()) {
        told.actions.push_back({tr("Connect options…"), [this, error] { showOptions(error); }});
    }
    parts_.notifications.show(told);
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
    keepCookies();
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

/// Stores what the server set and the user removed.
void ConnectionControl::keepCookies()
{
    if (origin_ && jars_) {
        jars_->keep(origin_->path, origin_->saved.name);
    }
}

void ConnectionControl::reportEnd()
{
    const Document& document = parts_.document;
    if (!document.timeline() || !document.session()) {
        return;
    }
    std::vector<Notification> reports;
    const timeline::Timeline& timeline = *document.timeline();
    const auto error = timeline::firstError(timeline, document.session()->connection());
    const bool isReported = error && (!endsOnPurposeAt_ || *error < *endsOnPurposeAt_);
    const auto info = document.connection();
    const bool opened = info && info->openAt;
    const auto cancelled = document.session()->cancelledSending();
    if (isReported && cancelled && cancelled->oneFrame) {
        reports.push_back(
            cancelledReport(cancelled->sent, cancelled->size, [this] { connectToAddress(); }));
    } else if (isReported && info && !certificateReported_) {
        reports.push_back(endReport(timeline::currentDetail(timeline, *error), *info,
                                    document.options().url.host(), [this] { connectToAddress(); }));
        reports.back().actions.push_back({tr("How it ended"), [this, connection = info->id] {
                                              emit endingRequested(connection);
                                          }});
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
    const auto info = parts_.document.connection();
    const auto diagnosis = info ? timeline::diagnose(*info) : std::nullopt;
    const QString advice = diagnosis ? toQString(diagnosis->advice) : QString();
    const auto connectAnyway = [this, fingerprint = failure.fingerprint] {
        chosen_.options.tls.acceptedCertificate = fingerprint;
        connectToAddress();
    };
    parts_.notifications.show(certificateReport(failure, advice, connectAnyway));
}

void ConnectionControl::report(const Result<void>& result)
{
    if (!result) {
        parts_.notifications.show(refusalReport(result.error()));
    }
}

} // namespace framescope::ui
