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

/// The built-in server for trying things out offline; it serves the paths of demo_paths.h. It lives
/// in one thread; DemoServerThread gives it a thread of its own.
class DemoServer : public QObject
{
    Q_OBJECT

public:
    explicit DemoServer(QObject* parent = nullptr);
    ~DemoServer() override;

    /// Listens and returns the port; `port` 0 takes a free one. With `tls`, a new certificate is
    /// made each time.
    Result<std::uint16_t> start(std::uint16_t port = 0, bool tls = false,
                                const QHostAddress& address = QHostAddress::LocalHost);
    /// Ends all connections and stops listening.
    void stop();

    /// "ws://127.0.0.1:8765", "wss://[::1]:8766"; empty while not listening.
    QString url() const;
    /// The certificate in PEM, for clients to trust; empty without TLS.
    QByteArray certificate() const;
    int connectionCount() const;

private:
    class Listener;
    std::unique_ptr<Listener> listener_;
};

} // namespace framescope::scenario
