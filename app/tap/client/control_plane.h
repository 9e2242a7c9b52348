// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "tap/client/incoming_reframer.h"
#include "tap/client/outbox.h"
#include "tap/client/outgoing_mux.h"
#include "tap/client/sent_close.h"
#include "tap/pipe/pipe.h"
#include "tap/pipe/server_end.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::tap {

/// What a session's connection does beside data: it answers Ping and Close, puts in what the
/// session sends past QWebSocket, completes the closing handshake, and keeps the timeouts. Bytes go
/// in and come out; it knows no sockets and no clock.
class ControlPlane : public QObject
{
    Q_OBJECT

public:
    /// Of the options, which outlive it, it takes what a tap does on its own account: `strict`,
    /// `automaticPong`, `upgradeTimeout`, and `closeTimeout` for each step of closing.
    ControlPlane(Sink& sink, std::shared_ptr<Outbox> outbox,
                 const connection::ConnectionOptions& options);

    /// The connection is up: sends the request.
    void start(ServerEnd& server, std::string_view request);
    bool isStarted() const { return phase_ != Phase::Connecting; }
    /// Data may cross.
    bool isOpen() const;
    /// It is not to be used any more.
    bool isOver() const { return phase_ == Phase::Over; }

    void fromServer(ByteView bytes);
    /// Whether there is room for more.
    bool takesFromClient() const { return isOpen() && serverHasRoom(); }
    void fromClient(ByteView bytes);
    /// Sends what waits for room and what is in the outbox.
    void sendWaiting();
    bool isWaiting() const { return latestPing_ || !outbox_->isEmpty(); }
    /// The server has taken some of what was written.
    void tellBacklog();
    /// For the client, after `fromServer`; to be taken at once.
    ByteView toClient() const { return incoming_.output(); }
    void taken() { incoming_.taken(); }

    /// The session wants to close: has been sent, or is behind what waits.
    void closeAsked();
    /// False where the connection can't go on without the client.
    bool clientGone();
    /// The time of `deadline` has passed.
    void deadlinePassed();
    /// Our side gives the connection up.
    void fail(std::string_view layer, std::string text);
    /// Nothing more is done or told.
    void stop() { phase_ = Phase::Over; }
    /// What is to be told of the end, beside `why`; to be asked before it is made.
    Closed closed(Closed why) const;
    void tell(const Event& event);
    const wire::HandshakeOutcome& handshake() const { return pipe_.handshake(); }
    /// How much to give to `fromServer` at once: what may be compressed can grow a thousandfold.
    std::size_t pieceSize() const;

signals:
    /// From now on so much time is left; zero: no end.
    void deadline(std::chrono::milliseconds time);
    void opened();
    /// A Close frame was seen or sent, or is about to be.
    void closing();
    /// The session, which was refused room in the outbox, has some now.
    void canSendAgain();
    /// Our side is to end the connection.
    void ending(const framescope::tap::Closed& why);
    /// The sink has failed: the connection is to be dropped.
    void sinkFailed();

private:
    enum class Phase {
        Connecting,
        AwaitingResponse,
        ReadingRefusal,
        Open,
        Closing,       ///< the server's Close frame is waited for
        CloseReceived, ///< the server's end of TCP is waited for
        Over
    };

    void takeResponse();
    void open();
    void act();
    void answerPing(const IncomingReframer::Control& ping);
    void pong(ByteView payload);
    void closeReceived(const IncomingReframer::Control& close);
    void failStrictly(const IncomingReframer::Failure& failure);
    void enter(Phase closing);
    void closingStepPassed();
    bool send(ByteView bytes);
    void flush();
    bool serverHasRoom() const;
    std::uint64_t unsent() const;
    void sinkHasFailed();

    Sink& sink_;
    const std::shared_ptr<Outbox> outbox_;
    const connection::ConnectionOptions& options_;
    ServerEnd* server_ = nullptr;
    IncomingReframer incoming_;
    OutgoingMux outgoing_;
    SentClose sent_;
    Pipe pipe_;
    std::optional<Bytes> latestPing_; ///< not answered yet: too much waits for the server
    bool longPingTold_ = false;
    int closingSteps_ = 0;         ///< of the deadline that went by without progress
    std::uint64_t unsentThen_ = 0; ///< at the step before
    Phase phase_ = Phase::Connecting;
};

} // namespace framescope::tap
