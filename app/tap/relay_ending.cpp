// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a connection of the relay ends.
#include "tap/relay.h"
#include "tap/upstream/tcp_ending.h"
#include "tap/upstream/tls_failure.h"

#include <QTcpSocket>

#include <utility>

#include <nlohmann/json.hpp>

namespace framescope::tap {

namespace {

/// How often it is looked at whether the server takes anything while closing.
constexpr int ClosingSteps = 4;

QString seconds(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(time.count()) / 1000);
}

} // namespace

/// Closing was asked for, or a Close frame has crossed: from now on each side has `closeTimeout`
/// for its next step, of which taking what waits before our Close is one.
void Relay::enterClosing()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    closingSteps_ = 0;
    unsentThen_ = unsent();
    deadline_.start(target_.closeTimeout / ClosingSteps);
    if (phase_ != Phase::Closing) {
        phase_ = Phase::Closing;
        emit closing();
    }
}

void Relay::deadlinePassed()
{
    const QString time = seconds(target_.upgradeTimeout);
    switch (phase_) {
    case Phase::Connecting:
        giveUp(QStringLiteral("QWebSocket did not reach the tap within %1")
                   .arg(seconds(target_.connectTimeout)));
        break;
    case Phase::AwaitingResponse:
        recordError("http", QStringLiteral("no response within %1").arg(time));
        endOurselves(nlohmann::json::object());
        break;
    case Phase::ReadingRefusal:
        endOurselves({{"text", ("the body did not end within " + time).toStdString()}});
        break;
    case Phase::Closing:
        closingStepPassed();
        break;
    default:
        break;
    }
}

void Relay::closingStepPassed()
{
    const std::uint64_t left = unsent();
    const bool progress = !closeReceived_ && left < std::exchange(unsentThen_, left);
    closingSteps_ = progress ? 0 : closingSteps_ + 1;
    if (closingSteps_ < ClosingSteps) {
        deadline_.start(target_.closeTimeout / ClosingSteps);
        return;
    }
    std::string text = "the server did not answer Close within ";
    if (closeReceived_) {
        text = "the server did not end TCP within ";
    } else if (left > 0) {
        text = "the server did not read what was sent before Close within ";
    }
    endOurselves({{"text", text + seconds(target_.closeTimeout).toStdString()}});
}

/// What was accepted for sending and has not left this machine.
std::uint64_t Relay::unsent() const
{
    return outbox_->waiting() + descriptor_.notSent();
}

/// Of that, what stands in the recording as sent: its last bytes.
std::uint64_t Relay::recordedUnsent() const
{
    return outbox_->backlog() + descriptor_.notSent();
}

void Relay::giveUp(const QString& text)
{
    if (phase_ == Phase::Connecting && !serverReady_) {
        connector_.giveUp(text);
        connectingFailed();
        return;
    }
    recordError("http", text);
    endOurselves(nlohmann::json::object());
}

void Relay::clientFailed(const QString& text)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (!clientReady_) {
        giveUp(QStringLiteral("the client did not reach the tap: %1").arg(text));
        return;
    }
    recordBehaviour("QWebSocket failed, the recording goes on: " + text.toStdString());
    clientGone();
}

void Relay::clientGone()
{
    if (!client_ || phase_ == Phase::Ended) {
        return;
    }
    client_->disconnect(this);
    client_->abort();
    client_.release()->deleteLater();
    if (outgoing_.midFrame()) {
        recordError("websocket", QStringLiteral("QWebSocket ended inside a frame"));
        abort();
        return;
    }
    outgoing_.clientGone();
    outbox_->clientGone();
    pump();
}

void Relay::abort()
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (!server_) {
        giveUp(QStringLiteral("given up before the connection was open"));
        return;
    }
    if (serverGone_) {
        peerEnded();
        return;
    }
    nlohmann::json detail = withUnsent(nlohmann::json::object());
    server_->disconnect(this);
    endWithReset(*server_, descriptor_);
    record(live_.streamEnded(conn_, Direction::Out, recording::StreamEnd::Reset));
    finish(detail);
}

