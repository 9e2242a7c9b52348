// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "tap/client/closing_handshake.h"
#include "tap/client/incoming_reframer.h"
#include "tap/client/misdeeds.h"
#include "tap/client/outbox.h"
#include "tap/client/outgoing_mux.h"
#include "tap/client/paced_writer.h"
#include "tap/client/pong_policy.h"
#include "tap/pipe/pipe.h"
#include "tap/pipe/server_end.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::tap {

/// Handles everything on a session's connection except data: answers Ping and Close, inserts the
/// frames that the session sends past QWebSocket, completes the closing handshake, keeps the
/// timeouts, and does wrong what the behaviours ask for. Sans-IO: it handles bytes, and knows no
/// sockets and no clock.
class ControlPlane : public QObject
{
    Q_OBJECT

public:
    /// `options` must outlive it. It uses those for the tap's own actions: `strict`,
    /// `behaviours`, `keepAlive`, `largestMessage`, `upgradeTimeout`, and `closeTimeout` for each
    /// step of closing. They may change at any time: a timeout counts when it is started next.
    /// After a change of the behaviours, call `behavioursChanged`.
    ControlPlane(Sink& sink, std::shared_ptr<Outbox> outbox,
                 const connection::ConnectionOptions& options);

    /// Sends the request. Call it when the connection to the server is up.
    void start(ServerEnd& server, std::string_view request);
    bool isStarted() const { return phase_ != Phase::Connecting; }
    /// Whether data may be passed on.
    bool isOpen() const { return phase_ == Phase::Open; }
    /// Whether the connection has ended, so that nothing more is sent or recorded.
    bool isOver() const { return phase_ == Phase::Over; }

    void fromServer(ByteView bytes);
    /// Whether the connection is open and has room for more data from the client.
    bool takesFromClient() const { return isOpen() && writer_.hasRoom() && !outgoing_.stream(); }
    void fromClient(ByteView bytes);
    /// Sends the latest unanswered ping's pong, the items in the outbox, and some of the stream, as
    /// far as there is room.
    void sendWaiting();
    bool isWaiting() const
    {
        return latestPing_ || !outbox_->isEmpty() || outgoing_.stream() || closing_.isHeld();
    }
    /// Whether the server's data is to be read.
    bool readsFromServer() const { return isStarted() && !isOver() && !misdeeds_.readingStopped(); }
    /// The server has taken bytes: updates the outbox's backlog, and may emit canSendAgain.
    void tellBacklog();
    /// Frames for the client after `fromServer`; to be sent at once, followed by `taken`.
    ByteView toClient() const { return incoming_.output(); }
    void taken() { incoming_.taken(); }

    /// Begins closing: the session's Close frame has been sent, or waits for earlier data.
    void closeAsked();
    void behavioursChanged();
    /// Does that now. Nothing if the connection is not open.
    void commit(const connection::Misdeed& misdeed);
    /// See Session::cancelSending; `number` is that of the stream's item.
    void cancelSending(std::uint64_t number);
    /// Goes on without the client. False if that is impossible, as a frame was cut off.
    bool clientGone();
    /// Handles that the time of `deadline` has passed.
    void deadlinePassed();
    /// Records a Failure and ends the connection.
    void fail(std::string_view layer, std::string text);
    /// From now on, nothing more is sent or recorded.
    void stop() { phase_ = Phase::Over; }
    /// Adds the unsent data to `why`, for the event `closed`; call it before closing the socket.
    Closed closed(Closed why) const;
    void tell(const Event& event);
    const wire::HandshakeOutcome& handshake() const { return pipe_.handshake(); }
    /// The most bytes for one `fromServer`: less if compressed, as data may inflate a thousandfold.
    std::size_t pieceSize() const;

signals:
    /// Emitted to set the time left from now on, instead of any earlier one; zero: no limit.
    void deadline(std::chrono::milliseconds time);
    void opened();
    /// Emitted when a Close frame was seen or sent, or the session's waits to be sent.
    void closing();
    /// Emitted when the outbox has room again after it refused the session some.
    void canSendAgain();
    /// Emitted when our side has to end the connection.
    void ending(const framescope::tap::Closed& why);
    /// Emitted when our side ends the connection on purpose: Fin or Reset.
    void cutting(framescope::tap::Cut how, const framescope::tap::Closed& why);
    /// Emitted to have a function called after some time, unless the connection is over by then.
    void later(std::chrono::milliseconds time, const std::function<void()>& then);
    /// Emitted when the sink has failed; the connection has to be dropped.
    void sinkFailed();

private:
    enum class Phase {
        Connecting,
        AwaitingResponse,
        ReadingRefusal,
        Open, ///< also while it is closed: see ClosingHandshake
        Over
    };

    void takeResponse();
    void open();
    void act();
    void answerPing(const IncomingReframer::Control& ping);
    void pong(Bytes payload);
    void sendClose(const Bytes& payload);
    void flush();
    void wrote();
    void cut(Cut how);
    void sendStream();
    void keepAlive();
    void sinkHasFailed();

    Sink& sink_;
    const std::shared_ptr<Outbox> outbox_;
    const connection::ConnectionOptions& options_;
    ServerEnd* server_ = nullptr;
    IncomingReframer incoming_;
    OutgoingMux outgoing_;
    Pipe pipe_;
    PacedWriter writer_;
    Misdeeds misdeeds_;
    ClosingHandshake closing_;
    PongPolicy pongs_;
    connection::Behaviours told_;     ///< the behaviours that were told
    std::optional<Bytes> latestPing_; ///< not answered yet, since the backlog is too large
    std::uint64_t pingsSent_ = 0;     ///< to keep the connection alive
    std::size_t streamedNow_ = 0;     ///< bytes of a stream since the event loop ran
    bool dropped_ = false;            ///< bytes could not be written, as TCP has ended
    std::uint64_t answered_ = 0;      ///< bytes of the server until it accepts
    Phase phase_ = Phase::Connecting;
};

} // namespace framescope::tap
