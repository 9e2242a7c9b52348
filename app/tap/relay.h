// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/target.h"
#include "tap/client/control_plane.h"
#include "tap/client/loopback_gate.h"
#include "tap/sink.h"
#include "tap/upstream/connector.h"
#include "tap/upstream/server_link.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QTcpSocket;

namespace framescope::tap {

/// One connection of a session: a socket to QWebSocket on loopback, a socket to the server, and the
/// control plane between them.
///
/// Lives in the capture thread. Used for one connection only.
class Relay : public QObject
{
    Q_OBJECT

public:
    /// A client's socket that still has data to send outlives the relay, as a child of `parent`.
    Relay(std::unique_ptr<Sink> sink, connection::Target target, std::shared_ptr<Outbox> outbox,
          QObject* parent);
    ~Relay() override;

    /// Listens for the client and begins to connect to the server. If it can't listen, a Failure
    /// was recorded and `ended` was emitted.
    Result<LoopbackGate::Address> start();
    /// Begins to connect to the server, for no client: all that is sent comes from the outbox.
    void startWithoutClient();
    /// The client connects from that port.
    void expectClient(std::uint16_t port);
    /// Handles new items in the outbox.
    void wake();
    /// QWebSocket failed on its side; the connection goes on without it if possible.
    void clientFailed(const QString& text);
    /// See Session::setBehaviours.
    void setBehaviours(const connection::Behaviours& behaviours);
    /// See ControlPlane::commit and cancelSending.
    void commit(const connection::Misdeed& misdeed);
    void cancelSending(std::uint64_t number);
    /// Resets TCP, unless the server has ended it.
    void abort();

signals:
    void opened();
    /// Emitted when a Close frame was seen or sent.
    void closing();
    /// Emitted when the outbox has room again after it refused the session some.
    void canSendAgain();
    /// Emitted when the connection is over, and recorded as such unless the sink has failed.
    void ended();
    void certificateRejected(const framescope::connection::CertificateFailure& failure);

private:
    void clientAdmitted();
    void serverConnected();
    void sendRequest();
    bool knowsRequest() const { return isAlone_ || gate_.hasAdmitted(); }
    void pump();
    bool pumpOnce();
    bool clientHasRoom() const;
    void open();
    void deadlinePassed();
    void giveUp(const QString& text);
    void clientGone();
    void end(const Closed& why);
    void reset(const Closed& why);
    void later(std::chrono::milliseconds time, const std::function<void()>& then);
    void finish(const TcpEnding& ending, Closed why);
    void drop();
    void releaseClient();

    /// Sockets may emit signals while pump() runs; it runs once more then, not within itself.
    enum class Pump { Idle, Running, Again };

    const std::unique_ptr<Sink> sink_;
    connection::Target target_; ///< only its behaviours change
    const std::shared_ptr<Outbox> outbox_;
    LoopbackGate gate_;
    Connector connector_;
    std::unique_ptr<ServerLink> server_; ///< null until it is up
    std::unique_ptr<QTcpSocket> client_; ///< null if there is none
    ControlPlane control_;
    QTimer deadline_;
    Pump pump_ = Pump::Idle;
    bool isAlone_ = false; ///< there is no client
};

} // namespace framescope::tap
