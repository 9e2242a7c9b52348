// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/server/server.h"

#include <QString>
#include <QThread>

#include <functional>
#include <string>

namespace framescope::scenario {

/// A Server with its own thread, which makes and runs the handlers. It stops with this object.
class ServerThread
{
public:
    explicit ServerThread(MakeHandler makeHandler);
    ~ServerThread();
    ServerThread(const ServerThread&) = delete;
    ServerThread& operator=(const ServerThread&) = delete;

    /// It is listening when this returns.
    Result<void> start(const Server::Options& options);
    /// Does not wait: once it listens, calls `then` with the URL in the thread of `context`, which
    /// must outlive this object.
    void begin(const Server::Options& options, QObject* context,
               std::function<void(const Result<QString>&)> then);

    /// Runs a function in the server's thread, behind what was begun; does not wait.
    void run(std::function<void()> function);

    const QString& url() const { return url_; }                     ///< after `start`
    const std::string& certificate() const { return certificate_; } ///< PEM; empty without TLS

private:
    QThread thread_;
    Server* server_;
    QString url_;
    std::string certificate_;
};

} // namespace framescope::scenario
