// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/server/certificate.h"
#include "scenario/server/server_connection.h"

#include <QHostAddress>
#include <QString>
#include <QTcpServer>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A WebSocket server whose clients are each served by a ClientHandler. It lives in one thread;
/// ServerThread gives it a thread of its own. It accepts as many connections as it is told and file
/// descriptors allow. Then a new client replaces one that has sent no request, or else the one that
/// was idle for longest.
class Server final : public QTcpServer
{
    Q_OBJECT

public:
    explicit Server(MakeHandler makeHandler, QObject* parent = nullptr);
    ~Server() override;

    struct Options
    {
        std::uint16_t port = 0; ///< 0 takes a free one
        bool tls = false;
        std::optional<Certificate> certificate = {}; ///< for `tls`; a new one each time if not set
        QHostAddress address = QHostAddress::LocalHost;
        std::size_t mostConnections = 500;
        /// Where everything that crosses is recorded; null: nowhere. It is written in the server's
        /// thread, and finished by its owner after `stop`.
        std::shared_ptr<timeline::LiveCapture> recording = {};
    };
    /// Listens and returns the port. Precondition: it is not listening.
    Result<std::uint16_t> start(const Options& options);
    /// Ends all connections and stops listening.
    void stop();

    /// "ws://127.0.0.1:8765", "wss://[::1]:8766"; empty while not listening.
    QString url() const;
    /// The certificate in PEM, for clients to trust; empty without TLS.
    const std::string& certificate() const { return certificate_; }
    int connectionCount() const { return static_cast<int>(connections_.size()); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Result<void> secure(const Options& options);
    void makeRoom();

    MakeHandler makeHandler_;
    std::size_t mostConnections_ = 0;
    std::shared_ptr<const Tls::Context> tls_; ///< null without TLS
    std::shared_ptr<timeline::LiveCapture> recording_;
    std::string certificate_;
    std::optional<Poller> poller_; ///< of the thread that the server was started in
    MessageMemory memory_;
    std::vector<ServerConnection*> connections_; ///< those that are not ending
};

} // namespace framescope::scenario
