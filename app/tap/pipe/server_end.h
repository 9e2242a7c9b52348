// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace framescope::tap {

/// The connection to a server, as its writer sees it.
class ServerEnd
{
public:
    virtual ~ServerEnd() = default;

    /// False once the server has ended the connection; nothing can be written then.
    virtual bool isUp() const = 0;
    /// Notices the server's FIN before what is written next, which it may answer by a reset. True
    /// once at most, when all that came before was read.
    virtual bool noticesFin() = 0;
    virtual void write(ByteView bytes) = 0;
    /// Ends our side of TCP; what the server sends can still be read.
    virtual void endWriting() = 0;
    /// Whether to take data from the system. If not, the server is slowed down in the end.
    virtual void setReading(bool reads) = 0;
    /// The number of written bytes that wait in this process.
    virtual std::uint64_t backlog() const = 0;
    /// The number of bytes that wait in the system, as the server does not take them.
    virtual std::uint64_t notSent() const = 0;
};

} // namespace framescope::tap