nlohmann::json Relay::withUnsent(nlohmann::json detail) const
{
    if (const std::uint64_t count = unsent(); count > 0) {
        detail["unsent"] = count;
    }
    if (sent_.seen() && recordedUnsent() > 0) { // nothing follows a Close frame
        detail["close_unsent"] = true;
    }
    return detail;
}

/// The server ended TCP, and all that came before has been taken. Where it ended TLS alone, its
/// FIN mostly follows at once; else our side ends TCP.
void Relay::peerEnded()
{
    using recording::StreamEnd;
    constexpr int MostLooks = 20;
    constexpr std::chrono::milliseconds BetweenLooks{10};
    const bool tlsAlone = target_.secure && descriptor_.isUp();
    if (tlsAlone && finLooks_ < MostLooks) {
        ++finLooks_;
        QTimer::singleShot(BetweenLooks, this, &Relay::pump);
        return;
    }
    nlohmann::json detail = withUnsent(nlohmann::json::object());
    server_->disconnect(this);
    const StreamEnd how =
        tlsAlone ? endInOrder(*server_, descriptor_) : endAfterPeer(*server_, descriptor_);
    if (!lastWords_.tlsError().isEmpty()) {
        recordError("tls", tlsFailure(lastWords_.tlsError(), TlsPhase::Established));
    }
    if (tlsAlone && lastWords_.closeNotified()) {
        detail["tls"] = "ended by the server (close_notify), which left TCP open";
    } else if (target_.secure && how == StreamEnd::Fin && !lastWords_.closeNotified()) {
        detail["tls"] = "ended without close_notify";
    }
    record(live_.streamEnded(conn_, tlsAlone ? Direction::Out : Direction::In, how));
    if (!tlsAlone && how == StreamEnd::Fin) {
        record(live_.streamEnded(conn_, Direction::Out, StreamEnd::Fin));
    }
    finish(detail);
}

/// Our side ends TCP, in order if that is possible.
void Relay::endOurselves(nlohmann::json detail)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    if (serverGone_) {
        peerEnded();
        return;
    }
    detail = withUnsent(std::move(detail));
    server_->disconnect(this);
    const recording::StreamEnd how = endInOrder(*server_, descriptor_);
    record(live_.streamEnded(conn_, Direction::Out, how));
    finish(detail);
}

void Relay::finish(const nlohmann::json& detail)
{
    if (phase_ == Phase::Ended) {
        return;
    }
    phase_ = Phase::Ended;
    deadline_.stop();
    record(live_.closed(conn_, detail));
    releaseClient();
    emit ended();
}

/// Lets the client have what was written for it; the socket outlives the relay for that.
void Relay::releaseClient()
{
    if (!client_) {
        return;
    }
    QTcpSocket* client = client_.release();
    client->disconnect(this);
    client->setParent(parent());
    connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
    client->disconnectFromHost();
    if (client->state() == QAbstractSocket::UnconnectedState) {
        client->deleteLater();
    }
}

void Relay::recordError(std::string_view layer, const QString& text)
{
    record(live_.event(conn_, "error", {{"layer", layer}, {"text", text.toStdString()}}));
}

void Relay::recordBehaviour(const std::string& text)
{
    record(live_.event(conn_, "behaviour", {{"text", text}}));
}

/// False where it could not be written: then the connection is dropped.
bool Relay::record(const Result<void>& result)
{
    if (result) {
        return true;
    }
    const bool first = !std::exchange(recordingFailed_, true);
    const bool ends = std::exchange(phase_, Phase::Ended) != Phase::Ended;
    if (ends) {
        deadline_.stop();
        if (server_) {
            server_->disconnect(this);
            endWithReset(*server_, descriptor_);
        }
        releaseClient();
    }
    if (first) {
        emit recordingFailed(QString::fromStdString(result.error().message()));
    }
    if (ends) {
        emit ended();
    }
    return false;
}

} // namespace framescope::tap
