// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <QThread>

#include <cstdint>
#include <functional>
#include <memory>

namespace framescope::scenario {

class DemoServer;

/// A DemoServer with its own thread. It is listening when `start` returns, and stops with this
/// object.
class DemoServerThread
{
public:
    /// Listens on loopback; `port` 0 takes a free one. Making the certificate for `tls` takes about
    /// a millisecond.
    static Result<std::unique_ptr<DemoServerThread>> start(std::uint16_t port = 0,
                                                           bool tls = false);
    /// Does not wait: once it listens, calls `then` with the URL in the thread of `context`, which
    /// must outlive this object.
    static std::unique_ptr<DemoServerThread>
    begin(QObject* context, std::function<void(const Result<QString>&)> then);
    ~DemoServerThread();
    DemoServerThread(const DemoServerThread&) = delete;
    DemoServerThread& operator=(const DemoServerThread&) = delete;

    const QString& url() const { return url_; }                    ///< after `start`
    const QByteArray& certificate() const { return certificate_; } ///< PEM; empty without TLS

private:
    DemoServerThread();

    QThread thread_;
    DemoServer* server_;
    QString url_;
    QByteArray certificate_;
};

} // namespace framescope::scenario
