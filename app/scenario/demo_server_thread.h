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

/// A DemoServer with a thread of its own, for programs whose thread has other work. It is up
/// when `start` returns and gone when this object is.
class DemoServerThread
{
public:
    /// On loopback; `port` 0 takes any that is free. Making the certificate for `tls` takes
    /// about a millisecond.
    static Result<std::unique_ptr<DemoServerThread>> start(std::uint16_t port = 0,
                                                           bool tls = false);
    /// Does not wait: calls `then` with the URL in the thread of `context`, which must outlive this
    /// object, when it is up.
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
