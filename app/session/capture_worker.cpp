// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/capture_worker.h"

#include "session/connection_record.h"

#include <QTcpSocket>

#include <utility>

namespace framescope::session {

CaptureWorker::CaptureWorker(std::unique_ptr<timeline::LiveCapture> live, bool alone)
    : live_(std::move(live)), alone_(alone)
{
    // Later, since the bytes that were recorded just now are decoded after this. A queued call
    // would wake the event loop, by two calls of the system.
    news_.setSingleShot(true);
    connect(&news_, &QTimer::timeout, this, &CaptureWorker::tellNews);
    live_->setListener([this] {
        if (!news_.isActive()) {
            news_.start();
        }
    });
}

CaptureWorker::~CaptureWorker() = default;

void CaptureWorker::open(const Opening& opening)
{
    connection::Target target = opening.target;
    if (!opening.isRedirect) {
        redirects_ = Redirects();
        target = redirects_.begin(std::move(target));
    }
    auto record = std::make_unique<ConnectionRecord>(*live_, target, [this](const Error& error) {
        emit recordingFailed(QString::fromStdString(error.message()));
    });
    const ConnectionId id = record->id();
    record->setLastWords([this, target, id] { return followResponse(target, id); });
    if (!opening.why.empty()) {
        record->tell(tap::Behaviour{opening.why});
    }
    relay_ = std::make_unique<tap::Relay>(std::move(record), target, opening.outbox, this);
    tap::Relay* relay = relay_.get();
    connect(relay, &tap::Relay::opened, this, [this, target, id] { takeCookies(target, id); });
    connect(relay, &tap::Relay::opened, this, &CaptureWorker::opened);
    connect(relay, &tap::Relay::closing, this, &CaptureWorker::closing);
    connect(relay, &tap::Relay::canSendAgain, this, &CaptureWorker::canSendAgain);
    connect(relay, &tap::Relay::ended, this, &CaptureWorker::relayEnded);
    connect(relay, &tap::Relay::certificateRejected, this, &CaptureWorker::certificateRejected);
    if (alone_) {
        relay_->startWithoutClient();
    } else if (const auto address = relay_->start()) {
        emit listening(*address, target.subprotocols);
    }
}

void CaptureWorker::expectClient(quint16 port)
{
    if (relay_) {
        relay_->expectClient(port);
    }
}

void CaptureWorker::wake()
{
    if (relay_) {
        relay_->wake();
    }
}

void CaptureWorker::clientFailed(const QString& text)
{
    if (relay_) {
        relay_->clientFailed(text);
    }
}

void CaptureWorker::setBehaviours(const connection::Behaviours& behaviours)
{
    if (relay_) {
        relay_->setBehaviours(behaviours);
    }
}

void CaptureWorker::commit(const connection::Misdeed& misdeed)
{
    if (relay_) {
        relay_->commit(misdeed);
    }
}

void CaptureWorker::cancelSending(quint64 number)
{
    if (relay_) {
        relay_->cancelSending(number);
    }
}

void CaptureWorker::abort()
{
    if (relay_) {
        relay_->abort();
    }
}

void CaptureWorker::editNotes(const std::vector<timeline::NoteEdit>& edits)
{
    bool any = false;
    for (const timeline::NoteEdit& edit : edits) {
        const auto made = live_->editNotes(edit);
        if (!made) {
            emit noteRefused(QString::fromStdString(made.error().message()));
            break;
        }
        any = true;
    }
    if (any) {
        emit notesEdited();
    }
}

void CaptureWorker::stop()
{
    abort();
    qDeleteAll(findChildren<QTcpSocket*>(Qt::FindDirectChildrenOnly));
    if (const auto finished = live_->finish(); !finished) {
        emit recordingFailed(QString::fromStdString(finished.error().message()));
    }
    news_.stop(); // in its thread
}

/// Keeps the cookies of the server's response, and returns it: nullopt if there is none, or if it
/// is that of a proxy.
std::optional<wire::HttpHead> CaptureWorker::takeCookies(const connection::Target& target,
                                                         ConnectionId id)
{
    auto info = live_->timeline()->connection(id);
    if (!info || !info->response || (info->request && info->request->method == "CONNECT")) {
        return std::nullopt;
    }
    redirects_.take(target, *info->response);
    return std::move(info->response);
}

/// Looks where the response sends the client. Returns why a redirect is not followed.
std::optional<tap::Failure> CaptureWorker::followResponse(const connection::Target& target,
                                                          ConnectionId id)
{
    const auto info = live_->timeline()->connection(id);
    if (!info || info->openAt) {
        return std::nullopt;
    }
    const auto response = takeCookies(target, id);
    if (!response) {
        return std::nullopt;
    }
    const auto next = redirects_.next(target, *response);
    if (!next) {
        return std::nullopt;
    }
    if (!*next) {
        return tap::Failure{"http", next->error().message()};
    }
    emit redirected(**next, QStringLiteral("follows the redirect of connection %1 (status %2)")
                                .arg(id.value)
                                .arg(response->status));
    return std::nullopt;
}

/// Exchanged each time: the caller of awaitNews sets this, then checks the timeline once more.
void CaptureWorker::tellNews()
{
    if (newsAwaited_.exchange(false)) {
        emit news();
    }
}

void CaptureWorker::relayEnded()
{
    relay_.release()->deleteLater(); // not at once, as the relay emits the signal
    emit ended();
}

} // namespace framescope::session
