// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "wire/http/http_head.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace framescope::tap {

/// A listener on loopback for one client in our own process. It admits the connection that sends
/// the secret, and then closes. It starts to accept once the client's port is known; the system
/// then drops connections from other ports, so nobody can crowd out our client. Connections from
/// before are closed; the client's system retries within a second.
class LoopbackGate : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackGate(QObject* parent = nullptr);
    ~LoopbackGate() override;

    /// The address for the client to connect to, and the secret to send in SecretHeader.
    struct Address
    {
        QString host; ///< "127.0.0.1" or "::1"
        std::uint16_t port = 0;
        std::string secret; ///< 256 bits of the system's random source, in hex
    };
    Result<Address> listen(int backlog = MaxBacklog);
    /// Starts to accept: the client connects from that port of the same address.
    void expect(std::uint16_t port);

    bool hasAdmitted() const { return admitted_ != nullptr; }
    /// The client's socket, once `admitted` was emitted.
    std::unique_ptr<QTcpSocket> takeSocket();
    /// The client's request, likewise.
    const wire::HttpHead& request() const;

signals:
    void admitted();

private:
    /// Connections that the system keeps until we accept them; beyond that a client has to retry.
    static constexpr int MaxBacklog = 4096;

    struct Guest; ///< a connection from the client's port that has not sent the secret yet
    void welcome();
    void listenTo(Guest& guest);
    void dismiss(Guest& guest);
    void sendGuestsAway();

    QTcpServer* server_;
    std::string secret_;
    std::uint16_t port_ = 0; ///< of the client
    std::vector<std::unique_ptr<Guest>> guests_;
    std::unique_ptr<Guest> admitted_;
};

} // namespace framescope::tap
