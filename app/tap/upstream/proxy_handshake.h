// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "connection/proxy.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <memory>
#include <string>

namespace framescope::tap {

/// Asks a proxy for a tunnel to the target: HTTP CONNECT (RFC 9110 9.3.6) or SOCKS 5 (RFC 1928,
/// RFC 1929). Sans-IO. The name is resolved by the proxy.
class ProxyHandshake
{
public:
    enum class State { NeedMore, Open, Refused };

    static std::unique_ptr<ProxyHandshake> create(const connection::Proxy& proxy,
                                                  const std::string& host, std::uint16_t port);
    virtual ~ProxyHandshake() = default;

    /// Returns the bytes to send first.
    virtual Bytes start() = 0;
    /// Takes bytes from the proxy, at most those that belong to the handshake; returns how many.
    /// Appends the bytes to send next to `answer`.
    virtual std::size_t feed(ByteView bytes, Bytes& answer) = 0;

    State state() const { return state_; }
    /// One sentence; empty unless refused.
    const std::string& refusal() const { return refusal_; }
    /// The head of the response that refused; null if it was not HTTP.
    virtual const wire::HttpHead* refusingHead() const { return nullptr; }

protected:
    void refuse(std::string why);
    void open() { state_ = State::Open; }

private:
    State state_ = State::NeedMore;
    std::string refusal_;
};

} // namespace framescope::tap
