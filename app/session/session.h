// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/certificate_failure.h"
#include "connection/connection_options.h"
#include "message/outgoing.h"
#include "timeline/index/timeline.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::connection {
struct Target;
}

namespace framescope::timeline {
class LiveCapture;
}

namespace framescope::session {

struct Opening;

/// A WebSocket client that records every byte: QWebSocket behind the tap, in threads of their own.
/// This facade lives in the caller's thread, and blocks it only in the destructor. `timeline()`
/// says what happened; the signals only say that there is news.
///
/// A session is one recording. After a connection has closed, `open` adds another one to it. If the
/// options say so, the session does that by itself: for a redirect at once, so that the state stays
/// or becomes Connecting, or to connect again after the state Waiting.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Connecting, Open, Closing, Waiting, Closed };
    Q_ENUM(State)

    enum class Client {
        QWebSocket,
        /// The tap frames what is sent, in the caller's thread, which the session must not leave.
        /// Takes a fraction of the time for a connection; the signals of received messages are not
        /// emitted, and `controls` counts the data messages too.
        None
    };
    /// Creates the recording at `path` (mode 0600).
    static Result<std::unique_ptr<Session>> create(const QString& path, bool replace = false,
                                                   Client client = Client::QWebSocket);
    /// One without QWebSocket whose recording nobody keeps: it has no file (File::inMemory).
    static Result<std::unique_ptr<Session>> createInMemory();
    /// Drops an open connection (as `abort`), finishes the recording, and waits for that.
    ~Session() override;

    State state() const;
    std::shared_ptr<const timeline::Timeline> timeline() const;
    QString recordingPath() const; ///< empty if it is in memory
    std::uint64_t recordingSize() const;
    /// The newest connection; 0 before the first `open`.
    ConnectionId connection() const;

    /// Fails if the URL or an option can't be used or it is open already; later errors are events.
    Result<void> open(const connection::ConnectionOptions& options);
    /// The same for checked options (`targetFrom`), so that the files they name are read once.
    Result<void> open(connection::Target target);

    /// Resets TCP, without a Close frame; gives up waiting for the next attempt.
    void abort();

    /// The next attempt to connect, in state Waiting.
    struct Attempt
    {
        std::uint32_t number = 0;          ///< in a row, from 1
        std::chrono::milliseconds wait{0}; ///< from the last connection's end to the attempt
        std::chrono::milliseconds left{0}; ///< of that
    };
    std::optional<Attempt> nextAttempt() const;
    /// Nothing follows the current connection; ends waiting.
    void endAttempts();

    /// Whether more can be sent now: false if the session is not open (or closing with behaviours
    /// that go on), or too much data waits for the network, what is left of a stream included; in
    /// that case `canSendAgain` is emitted when there is room again.
    bool canSend() const;

    /// Fails unless `canSend()`, or if `message::check` fails. Keeps the order. A Close needs no
    /// room and starts the closing handshake; while connecting or waiting, it gives up. The content
    /// of a Stream is read in another thread. If that fails, the message is not sent, or if parts
    /// of it were, the connection is dropped; an event says so.
    Result<void> send(const message::Outgoing& outgoing);
    Result<void> close(std::optional<std::uint16_t> code, const QString& reason = {})
    {
        return send(message::Close{code, reason});
    }

    /// The server's Close is answered only after `answerClose`, or when the server takes nothing
    /// for the time for closing; until then messages can be sent. Call it before `open`.
    void holdCloseAnswer();
    /// Answers the server's Close behind what was sent. Nothing else can be sent any more.
    void answerClose();

    /// Changes what the client does by itself from now on, on this connection and on later ones,
    /// whatever their options say.
    void setBehaviours(const connection::Behaviours& behaviours);
    enum class When {
        Now,
        InOrder ///< behind what was sent before
    };
    /// Fails unless the session is open.
    Result<void> commit(const connection::Misdeed& misdeed, When when = When::Now);

    /// How far a message that is read while it is sent (Stream, Fragments) is: bytes of its
    /// content.
    struct Sending
    {
        std::uint64_t number = 0; ///< tells the streams of a connection apart
        std::uint64_t sent = 0;
        std::uint64_t size = 0;
        bool oneFrame = false; ///< which has begun: to cancel it cuts the connection
    };
    /// The stream that is being sent, or that waits for messages before it; nullopt if there is
    /// none.
    std::optional<Sending> sending() const;
    /// Ends that stream: after the current fragment, by an empty last one; a stream in a single
    /// frame, which can't end early, by dropping the connection. If nothing of it was sent, nothing
    /// is.
    void cancelSending();
    /// The last stream of this connection that was cancelled before it was sent as a whole; if it
    /// was not one frame, the server takes what was sent of it as a whole message.
    std::optional<Sending> cancelledSending() const;

    /// Edits notes and marks in the recording; `notesEdited` is emitted when that is in the
    /// timeline. Possible as long as the session exists, even if it is not open.
    void editNotes(std::vector<timeline::NoteEdit> edits);
    void editNotes(const timeline::NoteEdit& edit) { editNotes(std::vector{edit}); }

    /// Emits `news` once, when anything is recorded after this; spares the caller from polling.
    void awaitNews();

    /// The number of data messages, or of what goes past QWebSocket (Ping, Pong, Close, raw bytes,
    /// Frames, Fragments, Stream, misdeeds in order), since `open`: how many were accepted, and how
    /// many of these, from the first, are recorded as a whole. Final when the session is closed.
    struct Progress
    {
        std::uint64_t accepted = 0;
        std::uint64_t recorded = 0;
        std::uint64_t unreadable = 0; ///< streams that were left out, as nothing could be read
    };
    Progress messages() const;
    Progress controls() const;

    /// Whether a Close frame of the server has come on this connection.
    bool closeReceived() const;

    /// The number of bytes accepted by the calls above and not yet written to TCP.
    std::uint64_t bytesToSend() const;

signals:
    void stateChanged(framescope::session::Session::State state);
    void canSendAgain();
    /// Emitted for each message that QWebSocket received.
    void textMessageReceived(const QString& text);
    void binaryMessageReceived(const QByteArray& bytes);
    /// Emitted when TLS failed because of the certificate; `open` again with its fingerprint to
    /// connect anyway.
    void certificateRejected(const framescope::connection::CertificateFailure& failure);
    void news();
    /// Emitted when edits of one call are in the timeline, and when one was refused.
    void notesEdited();
    void noteRefused(const QString& message);
    /// Emitted when the recording can't be written (disk full); the connection was dropped.
    void recordingFailed(const QString& message);

protected:
    void connectNotify(const QMetaMethod& signal) override;
    void disconnectNotify(const QMetaMethod& signal) override;

private:
    struct State_;
    explicit Session(std::unique_ptr<State_> state);
    static Result<std::unique_ptr<Session>> of(Result<std::unique_ptr<timeline::LiveCapture>> live,
                                               const QString& path, Client client);
    void connectSpeaker();
    void updateWanted();
    bool mayGoOn() const;
    Result<void> whetherPossible(const message::Outgoing& outgoing) const;
    void start(const Opening& opening);
    void connectionEnded();
    void advance(State state);
    void deliver();

    std::unique_ptr<State_> d_;
};

} // namespace framescope::session
