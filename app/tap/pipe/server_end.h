// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace framescope::tap {

/// The connection to a server, as who writes to it sees it.
class ServerEnd
{
public:
    virtual ~ServerEnd() = default;

    /// False once the server has ended it: nothing can be written any more.
    virtual bool isUp() const = 0;
    virtual void write(ByteView bytes) = 0;
    /// Bytes that were written and wait in this process, ...
    virtual std::uint64_t backlog() const = 0;
    /// ... and those that wait in the system, since the server does not take them.
    virtual std::uint64_t notSent() const = 0;
};

} // namespace framescope::tap
