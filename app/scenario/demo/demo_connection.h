// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo/demo_answer.h"
#include "wire/frames/frame_stream.h"
#include "wire/http/http_head.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// Bytes of incomplete messages, summed over all clients of a server.
struct DemoMemory
{
    static constexpr std::size_t Most = 256 << 20;
    std::size_t held = 0;
};

/// One client of the demo server, from its first byte to its last. Deletes itself when the
/// connection has ended.
class DemoConnection final : public QObject, private wire::FrameStreamHandler
{
    Q_OBJECT

public:
    /// `socket` is connected (a QSslSocket may still be shaking hands) and becomes a child;
    /// `memory` outlives it.
    DemoConnection(QTcpSocket* socket, std::string address, DemoMemory& memory, QObject* parent);
    ~DemoConnection() override;

    /// Whether the client has sent a request. A new client replaces first a client without a
    /// request, then the one that was idle for longest.
    bool hasAsked() const { return phase_ != Phase::Head; }
    std::chrono::steady_clock::time_point lastHeard() const { return lastHeard_; }

    // For the paths, on an open connection:

    /// Sends a message of one frame, compressed if that was negotiated.
    void send(wire::Opcode opcode, ByteView payload);
    /// Sends bytes unchanged: complete frames, made by the path.
    void sendRaw(ByteView bytes);
    /// Sends a part of a frame; nothing else is sent before its last part.
    void sendPart(ByteView bytes, bool last);
    /// Sends a Close frame once; after it, only pongs are sent.
    void close(std::optional<std::uint16_t> code, std::string_view reason = {});
    /// Ends TCP with RST, without a Close frame.
    void reset();

    /// Whether more may be sent without exceeding the write buffer's limit. If not,
    /// DemoBehaviour::canSendAgain is called when there is room again.
    bool hasRoom() const;
    bool compresses() const { return deflater_.has_value(); }
    /// Compresses the payload of a message, which must be sent next.
    Bytes compressed(ByteView message) { return deflater_->compress(message); }
    /// Sends single bytes from now on.
    void trickle(std::chrono::milliseconds betweenBytes) { trickle_.start(betweenBytes); }

    /// Calls `call` after the delay, unless the connection has ended by then.
    void after(std::chrono::milliseconds delay, std::function<void()> call);
    void every(std::chrono::milliseconds interval, std::function<void()> call);

private:
    enum class Phase { Head, Waiting, Open, Ending };

    void readSocket();
    void socketWrote();
    void take(ByteView bytes);
    void respond();

    // wire::FrameStreamHandler
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;
    void failOn(const wire::Violations& violations);

    void sendControl(wire::Opcode opcode, ByteView payload);
    void dropMessage();
    void write(ByteView bytes);
    void writeTrickle();
    /// Ends the connection as soon as everything is written.
    void endAfterWriting();
    void endIfWritten();

    QTcpSocket* socket_;
    std::string address_;
    DemoMemory& memory_;
    std::chrono::steady_clock::time_point lastHeard_ = std::chrono::steady_clock::now();
    Phase phase_ = Phase::Head;
    QTimer deadline_; ///< for the head, then for the client's answer to our Close
    wire::HttpHeadReader head_{wire::HttpHeadReader::Expect::Request};
    DemoAnswer answer_;
    Bytes early_; ///< arrived after the head, before the answer was sent
    std::optional<wire::FrameStream> frames_;
    std::optional<wire::Deflater> deflater_;
    std::optional<DemoBehaviour> behaviour_;
    Bytes message_;
    Bytes scratch_;
    Bytes held_; ///< control frames that wait for the end of a frame
    Bytes trickling_;
    std::size_t trickled_ = 0;
    QTimer trickle_;
    bool midFrame_ = false;
    bool closeSent_ = false;
    bool closeReceived_ = false;
    bool endWanted_ = false;
};

} // namespace framescope::scenario
