// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <QThread>

#include <cstdint>
#include <memory>

namespace framescope::scenario {

class DemoServer;

/// A DemoServer with a thread of its own, for programs whose thread has other work. It is up
/// when `start` returns and gone when this object is.
class DemoServerThread
{
public:
    /// On loopback; `port` 0 takes any that is free. Making the certificate for `tls` takes
    /// about a millisecond.
    static Result<std::unique_ptr<DemoServerThread>> start(std::uint16_t port = 0,
                                                           bool tls = false);
    ~DemoServerThread();
    DemoServerThread(const DemoServerThread&) = delete;
    DemoServerThread& operator=(const DemoServerThread&) = delete;

    const QString& url() const { return url_; }                    ///< "ws://127.0.0.1:8765"
    const QByteArray& certificate() const { return certificate_; } ///< PEM; empty without TLS

private:
    DemoServerThread();

    QThread thread_;
    DemoServer* server_;
    QString url_;
    QByteArray certificate_;
};

} // namespace framescope::scenario
