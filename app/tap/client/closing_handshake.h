// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "tap/client/closing_steps.h"
#include "tap/client/incoming_reframer.h"
#include "tap/client/misdeeds.h"
#include "tap/client/outbox.h"
#include "tap/client/sent_close.h"
#include "tap/sink.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace framescope::tap {

/// Closes an open connection (RFC 6455 7.1): answers the server's Close, fails the connection, does
/// what the behaviours want behind our own Close, and gives each side `closeTimeout` for its next
/// step; taking the data that is sent before our Close is such a step. A part of ControlPlane.
class ClosingHandshake : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    ClosingHandshake(const Outbox& outbox, const PacedWriter& writer,
                     const connection::ConnectionOptions& options);

    /// Receives the frames that are sent.
    wire::FrameStreamHandler& watcher() { return sent_; }
    /// Whether closing was asked for, or a Close frame was sent or received.
    bool hasBegun() const { return state_ != State::Open; }
    bool isReceived() const { return held_ || state_ == State::Received; }
    /// Whether the server's Close waits for an answer (Outbox::holdCloseAnswer).
    bool isHeld() const { return held_.has_value(); }
    /// Whether a Close frame of ours is on its way.
    bool isSent() const { return sent_.seen(); }

    /// The session's Close waits for earlier data.
    void asked();
    /// The server's Close frame. `failure`: why the connection fails, if it does.
    void received(const IncomingReframer::Control& close,
                  const std::optional<IncomingReframer::Failure>& failure);
    void fail(const IncomingReframer::Failure& failure);
    /// Something was put out: answers the server's Close if that is due.
    void putOut();
    /// Something was written: looks whether our Close is on its way now.
    void wrote();
    /// Handles that the time of `deadline` has passed.
    void deadlinePassed();

signals:
    // See ControlPlane.
    void deadline(std::chrono::milliseconds time);
    void closing();
    void ending(const framescope::tap::Closed& why);
    void later(std::chrono::milliseconds time, const std::function<void()>& then);
    /// Emitted to send a Close frame at the next frame boundary.
    void sending(const framescope::Bytes& payload);
    void told(const framescope::tap::Event& event);
    /// Emitted to end TCP on purpose, once our Close has left this machine.
    void cutting(framescope::tap::Cut how);

private:
    enum class State {
        Open,
        Asked,   ///< waits for the server's Close frame
        Received ///< waits for the server to end TCP
    };

    void enter(State state);
    void await(std::chrono::milliseconds time);
    void answerHeld();
    void answer(const IncomingReframer::Control& close);
    void sendFailure(const IncomingReframer::Failure& failure);

    const Outbox& outbox_;
    const PacedWriter& writer_;
    const connection::ConnectionOptions& options_;
    SentClose sent_;
    ClosingSteps steps_;
    std::optional<IncomingReframer::Control> held_; ///< the server's Close, not answered yet
    bool sentSeen_ = false;
    State state_ = State::Open;
};

} // namespace framescope::tap
