// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/client_handler.h"
#include "scenario/server/client_record.h"
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
    /// `descriptor` is connected; `poller` and `memory` outlive the connection. `recording`: null
    /// for none.
    ServerConnection(int descriptor, Poller& poller, std::shared_ptr<const Tls::Context> tls,
                     std::shared_ptr<timeline::LiveCapture> recording, MessageMemory& memory,
                     QObject* parent);
    ~ServerConnection() override;

    /// Once, at first.
    void setHandler(std::unique_ptr<ClientHandler> handler) { handler_ = std::move(handler); }

    /// Whether the client has sent a request. A new client replaces first a client without a
    /// request, then the one that was idle for longest.
    bool hasAsked() const { return asked_; }
    std::chrono::steady_clock::time_point lastHeard() const { return lastHeard_; }
    Endpoints endpoints() const { return socket_.endpoints(); }
    /// Its number in the recording; 0 if nothing is recorded.
    ConnectionId recordedAs() const { return record_ ? record_->id() : ConnectionId(); }

    // For the handler:

    /// Where the client has connected to: "ws://127.0.0.1:8765".
    std::string address() const;

    /// Sends bytes in place of frames: a response, or what breaks the rules.
    void sendRaw(ByteView bytes) { write(bytes); }
    /// Frames follow what was sent.
    void open(std::optional<wire::DeflateParameters> deflate);
    bool isOpen() const { return phase_ == Phase::Open; }
    /// Whether the request has no answer yet, or one without frames behind it.
    bool isAnswering() const { return phase_ == Phase::Answering; }

    /// What is done without the handler.
    struct Manners
    {
        bool answersPing = true;
        bool answersClose = true;
        bool failsOnViolation = true;
        std::chrono::milliseconds closeTimeout{5000}; ///< until a Close of ours must be answered
    };
    void setManners(const Manners& manners) { manners_ = manners; }

    /// Sends a message of one frame, compressed if that was negotiated; nothing after a Close.
    void send(wire::Opcode opcode, ByteView payload);
    /// Sends complete frames; nothing after a Close.
    void sendFrames(ByteView bytes);
    /// Sends a part of a frame; nothing is answered before its last part.
    void sendPart(ByteView bytes, bool last);
    /// Sends a frame without being asked to, behind the end of a frame that is being sent.
    void sendControl(wire::Opcode opcode, ByteView payload);
    /// Sends a Close frame once; after it, only pongs are sent.
    void close(std::optional<std::uint16_t> code, std::string_view reason = {});
    bool hasClosed() const { return closeSent_; }
    /// A Close was sent otherwise: it must be answered in time.
    void closeWasSent();
    /// Ends TCP with FIN as soon as everything is written, and the last frame is whole.
    void end();
    /// Ends TCP with FIN as soon as everything is written, within a frame too.
    void cut();
    /// Ends TLS, but not TCP. False without TLS.
    bool endTls() { return socket_.endTls(); }
    /// Ends TCP with RST, without a Close frame.
    void reset();
    /// The same when the client's machine has all that was sent, but after two seconds at most.
    void resetWhenSent();

    /// Whether more may be sent without exceeding the write buffer's limit. If not,
    /// ClientHandler::canSendAgain is called when there is room again.
    bool hasRoom() const;
    /// What messages are compressed with, in the order in which they are sent; null for none.
    wire::Deflater* deflater() { return deflater_ ? &*deflater_ : nullptr; }
    /// Sends so many bytes at a time from now on.
    void trickle(std::chrono::milliseconds between, std::size_t pieceSize = 1);
    /// Reads nothing until it is called again.
    void setPaused(bool paused);

    /// Calls `call` after the delay, unless the connection has ended by then.
    void after(std::chrono::milliseconds delay, std::function<void()> call);
    void every(std::chrono::milliseconds interval, std::function<void()> call);

private:
    enum class Phase { Head, Answering, Open, Ending };

    // SocketOwner
    void received(ByteView bytes) override;
    void sent(ByteView bytes) override;
    void drained() override;
    void secured() override;
    void finished() override;
    void clientEnded(TcpEnd how, const std::string& problem) override;

    void takeHead(ByteView bytes);
    void takeEarly();
    void updateReading();

    // wire::FrameStreamHandler
    void frameBegin(const wire::FrameHeader& header, StreamOffset offset,
                    const wire::Violations& violations) override;
    void data(ByteView piece) override;
    void frameEnd(const wire::FrameReport& frame) override;
    void messageEnd(const wire::MessageReport& message) override;
    void failOn(const wire::Violations& violations);

    /// Nothing that a client sends behind its Close has a meaning (RFC 6455 5.5.1).
    bool isHeard() const { return phase_ == Phase::Open && !closeEnd_; }
    void hear(ByteView frames);
    void dropMessage();
    void write(ByteView bytes);
    void writeTrickle();
    void endIfWritten();
    void deadlinePassed();

    Socket socket_;
    std::optional<ClientRecord> record_;
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
    std::size_t pieceSize_ = 1;
    bool paused_ = false;
    QTimer trickle_;
    int looks_ = 0; ///< of `resetWhenSent`
    bool asked_ = false;
    bool failed_ = false; ///< by `failOn`: what the client says has no meaning any more
    bool midFrame_ = false;
    bool closeSent_ = false;
    std::uint64_t heard_ = 0;               ///< bytes behind the request
    std::optional<std::uint64_t> closeEnd_; ///< of these, up to the end of the client's Close
    bool lateTold_ = false;
    bool clientEnded_ = false;
    bool endWanted_ = false;
};

} // namespace framescope::scenario
