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

#include <memory>

class QTcpSocket;

namespace framescope::tap {

/// One connection of a session: the sockets of QWebSocket on loopback and of the server, with the
/// control plane between them.
///
/// Lives in the capture thread, and for one connection.
class Relay : public QObject
{
    Q_OBJECT

public:
    /// A client's socket that has something left to be sent outlives the relay, as a child of
    /// `parent`.
    Relay(std::unique_ptr<Sink> sink, connection::Target target, std::shared_ptr<Outbox> outbox,
          QObject* parent);
    ~Relay() override;

    /// Listens for the client and starts to connect. Where it can't listen, the connection was told
    /// as failed and `ended` was emitted.
    Result<LoopbackGate::Address> start();
    /// The client connects, or is about to, from that port.
    void expectClient(std::uint16_t port);
    /// There is something in the outbox.
    void wake();
    /// QWebSocket failed on its side; the connection goes on without it where it can.
    void clientFailed(const QString& text);
    /// Drops TCP with a reset.
    void abort();

signals:
    void opened();
    /// A Close frame was seen or sent.
    void closing();
    /// The session, which was refused room in the outbox, has some now.
    void canSendAgain();
    /// It is over, and told as such.
    void ended();
    void certificateRejected(const framescope::connection::CertificateFailure& failure);

private:
    void clientAdmitted();
    void serverConnected();
    void sendRequest();
    void pump();
    bool pumpOnce();
    bool clientHasRoom() const;
    void open();
    void deadlinePassed();
    void giveUp(const QString& text);
    void clientGone();
    void end(const Closed& why);
    void finish(const TcpEnding& ending, Closed why);
    void drop();
    void releaseClient();

    /// Sockets may signal while they are written to: it is run once at a time, and again then.
    enum class Pump { Idle, Running, Again };

    const std::unique_ptr<Sink> sink_;
    const connection::Target target_;
    const std::shared_ptr<Outbox> outbox_;
    LoopbackGate gate_;
    Connector connector_;
    std::unique_ptr<ServerLink> server_; ///< once it is up
    std::unique_ptr<QTcpSocket> client_; ///< while it is there
    ControlPlane control_;
    QTimer deadline_;
    Bytes buffer_;
    Pump pump_ = Pump::Idle;
};

} // namespace framescope::tap
