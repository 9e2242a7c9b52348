// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_server_thread.h"

#include "scenario/demo/demo_handler.h"

#include <utility>

namespace framescope::scenario {

DemoServerThread::DemoServerThread() : ServerThread(demoHandlers()) {}

Result<std::unique_ptr<DemoServerThread>> DemoServerThread::start(std::uint16_t port, bool tls)
{
    std::unique_ptr<DemoServerThread> made(new DemoServerThread);
    if (const auto started = made->ServerThread::start({.port = port, .tls = tls}); !started) {
        return tl::unexpected(started.error());
    }
    return made;
}

std::unique_ptr<DemoServerThread>
DemoServerThread::begin(QObject* context, std::function<void(const Result<QString>&)> then)
{
    std::unique_ptr<DemoServerThread> made(new DemoServerThread);
    made->ServerThread::begin({}, context, std::move(then));
    return made;
}

} // namespace framescope::scenario
