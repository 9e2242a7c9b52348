// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/endpoints.h"
#include "scenario/server/tls.h"

#include <QSocketNotifier>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace framescope::scenario {

/// How a client has ended its side of TCP.
enum class ClientEnd { Fin, Reset };

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
    virtual void secured() = 0; ///< TLS is up
    /// Once; the last call of `received` was before. `problem`: what the client does wrong in TLS.
    virtual void clientEnded(ClientEnd how, const std::string& problem) = 0;
};

/// A client's TCP connection, with TLS or without. What happens on it is told as it was: whether
/// the client ended its side or reset the connection, and when bytes have left.
class Socket
{
public:
    /// Owns `descriptor`, which is connected. `context`: null without TLS.
    Socket(int descriptor, std::shared_ptr<const Tls::Context> context, SocketOwner& owner);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    Endpoints endpoints() const;
    const Tls* tls() const { return tls_ ? &*tls_ : nullptr; }

    /// Passes bytes to TCP as soon as the event loop runs, or `received` returns.
    void write(ByteView bytes);
    std::size_t unwritten() const { return out_.size() - written_; }
    void setReading(bool reading);

    enum class Notify { Yes, No };
    /// Ends our side as soon as everything is written; with TLS a close_notify comes before, unless
    /// it is left out. Nothing can be written afterwards.
    void finish(Notify notify = Notify::Yes);
    bool hasFinished() const { return finished_; } ///< our FIN has left
    /// Ends TCP with RST; drops what is not written. The last thing that happens.
    void reset();

private:
    void readReady();
    bool readOnce();
    void take(ByteView bytes);
    void writeReady();
    void setWriting();
    void flush();
    void end(ClientEnd how, const std::string& problem = {});

    int descriptor_;
    SocketOwner& owner_;
    std::optional<Tls> tls_;
    QSocketNotifier readable_;
    QSocketNotifier writable_;
    Bytes out_;
    std::size_t written_ = 0; ///< of `out_`
    bool corked_ = false;     ///< writing follows anyway
    bool ended_ = false;      ///< the client has ended its side
    bool finishWanted_ = false;
    bool finished_ = false;
};

} // namespace framescope::scenario
