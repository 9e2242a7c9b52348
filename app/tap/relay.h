// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "tap/client/incoming_reframer.h"
#include "tap/client/loopback_gate.h"
#include "tap/client/outbox.h"
#include "tap/client/outgoing_mux.h"
#include "tap/client/sent_close.h"
#include "tap/upstream/connector.h"
#include "tap/upstream/last_words.h"
#include "tap/upstream/target.h"
#include "timeline/decode/live_capture.h"
#include "wire/http/http_body.h"
#include "wire/http/http_head.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

#include <nlohmann/json_fwd.hpp>

class QTcpSocket;

namespace framescope::tap {

/// One connection of a session: QWebSocket on loopback on one side, the server on the other,
/// everything recorded in between as it crosses the wire. The relay owns the control plane: it
/// answers Ping and Close, completes the closing handshake, and keeps the timeouts (DESIGN 1).
///
/// Lives in the capture thread, and for one connection.
class Relay : public QObject
{
    Q_OBJECT

public:
    Relay(timeline::LiveCapture& live, Target target, std::shared_ptr<Outbox> outbox,
          QObject* parent = nullptr);
    ~Relay() override;

    /// Listens for the client and starts to connect. Where it can't listen, the connection has
    /// been recorded as failed and `ended` was emitted.
    Result<LoopbackGate::Address> start();
    /// There is something in the outbox.
    void wake();
    /// QWebSocket failed on its side; the connection goes on without it where it can.
    void clientFailed(const QString& text);
    /// Drops TCP with a reset.
    void abort();

signals:
    void opened();
    /// A Close frame was seen or sent.
    void closing();
    /// The session, which was refused room in the outbox, has some now.
    void roomToSend();
    /// It is over, and recorded as such.
    void ended();
    void certificateRejected(const framescope::tap::CertificateFailure& failure);
    /// The connection was dropped because of it.
    void recordingFailed(const QString& message);

private:
    enum class Phase { Connecting, AwaitingResponse, ReadingRefusal, Open, Closing, Ended };

    void clientAdmitted();
    void serverConnected();
    void connectingFailed();
    void sendRequest();
    void pump();
    bool pumpIn();
    void pumpOut();
    void received(ByteView bytes);
    void takeResponse(ByteView bytes);
    void open(const wire::HandshakeOutcome& outcome);
    void act();
    void answerPing(const IncomingReframer::Control& ping);
    void pong(ByteView payload);
    void closeReceived(const IncomingReframer::Control& close);
    void failStrictly(const IncomingReframer::Failure& failure);
    void takeOutbox();
    void tellBacklog();
    std::uint64_t unsent() const;
    std::uint64_t recordedUnsent() const;
    /// False where it is not recorded, and not sent.
    bool sendToServer(ByteView bytes);
    void flushToServer();
    void flushToClient();
    void enterClosing();
    void deadlinePassed();
    void closingStepPassed();
    void giveUp(const QString& text);
    void clientGone();
    void peerEnded();
    void endOurselves(nlohmann::json detail);
    nlohmann::json withUnsent(nlohmann::json detail) const;
    void finish(const nlohmann::json& detail);
    void releaseClient();
    void recordError(std::string_view layer, const QString& text);
    void recordBehaviour(const std::string& text);
    bool record(const Result<void>& result);
    bool clientHasRoom() const;
    bool serverHasRoom() const;

    timeline::LiveCapture& live_;
    const Target target_;
    const std::shared_ptr<Outbox> outbox_;
    const ConnectionId conn_;
    LoopbackGate gate_;
    Connector connector_;
    std::unique_ptr<QTcpSocket> server_;
    std::unique_ptr<QTcpSocket> client_;
    TcpDescriptor descriptor_; ///< of `server_`
    LastWords lastWords_;      ///< of the server
    IncomingReframer incoming_;
    OutgoingMux outgoing_;
    SentClose sent_;
    wire::HttpHeadReader response_{wire::HttpHeadReader::Expect::Response};
    std::optional<wire::HttpBodyReader> refusal_;
    std::optional<Bytes> latestPing_; ///< not answered yet: too much waits for the server
    QTimer deadline_;                 ///< of the phase
    int finLooks_ = 0;                ///< for the server's FIN, after it ended TLS
    int closingSteps_ = 0;            ///< of the deadline that went by without progress
    std::uint64_t unsentThen_ = 0;    ///< at the step before
    Bytes buffer_;
    std::size_t chunkSize_;
    Phase phase_ = Phase::Connecting;
    bool clientReady_ = false;
    bool serverReady_ = false;
    bool closeReceived_ = false;
    bool longPingTold_ = false;
    bool serverGone_ = false; ///< Qt told the end; what it has read may still be there
    bool drained_ = false;    ///< nothing was left at the last look
    bool pumping_ = false;
    bool pumpAgain_ = false;
    bool recordingFailed_ = false;
};

} // namespace framescope::tap
