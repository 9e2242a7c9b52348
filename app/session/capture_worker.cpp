// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/capture_worker.h"

#include <QTcpSocket>

#include <utility>

namespace framescope::session {

CaptureWorker::CaptureWorker(std::unique_ptr<timeline::LiveCapture> live) : live_(std::move(live))
{
    // An exchange each time: who awaits news sets this, then looks once more at what there is.
    live_->setListener([this] {
        if (newsAwaited_.exchange(false)) {
            emit news();
        }
    });
}

CaptureWorker::~CaptureWorker() = default;

void CaptureWorker::open(const tap::Target& target, const std::shared_ptr<tap::Outbox>& outbox)
{
    QStringList subprotocols;
    for (const std::string& subprotocol : target.subprotocols) {
        subprotocols.append(QString::fromStdString(subprotocol));
    }
    relay_ = new tap::Relay(*live_, target, outbox, this);
    connect(relay_, &tap::Relay::opened, this, &CaptureWorker::opened);
    connect(relay_, &tap::Relay::closing, this, &CaptureWorker::closing);
    connect(relay_, &tap::Relay::roomToSend, this, &CaptureWorker::canSendAgain);
    connect(relay_, &tap::Relay::ended, this, &CaptureWorker::relayEnded);
    connect(relay_, &tap::Relay::certificateRejected, this, &CaptureWorker::certificateRejected);
    connect(relay_, &tap::Relay::recordingFailed, this, &CaptureWorker::recordingFailed);
    if (const auto address = relay_->start()) {
        emit listening(*address, subprotocols);
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
}

void CaptureWorker::relayEnded()
{
    std::exchange(relay_, nullptr)->deleteLater();
    emit ended();
}

} // namespace framescope::session
