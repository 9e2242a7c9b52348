// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/server_thread.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace framescope::scenario {

/// The demo server with its own thread, on loopback.
class DemoServerThread : public ServerThread
{
public:
    /// `port` 0 takes a free one. Making the certificate for `tls` takes about a millisecond.
    static Result<std::unique_ptr<DemoServerThread>> start(std::uint16_t port = 0,
                                                           bool tls = false);
    /// As ServerThread::begin.
    static std::unique_ptr<DemoServerThread>
    begin(QObject* context, std::function<void(const Result<QString>&)> then);

private:
    DemoServerThread();
};

} // namespace framescope::scenario
