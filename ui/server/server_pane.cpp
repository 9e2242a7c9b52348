// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/server_pane.h"

#include "base/file/replacement_file.h"
#include "base/text/qt_string.h"
#include "connection/address_input.h"
#include "ui/collection/variables.h"
#include "ui/document/document.h"
#include "ui/server/client_pane.h"
#include "ui/server/served_recording.h"
#include "ui/server/server_form.h"
#include "ui/server/server_play.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSslCertificate>
#include <QToolButton>
#include <QUrl>

#include <utility>

namespace framescope::ui {

namespace {

constexpr std::size_t MostClients = 10'000;
const QString ServerChoices = QStringLiteral("server");

/// The values of the environment that is chosen.
std::map<QString, QString> valuesOf(const Variables& variables)
{
    std::map<QString, QString> values;
    for (const collection::Variable& variable : variables.environment().variables) {
        values[variable.name] = variable.value;
    }
    return values;
}

} // namespace

ServerPane::ServerPane(Document& document, const Variables& variables, Settings& settings,
                       QWidget* parent)
    : TaskPane(parent), document_(document), variables_(variables), settings_(settings),
      form_(new ServerForm), summary_(new ElidedLabel("serverSummary")), start_(new QPushButton),
      message_(style::wrappedLabel()), clients_(new ClientPane)
{
    form_->setChoices(settings_.choices(ServerChoices));
    setObjectName(QStringLiteral("serverPane"));
    start_->setObjectName(QStringLiteral("serverStart"));
    message_->setObjectName(QStringLiteral("serverMessage"));
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    message_->hide();
    addressRow_ = addressRow();
    auto* begin = style::row(nullptr, {}, 8);
    begin->addWidget(start_);
    begin->addWidget(summary_, 1);
    auto* column = style::column(this, {12, 10, 12, 10}, 8);
    column->addWidget(form_);
    column->addLayout(begin);
    column->addWidget(message_);
    column->addWidget(addressRow_);
    column->addWidget(clients_, 1);
    column->addStretch(0); // what is above stays at the top while there are no clients
    setFocusProxy(form_);

    connect(start_, &QPushButton::clicked, this, [this] { canStop() ? stop() : start(); });
    connect(clients_, &ClientPane::connectionChosen, this, &ServerPane::connectionChosen);
    connect(clients_, &ClientPane::changed, this, &TaskPane::changed);
    connect(form_, &ServerForm::edited, this, [this] {
        failed_ = false;
        say({}, false);
        refresh();
    });
    refresh();
}

QWidget* ServerPane::addressRow()
{
    auto* holder = new QWidget;
    address_ = style::plainLabel();
    address_->setObjectName(QStringLiteral("serverUrl"));
    address_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = style::iconButton("serverCopyUrl", "copy", tr("Copy the address"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(address()); });
    connect_ = new QPushButton(tr("Connect a ta&b"));
    connect_->setObjectName(QStringLiteral("serverConnect"));
    connect_->setToolTip(tr("Open a tab that is connected to this server"));
    targetMenu_ = new QMenu(connect_);
    connect(connect_, &QPushButton::clicked, this, [this] {
        if (targets_.size() <= 1) {
            emit connectRequested(address(), fingerprint(), !targets_.isEmpty());
        }
    });
    auto* row = style::row(holder, {}, 6);
    row->addWidget(address_);
    row->addWidget(copy);
    row->addWidget(certificateButton());
    row->addStretch(1);
    row->addWidget(connect_);
    return holder;
}

/// With the path, where it is the only one.
QString ServerPane::address() const
{
    return targets_.size() == 1 && targets_.first() != QLatin1String("/") ? url_ + targets_.first()
                                                                          : url_;
}

QByteArray ServerPane::fingerprint() const
{
    return certificate_.empty() ? QByteArray()
                                : QSslCertificate(QByteArray::fromStdString(certificate_))
                                      .digest(QCryptographicHash::Sha256);
}

connection::ConnectionOptions ServerPane::servedOptions() const
{
    connection::ConnectionOptions options;
    if (const auto address = connection::addressFromInput(url_ + targets_.value(0))) {
        options.url = address->url;
        options.resource = address->resource;
    }
    options.tls.acceptedCertificate = fingerprint();
    return options;
}

/// Offers the paths that are played in a menu, where there are several.
void ServerPane::offerTargets()
{
    targetMenu_->clear();
    for (const QString& target : targets_) {
        targetMenu_->addAction(style::withoutMnemonic(target), this, [this, target] {
            emit connectRequested(url_ + target, fingerprint(), true);
        });
    }
    connect_->setMenu(targets_.size() > 1 ? targetMenu_ : nullptr);
}

QWidget* ServerPane::certificateButton()
{
    certificateMenu_ =
        style::iconButton("serverCertificate", "lock", tr("The certificate, for clients to trust"));
    auto* menu = new QMenu(certificateMenu_);
    menu->addAction(tr("&Copy the certificate"), this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(certificate_));
    });
    menu->addAction(tr("&Save the certificate…"), this, [this] {
        auto* dialog = new QFileDialog(window(), tr("Save the certificate"), {},
                                       tr("Certificates (*.pem *.crt)"));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("pem"));
        connect(dialog, &QFileDialog::fileSelected, this, &ServerPane::saveCertificate);
        style::openOnce(dialog);
    });
    certificateMenu_->setMenu(menu);
    certificateMenu_->setPopupMode(QToolButton::InstantPopup);
    return certificateMenu_;
}

