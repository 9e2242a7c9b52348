// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tap/relay.h"
#include "timeline/decode/live_capture.h"

#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>
#include <vector>

namespace framescope::session {

/// What runs in a session's capture thread: the recording, and the relay of the connection that
/// is open. All signals come from that thread.
class CaptureWorker : public QObject
{
    Q_OBJECT

public:
    explicit CaptureWorker(std::unique_ptr<timeline::LiveCapture> live);
    ~CaptureWorker() override;

    void open(const connection::Target& target, const std::shared_ptr<tap::Outbox>& outbox);
    /// QWebSocket connects from that port.
    void expectClient(quint16 port);
    void wake();
    void clientFailed(const QString& text);
    void abort();
    void editNotes(const std::vector<timeline::NoteEdit>& edits);
    /// Drops what is open and finishes the recording. Before the thread ends.
    void stop();
    /// See Session::awaitNews. From any thread.
    void awaitNews() { newsAwaited_ = true; }

signals:
    void news();
    /// The tap listens for QWebSocket.
    void listening(const framescope::tap::LoopbackGate::Address& address,
                   const QStringList& subprotocols);
    void opened();
    void closing();
    void canSendAgain();
    void ended();
    void certificateRejected(const framescope::connection::CertificateFailure& failure);
    void notesEdited();
    void noteRefused(const QString& message);
    void recordingFailed(const QString& message);

private:
    void relayEnded();

    std::unique_ptr<timeline::LiveCapture> live_;
    std::atomic<bool> newsAwaited_{false};
    std::unique_ptr<tap::Relay> relay_; ///< of the connection that is open
};

} // namespace framescope::session
