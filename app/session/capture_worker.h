// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/opening.h"
#include "session/redirects.h"
#include "tap/relay.h"
#include "timeline/decode/live_capture.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::session {

/// Runs in a session's capture thread, or with it if there is no QWebSocket, and emits all signals
/// there. Owns the recording, and the relay of the open connection.
class CaptureWorker : public QObject
{
    Q_OBJECT

public:
    /// `alone`: there is no QWebSocket, so that `listening` is never emitted.
    explicit CaptureWorker(std::unique_ptr<timeline::LiveCapture> live, bool alone);
    ~CaptureWorker() override;

    void open(const Opening& opening);
    /// QWebSocket connects from that port.
    void expectClient(quint16 port);
    void wake();
    void clientFailed(const QString& text);
    // As in tap::Relay; nothing happens if no connection is open.
    void setBehaviours(const connection::Behaviours& behaviours);
    void commit(const connection::Misdeed& misdeed);
    void cancelSending(quint64 number);
    void abort();
    void editNotes(const std::vector<timeline::NoteEdit>& edits);
    /// Drops the open connection and finishes the recording. Call it before the thread ends.
    void stop();
    /// See Session::awaitNews. Thread-safe.
    void awaitNews() { newsAwaited_ = true; }

signals:
    void news();
    /// Emitted when the tap listens for QWebSocket.
    void listening(const framescope::tap::LoopbackGate::Address& address,
                   const QStringList& subprotocols);
    void opened();
    void closing();
    void canSendAgain();
    /// Emitted before `ended` if the response sends the client to another target.
    void redirected(const framescope::connection::Target& to, const QString& why);
    void ended();
    void certificateRejected(const framescope::connection::CertificateFailure& failure);
    void notesEdited();
    void noteRefused(const QString& message);
    void recordingFailed(const QString& message);

private:
    std::optional<wire::HttpHead> takeCookies(const connection::Target& target, ConnectionId id);
    std::optional<tap::Failure> followResponse(const connection::Target& target, ConnectionId id);
    void relayEnded();
    void tellNews();

    std::unique_ptr<timeline::LiveCapture> live_;
    const bool alone_;
    std::atomic<bool> newsAwaited_{false};
    QTimer news_{this};                 ///< calls `tellNews`
    Redirects redirects_;               ///< since the connection that was asked for
    std::unique_ptr<tap::Relay> relay_; ///< null if no connection is open
};

} // namespace framescope::session
