// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace framescope::scenario {

/// The embedded server that everything can be tried on, offline: it plays the paths of
/// demo_paths.h. Lives in one thread; to give it one of its own, see DemoServerThread.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(QObject* parent = nullptr);
    ~DemoServer() override;

    /// Listens; `port` 0 takes any that is free. Returns the port. With `tls` a certificate is
    /// made, a new one each time.
    Result<std::uint16_t> start(std::uint16_t port = 0, bool tls = false,
                                const QHostAddress& address = QHostAddress::LocalHost);
    /// Ends all connections and stops listening.
    void stop();

    /// "ws://127.0.0.1:8765", "wss://[::1]:8766"; empty while not listening.
    QString url() const;
    /// PEM, for clients that are to trust it; empty without TLS.
    QByteArray certificate() const;
    int connectionCount() const;

private:
    class Listener;
    std::unique_ptr<Listener> listener_;
};

} // namespace framescope::scenario