void ServerPane::play(const QString& file, const std::map<QString, QString>& values)
{
    form_->setScenario(file);
    given_ = values;
    again_ = true;
    stop();
    refresh();
}

bool ServerPane::isOf(const QString& file) const
{
    return form_->files() == QStringList{file};
}

QString ServerPane::title() const
{
    return url_.isEmpty() ? tr("Server") : tr("Server :%1").arg(QUrl(url_).port());
}

QString ServerPane::place() const
{
    return url_.isEmpty() ? tr("Server") : url_;
}

StateLook ServerPane::look() const
{
    using present::Tone;
    if (preparing_.isRunning()) {
        return {tr("starting"), QStringLiteral("clock"), Tone::Warning, {}};
    }
    switch (recording_ ? recording_->state() : ServedRecording::State::Stopped) {
    case ServedRecording::State::Starting:
        return {tr("starting"), QStringLiteral("clock"), Tone::Warning, {}};
    case ServedRecording::State::Listening:
        return {tr("listening"), QStringLiteral("check"), Tone::Good, {}};
    case ServedRecording::State::Stopping:
        return {tr("stopping"), QStringLiteral("clock"), Tone::Warning, {}};
    case ServedRecording::State::Stopped:
        break;
    }
    return failed_ ? StateLook{tr("not started"), QStringLiteral("error"), Tone::Bad, {}}
                   : StateLook{tr("stopped"), QStringLiteral("dot"), Tone::LifeCycle, {}};
}

QString ServerPane::note() const
{
    return recording_ && recording_->isGrowing() ? clients_->summary() : QString();
}

bool ServerPane::canStart() const
{
    return !preparing_.isRunning() && (!recording_ || !recording_->isGrowing());
}

bool ServerPane::canStop() const
{
    return preparing_.isRunning() ||
           (recording_ && (recording_->state() == ServedRecording::State::Starting ||
                           recording_->state() == ServedRecording::State::Listening));
}

void ServerPane::start()
{
    if (!canStart()) {
        return;
    }
    failed_ = false;
    if (const auto request = form_->request()) {
        settings_.setChoices(ServerChoices, form_->choices());
        prepare(*request);
    } else {
        fail(request.error());
    }
}

/// Files are read beside the window, as a recording may be large.
void ServerPane::prepare(const ServerRequest& request)
{
    say({}, false);
    std::map<QString, QString> values = given_;
    values.merge(valuesOf(variables_));
    preparing_.run(
        [request, values](work::Run& run) { return ServerPlay::make(request, values, run.stop()); },
        [this, request](const Result<std::shared_ptr<ServerPlay>>& play) {
            if (play) {
                serve(request, *play);
            } else {
                fail(play.error());
            }
        });
    refresh();
}

