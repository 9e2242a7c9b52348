// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ending of a connection.
#include "base/text/counted.h"
#include "timeline/decode/connection_tracker.h"

#include <utility>

namespace framescope::timeline {

namespace {

using SidedCut = std::pair<FrameTracker::Cut, Direction>;

/// The frame that was cut off, or else the message; if both sides have one, that of `first`.
std::optional<SidedCut> cutOff(ConnectionFrames& frames, Direction first)
{
    std::optional<SidedCut> found;
    for (const Direction direction : {first, opposite(first)}) {
        const auto& cut = frames.of(direction).cut();
        if (cut && (!found || (found->first.ofMessage && !cut->ofMessage))) {
            found.emplace(*cut, direction);
        }
    }
    return found;
}

/// What was cut off, like "a text frame of the server: 4 of 10 bytes had come".
std::string insideText(const FrameTracker::Cut& cut, Direction direction)
{
    const std::string came = direction == Direction::In ? " had come" : " were handed to TCP";
    const std::string owner = ownerOf(direction);
    if (!cut.type) {
        return "the header of a frame of " + owner + ": " + counted(cut.received, "byte") +
               " had come";
    }
    const std::string type(typeName(*cut.type));
    if (cut.ofMessage) {
        return "a " + type + " message of " + owner + ": frames with " +
               counted(cut.received, "byte") + came + ", its last frame had not";
    }
    return "a " + type + " frame of " + owner + ": " + std::to_string(cut.received) + " of " +
           counted(cut.length, "byte") + came;
}

} // namespace

void ConnectionTracker::takeEnd(Direction direction, Timestamp time, recording::StreamEnd how)
{
    const bool reset = how != recording::StreamEnd::Fin;
    if (tcp_.hasEnded(direction) && (!reset || tcp_.isOver())) {
        return;
    }
    phases_.told(time);
    tcp_.ended(direction, time, how);
    if (reset) {
        this->reset(direction, time);
    } else if (!frames_ && !closed_) {
        phases_.bytesSeen(time);
        handshake_.ended(direction, time, how);
        if (handshake_.switched()) {
            startFrames(direction, 0);
        }
    }
    if (frames_) {
        frames_->of(direction).end(time);
    }
    if (tcp_.isOver() && (!ownRecording_ || closedComment_)) {
        publishClosed(phases_.lastTime(), closedComment_.value_or(Detail()));
    }
}

void ConnectionTracker::behindEnd(Direction direction, std::uint64_t count)
{
    behindEnd_[indexOf(direction)] += count;
}

void ConnectionTracker::resetIgnored(Direction direction, Timestamp time)
{
    direction = real(direction);
    publisher_.note(conn_, time,
                    "a reset of " + ownerOf(direction) +
                        " is ignored: its number is not that of what came next, and " +
                        ownerOf(direction) + " went on after it",
                    direction);
}

void ConnectionTracker::publishBehindEnd()
{
    const std::string end =
        tcp_.isReset() ? "the connection was reset" : "its side of TCP had ended";
    for (const Direction direction : {Direction::In, Direction::Out}) {
        const std::uint64_t count = std::exchange(behindEnd_[indexOf(real(direction))], 0);
        if (count > 0) {
            publisher_.note(conn_, phases_.lastTime(),
                            counted(count, "byte") + " that " + ownerOf(direction) +
                                " sent came after " + end + ": no frames are made of " +
                                (count == 1 ? "it" : "them"),
                            direction);
        }
    }
}

/// Handles a reset, which ends both directions. It is no error after the closing handshake, or if
/// the client gives up after a failed opening handshake.
void ConnectionTracker::reset(Direction by, Timestamp time)
{
    if (!frames_ && !closed_) {
        phases_.publishConnecting();
        handshake_.ended(by, time, recording::StreamEnd::Reset);
        if (handshake_.switched()) {
            startFrames(by, 0);
        }
    }
    endFrames(time);
    tcp_.over();
    const bool inOrder = frames_ ? frames_->controls.closedByBoth()
                                 : by == Direction::Out && handshake_.isExplained();
    if (!closed_ && !inOrder) {
        std::string text = "the connection was reset by " + ownerOf(by);
        if (tcp_.isRefused()) {
            text = "the server refused the connection: it answered SYN with RST";
        } else if (by == Direction::In) {
            text += handshake_.hintOfTls();
        }
        publisher_.error(conn_, time, {"tcp", std::move(text)});
        handshake_.explained();
    }
}

/// Handles a `closed` comment. It may be wrong: once TCP was established, the packets decide.
void ConnectionTracker::closedTold(Timestamp time, Detail detail)
{
    ownRecording_ = true;
    if (reads_ && publisher_.info(conn_).endpoints && !tcp_.isOver()) {
        closedComment_ = std::move(detail);
        closedCommentTime_ = time;
    } else {
        publishClosed(time, std::move(detail));
    }
}

/// Continues a connection that seemed to have ended.
void ConnectionTracker::goesOn(Timestamp time)
{
    closedComment_.reset();
    ownRecording_ = false;
    if (std::exchange(closed_, false)) {
        handshake_.goesOn();
        for (const Direction direction : {Direction::In, Direction::Out}) {
            if (frames_ && !tcp_.hasEnded(direction)) {
                frames_->of(direction).goOn();
            }
        }
    }
    publisher_.update(conn_, [](ConnectionInfo& info) {
        info.state = !info.openAt                           ? ConnectionState::Connecting
                     : info.closeSent || info.closeReceived ? ConnectionState::Closing
                                                            : ConnectionState::Open;
        info.closing.reset();
        info.closedAt.reset();
    });
    publisher_.note(conn_, time,
                    "a comment of the recording says before this that the connection was closed, "
                    "and yet it goes on");
}

void ConnectionTracker::endFrames(Timestamp time)
{
    if (frames_) {
        frames_->in.end(time);
        frames_->out.end(time);
    }
}

void ConnectionTracker::publishClosed(Timestamp time, Detail detail)
{
    if (closed_) {
        return;
    }
    closedComment_.reset();
    phases_.publishConnecting();
    endFrames(time);
    if (!frames_) {
        handshake_.connectionOver(time);
        if (handshake_.switched()) {
            startFrames(Direction::In, 0);
            endFrames(time);
        }
    }
    closed_ = true;
    ConnectionEnding closing = this->closing();
    const auto* told = detail.as<ClosedDetail>();
    ClosedDetail closed = told ? *told : ClosedDetail();
    closed.browser = closing.browser.empty() ? std::nullopt : std::optional(closing.browser);
    closed.unknown = closing.unknown.empty() ? std::nullopt : std::optional(closing.unknown);
    tcp_.describe(closed);
    const auto cut = frames_ ? cutOff(*frames_, tcp_.by()) : std::nullopt;
    closed.inside = cut ? std::optional(insideText(cut->first, cut->second)) : std::nullopt;
    closing.tcp = tcpEnding(closed);
    closing.tcpEnds = tcp_.ends();
    closing.quiet = tcp_.quiet();
    closing.clean = closing.clean && !closed.closeUnsent.value_or(false);
    if (frames_) {
        detail.violations = frames_->controls.violationsAtEnd(handshake_.outcome()->opened);
        closing.earlier = frames_->controls.earlier();
        closing.violations = frames_->controls.afterClose();
        closing.violations.insert(closing.violations.end(), detail.violations.begin(),
                                  detail.violations.end());
    }
    if (cut && !cut->first.ofMessage) {
        closing.violations.push_back({wire::Rule::FrameTruncated, *closed.inside});
    }
    closing.detail = closed;
    detail.lifeCycle = std::make_shared<const LifeCycle>(std::move(closed));
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        info.state = ConnectionState::Closed;
        info.closing = closing;
        info.closedAt = time;
    });
    detail.code = closing.code;
    detail.reason = closing.reason;
    detail.clean = closing.clean;
    detail.closedBy = closing.by;
    publisher_.publish(conn_, time, Type::Closed, std::move(detail));
    if (!reads_ || tcp_.isOver()) {
        frames_.reset(); // frees the compression windows, as a capture may have many connections
    }
}

