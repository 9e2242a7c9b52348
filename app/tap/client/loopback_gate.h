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

/// The tap's door for one client of our own process: a listener on loopback that takes one
/// connection, the one that tells the secret, and closes. It opens when the client's port is known,
/// and the system then drops what others send to it. So nobody can crowd our own client out: those
/// who came before it are sent away, and the client's system tries again within a second.
class LoopbackGate : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackGate(QObject* parent = nullptr);
    ~LoopbackGate() override;

    /// Where the client is to connect to, and what it has to tell in SecretHeader.
    struct Address
    {
        QString host; ///< "127.0.0.1" or "::1"
        std::uint16_t port = 0;
        std::string secret; ///< 256 bits of the system's random source, in hex
    };
    Result<Address> listen(int backlog = MaxBacklog);
    /// The client connects, or is about to, from that port of the same address.
    void expect(std::uint16_t port);

    bool hasAdmitted() const { return admitted_ != nullptr; }
    /// After `admitted`: the client's socket, ...
    std::unique_ptr<QTcpSocket> takeSocket();
    /// ... and its request.
    const wire::HttpHead& request() const;

signals:
    void admitted();

private:
    /// What the system keeps for us to take; beyond it a client has to try again.
    static constexpr int MaxBacklog = 4096;

    struct Guest; ///< who came from the client's port and has not told the secret yet
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