void ServerPane::serve(const ServerRequest& request, const std::shared_ptr<ServerPlay>& play)
{
    scenario::Server::Options options{.port = request.port,
                                      .tls = request.tls,
                                      .address = QHostAddress(request.address),
                                      .mostConnections = MostClients};
    certificate_.clear();
    if (request.tls) {
        const auto made = scenario::makeCertificate();
        if (!made) {
            fail(made.error());
            return;
        }
        options.certificate = *made;
        certificate_ = made->certificate;
    }
    if (const auto recorded = makeRecording(); !recorded) {
        fail(recorded.error());
        return;
    }
    if (const auto remarks = play->remarks(); !remarks.empty()) {
        QStringList lines{request.plays == ServerRequest::Plays::Contract
                              ? tr("Not all of the contract is played or checked:")
                              : tr("Not all files of the folder are played:")};
        for (const std::string& remark : remarks) {
            lines += toQString(remark);
        }
        say(lines.join(QLatin1Char('\n')), false);
    }
    targets_.clear();
    for (const std::string& target : play->targets()) {
        targets_ += toQString(target);
    }
    offerTargets();
    clients_->setPlay(play);
    recording_->serve(play, options);
    if (request.plays == ServerRequest::Plays::Contract && request.side == contract::Side::Server) {
        emit contractPlayed(request.files.value(0));
    }
}

/// The first start makes the recording, which the document owns and later ones go on with.
Result<void> ServerPane::makeRecording()
{
    if (recording_) {
        return {};
    }
    return document_.newRecording().and_then(&ServedRecording::create).map([this](auto recording) {
        recording_ = recording.get();
        connect(recording_, &ServedRecording::listening, this, [this](const QString& url) {
            url_ = url;
            refresh();
        });
        connect(recording_, &ServedRecording::refused, this, &ServerPane::fail);
        connect(recording_, &ServedRecording::changed, this, &ServerPane::refresh);
        document_.watch(std::move(recording));
    });
}

void ServerPane::stop()
{
    if (preparing_.isRunning()) {
        preparing_.cancel();
        refresh();
    } else if (recording_) {
        clients_->showAll(); // the filter for one client would hide those of the next start
        recording_->stop();
    }
}

void ServerPane::fail(const Error& error)
{
    failed_ = true;
    say(errorText(error), true);
    refresh();
}

void ServerPane::say(const QString& text, bool isBad)
{
    style::restyle(*message_, "role", isBad ? QStringLiteral("bad") : QStringLiteral("muted"));
    message_->setText(text);
    message_->setVisible(!text.isEmpty());
}

void ServerPane::saveCertificate(const QString& path)
{
    saving_.run(
        [path, certificate = certificate_](work::Run& /*run*/) {
            return ReplacementFile::create(QFile::encodeName(path).toStdString())
                .and_then([&certificate](ReplacementFile file) {
                    return file.write(asBytes(certificate)).and_then([&] { return file.commit(); });
                });
        },
        [this, path](const Result<void>& saved) {
            saved ? say(tr("The certificate was saved as %1.").arg(path), false)
                  : say(errorText(saved.error()), true);
        });
}

void ServerPane::refresh()
{
    const bool listens = recording_ && recording_->state() == ServedRecording::State::Listening;
    if (!listens) {
        url_.clear();
    }
    if (recording_ && !recording_->isGrowing()) {
        clients_->settle();
    }
    form_->setVisible(canStart());
    summary_->setVisible(!canStart());
    summary_->setLine(tr("plays %1").arg(form_->summary()));
    start_->setText(canStop() ? tr("Stop") : tr("Start"));
    style::setButtonIcon(start_, canStop() ? QStringLiteral("stop") : QStringLiteral("connect"),
                         canStop() ? style::Ink::Text : style::Ink::OnAccent);
    style::restyle(*start_, "primary", !canStop());
    start_->setEnabled(canStart() || canStop());
    addressRow_->setVisible(listens);
    address_->setText(address());
    certificateMenu_->setVisible(!certificate_.empty());
    clients_->setVisible(recording_ != nullptr);
    emit changed();
    if (again_ && canStart()) {
        again_ = false;
        start();
    }
}

} // namespace framescope::ui
