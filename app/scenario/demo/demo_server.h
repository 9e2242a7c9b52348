// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/demo/demo_connection.h"

#include <QByteArray>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QString>
#include <QTcpServer>

#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::scenario {

/// The built-in server for trying things out offline; it serves the paths of demo_paths.h. It lives
/// in one thread; DemoServerThread gives it a thread of its own. It accepts as many connections as
/// file descriptors allow. Then a new client replaces one that has sent no request, or else the one
/// that was idle for longest.
class DemoServer final : public QTcpServer
{
    Q_OBJECT

public:
    explicit DemoServer(QObject* parent = nullptr);
    ~DemoServer() override;

    /// Listens and returns the port; `port` 0 takes a free one. With `tls`, a new certificate is
    /// made each time. Precondition: it is not listening.
    Result<std::uint16_t> start(std::uint16_t port = 0, bool tls = false,
                                const QHostAddress& address = QHostAddress::LocalHost);
    /// Ends all connections and stops listening.
    void stop();

    /// "ws://127.0.0.1:8765", "wss://[::1]:8766"; empty while not listening.
    QString url() const;
    /// The certificate in PEM, for clients to trust; empty without TLS.
    const QByteArray& certificate() const { return certificate_; }
    int connectionCount() const { return static_cast<int>(connections_.size()); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    Result<void> secure();
    void makeRoom();

    std::optional<QSslConfiguration> configuration_; ///< nullopt without TLS
    QByteArray certificate_;
    DemoMemory memory_;
    std::vector<DemoConnection*> connections_; ///< those that are not ending
};

} // namespace framescope::scenario
