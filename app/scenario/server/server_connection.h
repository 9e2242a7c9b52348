// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/client_handler.h"
#include "wire/deflate.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// Bytes of incomplete messages, summed over all clients of a server.
struct MessageMemory
{
    static constexpr std::size_t Most = 256 << 20;
    std::size_t held = 0;
};

/// One client of a server, from its first byte to its last. Deletes itself when the connection has
/// ended.
class ServerConnection final : public QObject, private SocketOwner, private wire::FrameStreamHandler
{
    Q_OBJECT

public:
    /// `descriptor` is connected; `memory` outlives the connection.
    ServerConnection(int descriptor, std::shared_ptr<const Tls::Context> tls, MessageMemory& memory,
                     QObject* parent);
    ~ServerConnection() override;

    /// Once, at first.
    void setHandler(std::unique_ptr<ClientHandler> handler) { handler_ = std::move(handler); }

    /// Whether the client has sent a request. A new client replaces first a client without a
    /// request, then the one that was idle for longest.
    bool hasAsked() const { return phase_ != Phase::Head; }
    std::chrono::steady_clock::time_point lastHeard() const { return lastHeard_; }

    // For the handler:

    /// Where the client has connected to: "ws://127.0.0.1:8765".
    std::string address() const;

    /// Sends bytes instead of a request's answer, such as a response.
    void respond(std::string_view response) { write(asBytes(response)); }
    /// Frames follow what was sent.
    void open(std::optional<wire::DeflateParameters> deflate);

    /// What is done without the handler.
    struct Manners
    {
        bool answersPing = true;
        bool answersClose = true;
        bool failsOnViolation = true;
    };
    void setManners(const Manners& manners) { manners_ = manners; }

    /// Sends a message of one frame, compressed if that was negotiated; nothing after a Close.
    void send(wire::Opcode opcode, ByteView payload);
    /// Sends complete frames; nothing after a Close.
    void sendFrames(ByteView bytes);
    /// Sends a part of a frame; nothing else is sent before its last part.
    void sendPart(ByteView bytes, bool last);
    /// Sends a Close frame once; after it, only pongs are sent.
    void close(std::optional<std::uint16_t> code, std::string_view reason = {});
    /// Ends TCP with FIN as soon as everything is written.
    void end();
    /// Ends TCP with RST, without a Close frame.
    void reset();

    /// Whether more may be sent without exceeding the write buffer's limit. If not,
    /// ClientHandler::canSendAgain is called when there is room again.
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
    enum class Phase { Head, Answering, Open, Ending };

    // SocketOwner
    void received(ByteView bytes) override;
    void sent(ByteView /*bytes*/) override {}
    void drained() override;
    void secured() override {}
    void clientEnded(ClientEnd how, const std::string& problem) override;

    void takeHead(ByteView bytes);
    void takeEarly();
    void updateReading();

    // wire::FrameStreamHandler
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;
    void failOn(const wire::Violations& violations);

    void sendControl(wire::Opcode opcode, ByteView payload);
    void dropMessage();
    void write(ByteView bytes);
    void writeTrickle();
    void endIfWritten();
    void finish();
    void deadlinePassed();

    Socket socket_;
    std::unique_ptr<ClientHandler> handler_;
    MessageMemory& memory_;
    std::chrono::steady_clock::time_point lastHeard_ = std::chrono::steady_clock::now();
    Phase phase_ = Phase::Head;
    Manners manners_;
    QTimer deadline_; ///< for the head, then for the client's answer to our Close, then for its FIN
    wire::HttpHeadReader head_{wire::HttpHeadReader::Expect::Request};
    Bytes early_; ///< arrived after the head, before the answer was sent
    std::optional<wire::FrameStream> frames_;
    std::optional<wire::Deflater> deflater_;
    Bytes message_;
    Bytes scratch_;
    Bytes held_; ///< control frames that wait for the end of a frame
    Bytes trickling_;
    std::size_t trickled_ = 0;
    QTimer trickle_;
    bool midFrame_ = false;
    bool closeSent_ = false;
    bool clientEnded_ = false;
    bool endWanted_ = false;
};

} // namespace framescope::scenario
