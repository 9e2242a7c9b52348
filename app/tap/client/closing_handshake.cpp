// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/closing_handshake.h"

#include "tap/client/close_reply.h"
#include "tap/client/seconds_text.h"
#include "wire/frames/close_payload.h"

#include <utility>

namespace framescope::tap {

ClosingHandshake::ClosingHandshake(const Outbox& outbox, const PacedWriter& writer,
                                   const connection::ConnectionOptions& options)
    : outbox_(outbox), writer_(writer), options_(options)
{
}

void ClosingHandshake::asked()
{
    if (state_ == State::Open && !held_) {
        enter(State::Asked);
    }
}

void ClosingHandshake::received(const IncomingReframer::Control& close,
                                const std::optional<IncomingReframer::Failure>& failure)
{
    if (isReceived()) {
        return;
    }
    if (outbox_.holdsCloseAnswer() && !hasBegun() && !failure) {
        held_ = close;
        await(options_.closeTimeout);
        return;
    }
    enter(State::Received);
    if (isSent()) {
        return;
    }
    if (failure) {
        sendFailure(*failure);
    } else {
        answer(close);
    }
}

void ClosingHandshake::putOut()
{
    if (held_ && outbox_.closeAnswerDue()) {
        answerHeld();
    }
}

void ClosingHandshake::answerHeld()
{
    const IncomingReframer::Control close = *std::exchange(held_, {});
    enter(State::Received);
    answer(close);
}

void ClosingHandshake::fail(const IncomingReframer::Failure& failure)
{
    enter(State::Asked);
    sendFailure(failure);
}

void ClosingHandshake::sendFailure(const IncomingReframer::Failure& failure)
{
    emit told(Failure{"websocket", failure.text});
    emit sending(wire::closePayload(failure.code));
}

void ClosingHandshake::answer(const IncomingReframer::Control& close)
{
    CloseReply reply = closeReplyTo(close, options_.behaviours);
    if (!reply.told.empty()) {
        emit told(Behaviour{std::move(reply.told)});
    }
    if (reply.delay.count() == 0) {
        if (reply.payload) {
            emit sending(*reply.payload);
        }
        return;
    }
    emit deadline({}); // the server's time begins with our Close
    emit later(reply.delay, [this, payload = *std::move(reply.payload)] {
        enter(State::Received);
        if (!isSent()) {
            emit sending(payload);
        }
    });
}

void ClosingHandshake::enter(State state)
{
    const bool first = state_ == State::Open;
    state_ = state;
    const auto& wait = options_.behaviours.closeWait;
    await(state == State::Asked ? wait.value_or(options_.closeTimeout) : options_.closeTimeout);
    if (first) {
        emit closing();
    }
}

void ClosingHandshake::await(std::chrono::milliseconds time)
{
    steps_.begin(time, writer_.gone());
    emit deadline(steps_.step());
}

void ClosingHandshake::deadlinePassed()
{
    if (!steps_.pass(state_ != State::Received, writer_.gone())) {
        emit deadline(steps_.step());
        return;
    }
    if (held_) {
        answerHeld();
        return;
    }
    std::string text = "the server did not answer Close within ";
    if (state_ == State::Received) {
        text = "the server did not end TCP within ";
    } else if (outbox_.waiting() > 0 || writer_.notSent() > 0) {
        text = "the server did not read what was sent before Close within ";
    }
    emit ending({text + secondsText(steps_.limit())});
}

void ClosingHandshake::wrote()
{
    using AfterClose = connection::Behaviours::AfterClose;
    if (!isSent() || std::exchange(sentSeen_, true)) {
        return;
    }
    if (isReceived()) { // it answers the server's
        held_.reset();
        enter(State::Received);
        return;
    }
    asked();
    switch (options_.behaviours.afterClose) {
    case AfterClose::Await:
        break;
    case AfterClose::GoOn:
        emit told(Behaviour{"our Close does not end what is sent"});
        break;
    case AfterClose::Fin:
        emit told(Behaviour{"TCP is ended by FIN right behind our Close"});
        emit cutting(Cut::Fin);
        break;
    case AfterClose::Reset:
        emit told(Behaviour{"TCP is reset right behind our Close"});
        emit cutting(Cut::Reset);
        break;
    case AfterClose::HalfClose:
        emit told(Behaviour{"our side of TCP is ended right behind our Close"});
        emit cutting(Cut::HalfClose);
        break;
    }
}

} // namespace framescope::tap
