// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "connection/behaviours.h"
#include "tap/pipe/pipe.h"
#include "tap/pipe/server_end.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace framescope::tap {

/// Records what is sent and writes it to the server: at once, or cut into pieces with pauses
/// (connection::Behaviours::pieceSize). Nothing is recorded before it is written.
class PacedWriter
{
public:
    /// Calls a function after some time.
    using Later = std::function<void(std::chrono::milliseconds, std::function<void()>)>;

    /// `behaviours` may change at any time. `wrote` is called when pieces were written later than
    /// by `write`.
    PacedWriter(Pipe& pipe, const connection::Behaviours& behaviours, Later later,
                std::function<void()> wrote);

    void start(ServerEnd& server) { server_ = &server; }
    bool isStarted() const { return server_ != nullptr; }

    /// Takes bytes to write. False if they are dropped, as our side or the server has ended TCP.
    bool write(ByteView bytes);
    /// Whether all that was taken is written.
    bool isEmpty() const { return waiting_.empty(); }
    /// Whether the recording has failed; then nothing more is written.
    bool sinkFailed() const { return sinkFailed_; }
    /// Ends our side of TCP, which can still receive then.
    void endWriting();

    /// The number of bytes that wait in this process, and whether more can be added.
    std::uint64_t backlog() const;
    bool hasRoom() const;
    /// The number of bytes that have not left this machine.
    std::uint64_t notSent() const { return backlog() + server_->notSent(); }
    /// The number of bytes that have left it; less what TLS adds to those that wait.
    std::int64_t gone() const;

private:
    void writePieces();
    bool writeNow(ByteView bytes);

    Pipe& pipe_;
    const connection::Behaviours& behaviours_;
    const Later later_;
    const std::function<void()> wrote_;
    ServerEnd* server_ = nullptr;
    Bytes waiting_;
    std::size_t at_ = 0; ///< how many of these bytes are written
    std::uint64_t written_ = 0;
    bool pausing_ = false;
    bool ended_ = false;
    bool sinkFailed_ = false;
};

} // namespace framescope::tap
