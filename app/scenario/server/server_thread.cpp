// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/server_thread.h"

#include <utility>

namespace framescope::scenario {

ServerThread::ServerThread(MakeHandler makeHandler) : server_(new Server(std::move(makeHandler)))
{
    thread_.setObjectName(QStringLiteral("server"));
    server_->moveToThread(&thread_);
    QObject::connect(&thread_, &QThread::finished, server_, &QObject::deleteLater);
    thread_.start();
}

ServerThread::~ServerThread()
{
    thread_.quit();
    thread_.wait();
}

Result<void> ServerThread::start(const Server::Options& options)
{
    Result<std::uint16_t> started;
    QMetaObject::invokeMethod(
        server_,
        [&] {
            started = server_->start(options);
            url_ = server_->url();
            certificate_ = server_->certificate();
        },
        Qt::BlockingQueuedConnection);
    return started.map([](std::uint16_t) {});
}

void ServerThread::begin(const Server::Options& options, QObject* context,
                         std::function<void(const Result<QString>&)> then)
{
    QMetaObject::invokeMethod(
        server_, [server = server_, options, context, then = std::move(then)] {
            const auto url =
                server->start(options).map([server](std::uint16_t) { return server->url(); });
            QMetaObject::invokeMethod(context, [then, url] { then(url); });
        });
}

void ServerThread::run(std::function<void()> function)
{
    QMetaObject::invokeMethod(server_, std::move(function));
}

} // namespace framescope::scenario
