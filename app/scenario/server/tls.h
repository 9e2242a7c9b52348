// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "scenario/server/certificate.h"

#include <memory>
#include <string>

namespace framescope::scenario {

/// The server's side of TLS on one connection. Sans-IO: takes and gives bytes.
class Tls
{
public:
    /// What the connections of a server share.
    class Context;
    static Result<std::shared_ptr<const Context>> contextFor(const Certificate& certificate);

    explicit Tls(std::shared_ptr<const Context> context);
    ~Tls();

    /// Takes bytes from the client; appends what they say to `plain`, and what TLS answers by
    /// itself to `out`. Fails if the client breaks TLS; the alert for it is in `out`.
    Result<void> receive(ByteView bytes, Bytes& plain, Bytes& out);
    /// Encrypts. Precondition: `isUp()`.
    void send(ByteView plain, Bytes& out);
    /// Ends TLS in order: appends a close_notify, once.
    void close(Bytes& out);

    bool isUp() const;         ///< the handshake is done
    bool clientClosed() const; ///< the client has sent its close_notify
    std::string protocol() const;
    std::string cipher() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::scenario