/// The ending. For a capture that is not ours and lacks the handshake, a browser's report is
/// unknown.
ConnectionEnding ConnectionTracker::closing() const
{
    const std::string missing =
        missingSide_ ? "there is no packet of " + ownerOf(*missingSide_) + " in the recording" : "";
    if (frames_) {
        ConnectionEnding closing = frames_->controls.closing(handshake_.outcome()->opened);
        if (!closing.unknown.empty() && missingSide_) {
            closing.unknown = missing;
        }
        return closing;
    }
    ConnectionEnding closing;
    if (ownRecording_ || tcp_.isRefused()) {
        return closing;
    }
    if (missingSide_) {
        closing.unknown = missing;
    } else if (!handshake_.isKnown()) {
        closing.unknown = "there is no opening handshake in the recording, or not all of it";
    } else if (!handshake_.isWebSocket()) {
        closing.unknown = "no request on this connection asked for a WebSocket";
    }
    if (!closing.unknown.empty()) {
        closing.code.reset();
    }
    return closing;
}

/// Ends the recording. In a capture of only one side, the end of that side ends the connection.
void ConnectionTracker::finish()
{
    if (recognition_) {
        settle(recognition_->decide());
    }
    phases_.publishConnecting();
    publishBehindEnd();
    if (closedComment_) {
        publishClosed(closedCommentTime_, *closedComment_);
        return;
    }
    endFrames(phases_.lastTime());
    const auto isSilent = [this](Direction direction) {
        return missingSide_ == direction ||
               stream(direction).length.load(std::memory_order_relaxed) == 0;
    };
    const bool alone = (tcp_.hasEnded(Direction::In) && isSilent(Direction::Out)) ||
                       (tcp_.hasEnded(Direction::Out) && isSilent(Direction::In));
    if (tcp_.isOver() || (alone && !ownRecording_)) {
        publishClosed(phases_.lastTime(), {});
    }
}

} // namespace framescope::timeline
