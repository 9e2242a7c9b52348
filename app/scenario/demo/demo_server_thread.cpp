// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_server_thread.h"

#include "scenario/demo/demo_server.h"

#include <utility>

namespace framescope::scenario {

DemoServerThread::DemoServerThread() : server_(new DemoServer)
{
    thread_.setObjectName(QStringLiteral("demo server"));
    server_->moveToThread(&thread_);
    QObject::connect(&thread_, &QThread::finished, server_, &QObject::deleteLater);
    thread_.start();
}

DemoServerThread::~DemoServerThread()
{
    thread_.quit();
    thread_.wait();
}

Result<std::unique_ptr<DemoServerThread>> DemoServerThread::start(std::uint16_t port, bool tls)
{
    std::unique_ptr<DemoServerThread> made(new DemoServerThread);
    Result<std::uint16_t> started;
    QMetaObject::invokeMethod(
        made->server_,
        [&] {
            started = made->server_->start(port, tls);
            made->url_ = made->server_->url();
            made->certificate_ = made->server_->certificate();
        },
        Qt::BlockingQueuedConnection);
    if (!started) {
        return tl::unexpected(started.error());
    }
    return made;
}

std::unique_ptr<DemoServerThread>
DemoServerThread::begin(QObject* context, std::function<void(const Result<QString>&)> then)
{
    std::unique_ptr<DemoServerThread> made(new DemoServerThread);
    QMetaObject::invokeMethod(
        made->server_, [server = made->server_, context, then = std::move(then)] {
            const auto url = server->start().map([server](std::uint16_t) { return server->url(); });
            QMetaObject::invokeMethod(context, [then, url] { then(url); });
        });
    return made;
}

} // namespace framescope::scenario
