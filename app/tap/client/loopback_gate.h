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
/// connection, the one that tells the secret, and closes. Whoever comes from another process is
/// sent away at once, so that nobody can crowd our own client out.
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
    Result<Address> listen();

    bool hasAdmitted() const { return admitted_ != nullptr; }
    /// After `admitted`: the client's socket, ...
    std::unique_ptr<QTcpSocket> takeSocket();
    /// ... and its request.
    const wire::HttpHead& request() const;

signals:
    void admitted();

private:
    struct Guest; ///< a connection of this process that has not told the secret yet
    void welcome();
    void listenTo(Guest& guest);
    void dismiss(Guest& guest);
    void sendGuestsAway();

    QTcpServer* server_;
    std::string secret_;
    std::vector<std::unique_ptr<Guest>> guests_;
    std::unique_ptr<Guest> admitted_;
};

} // namespace framescope::tap
