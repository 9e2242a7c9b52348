// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "tap/upstream/target.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <memory>
#include <string>

namespace framescope::tap {

/// Without user and password.
std::string proxyUrl(const Target::Proxy& proxy);

/// Asks a proxy for a tunnel to the target: HTTP CONNECT (RFC 9110 9.3.6) or SOCKS 5 (RFC 1928,
/// RFC 1929). Sans-IO. The name is resolved by the proxy.
class ProxyHandshake
{
public:
    enum class State { NeedMore, Open, Refused };

    static std::unique_ptr<ProxyHandshake> create(const Target::Proxy& proxy,
                                                  const std::string& host, std::uint16_t port);
    virtual ~ProxyHandshake() = default;

    /// What to send first.
    virtual Bytes start() = 0;
    /// Takes what the proxy sent, never more than belongs to the handshake; returns how much.
    /// What is to be sent next is appended to `answer`.
    virtual std::size_t feed(ByteView bytes, Bytes& answer) = 0;

    State state() const { return state_; }
    /// One sentence, once refused.
    const std::string& refusal() const { return refusal_; }
    /// The head that refused; null where that was not HTTP.
    virtual const wire::HttpHead* refusingHead() const { return nullptr; }

protected:
    void refuse(std::string why);
    void open() { state_ = State::Open; }

private:
    State state_ = State::NeedMore;
    std::string refusal_;
};

} // namespace framescope::tap
