// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/endpoints.h"
#include "scenario/server/poller.h"
#include "scenario/server/tls.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace framescope::scenario {

/// How a side has ended TCP.
enum class TcpEnd { Fin, Reset };

/// What a Socket tells. No call may destroy the socket.
class SocketOwner
{
public:
    virtual ~SocketOwner() = default;
    virtual void received(ByteView bytes) = 0;
    /// These bytes were passed to TCP (with TLS: encrypted).
    virtual void sent(ByteView bytes) = 0;
    /// Something may have been written; there may be room for more.
    virtual void drained() = 0;
    virtual void secured() = 0;  ///< TLS is up
    virtual void finished() = 0; ///< our FIN has left
    /// Once; the last call of `received` was before. `problem`: what the client does wrong in TLS.
    virtual void clientEnded(TcpEnd how, const std::string& problem) = 0;
};

/// A client's TCP connection, with TLS or without. What happens on it is told as it was: whether
/// the client ended its side or reset the connection, and when bytes have left.
class Socket final : private Polled
{
public:
    /// Owns `descriptor`, which is connected. `context`: null without TLS.
    Socket(int descriptor, Poller& poller, std::shared_ptr<const Tls::Context> context,
           SocketOwner& owner);
    ~Socket() override;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    Endpoints endpoints() const;
    const Tls* tls() const { return tls_ ? &*tls_ : nullptr; }

    /// Passes bytes to TCP as soon as the event loop runs, or `received` returns.
    void write(ByteView bytes);
    std::size_t unwritten() const { return out_.size() - written_; }
    void setReading(bool reading);

    /// Ends TLS by a close_notify. Nothing can be written afterwards. False without TLS.
    bool endTls();
    /// Ends our side as soon as everything is written, TLS before. Nothing can be written
    /// afterwards.
    void finish();
    /// Whether the client's machine has all that was written.
    bool isDelivered() const;
    bool hasFinished() const { return finished_; } ///< our FIN has left
    /// Ends TCP with RST; drops what is not written. The last thing that happens.
    void reset();

private:
    void ready(bool toRead, bool toWrite) override;
    void readReady();
    bool readOnce();
    void take(ByteView bytes);
    void writeReady();
    void setWriting();
    void await(bool toRead, bool toWrite);
    void flush();
    void end(TcpEnd how, const std::string& problem = {});

    int descriptor_;
    Poller& poller_;
    SocketOwner& owner_;
    std::optional<Tls> tls_;
    bool reads_ = true;   ///< as the poller knows
    bool writes_ = false; ///< as the poller knows
    Bytes out_;
    std::size_t written_ = 0; ///< of `out_`
    bool corked_ = false;     ///< writing follows anyway
    bool ended_ = false;      ///< the client has ended its side
    bool finishWanted_ = false;
    bool finished_ = false;
};

} // namespace framescope::scenario
