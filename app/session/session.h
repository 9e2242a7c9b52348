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

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::connection {
struct Target;
}

namespace framescope::session {

/// A WebSocket client whose every byte is recorded: QWebSocket behind the tap, in
/// threads of their own. This facade lives in the caller's thread and never blocks there; the
/// truth about what happened is in `timeline()`, these signals only say that there is news.
///
/// A session is one recording. After a connection has closed, `open` adds another one to it.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Connecting, Open, Closing, Closed };
    Q_ENUM(State)

    /// Creates the recording at `path` (mode 0600).
    static Result<std::unique_ptr<Session>> create(const QString& path, bool replace = false);
    /// Drops what is open (as `abort`) and finishes the recording.
    ~Session() override;

    State state() const;
    std::shared_ptr<const timeline::Timeline> timeline() const;
    QString recordingPath() const;
    std::uint64_t recordingSize() const;
    /// The newest connection; 0 before the first `open`.
    ConnectionId connection() const;

    /// A URL or options that can't be used are an error here; everything later is an event.
    Result<void> open(const connection::ConnectionOptions& options);
    /// The same of options that were checked (`targetFrom`): files that they name are read once.
    Result<void> open(connection::Target target);

    /// Drops TCP with a reset, without a Close frame.
    void abort();

    /// Whether more can be sent now: the session is open, and not too much waits for the network.
    /// Where it does, `canSendAgain` tells when there is room again.
    bool canSend() const;

    /// Fails unless `canSend`, and where `message::check` does. Order is kept. A Close starts the
    /// closing handshake, whatever waits; while connecting, it gives up.
    Result<void> send(const message::Outgoing& outgoing);
    Result<void> close(std::optional<std::uint16_t> code, const QString& reason = {})
    {
        return send(message::Close{code, reason});
    }

    /// Adds a note, a change of one, or a mark to the recording; `notesEdited` tells when it is
    /// there. Possible as long as the session exists, whether it is open or not.
    void editNotes(std::vector<timeline::NoteEdit> edits);
    void editNotes(const timeline::NoteEdit& edit) { editNotes(std::vector{edit}); }

    /// Says `news` once, when anything is recorded after this: for who would look again and again.
    void awaitNews();

    /// Since `open`, of data messages, and of what goes past QWebSocket (pings, pongs, raw bytes,
    /// Close): how many were accepted, and how many of these, the first, are whole in the
    /// recording. Final when the session is closed.
    struct Progress
    {
        std::uint64_t accepted = 0;
        std::uint64_t recorded = 0;
    };
    Progress messages() const;
    Progress controls() const;

    /// Waiting for the network: bytes accepted by the calls above and not yet handed to TCP.
    std::uint64_t bytesToSend() const;

signals:
    void stateChanged(framescope::session::Session::State state);
    void canSendAgain();
    /// What QWebSocket received.
    void textMessageReceived(const QString& text);
    void binaryMessageReceived(const QByteArray& bytes);
    /// The handshake of TLS failed on the certificate; `open` again with its fingerprint to
    /// connect anyway.
    void certificateRejected(const framescope::connection::CertificateFailure& failure);
    void news();
    /// Notes that were asked for at once are in the timeline, or one can't be.
    void notesEdited();
    void noteRefused(const QString& message);
    /// The recording can't be written any more (disk full); the connection was dropped.
    void recordingFailed(const QString& message);

protected:
    void connectNotify(const QMetaMethod& signal) override;
    void disconnectNotify(const QMetaMethod& signal) override;

private:
    struct State_;
    explicit Session(std::unique_ptr<State_> state);
    void updateWanted();
    Result<void> whetherPossible(const message::Outgoing& outgoing) const;
    void advance(State state);
    void deliver();

    std::unique_ptr<State_> d_;
};

} // namespace framescope::session
