// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/pipe/pipe.h"

#include <utility>

namespace framescope::tap {

void Pipe::observe(Direction direction, wire::FrameStreamHandler& observer)
{
    lanes_[indexOf(direction)].observer = &observer;
}

std::size_t Pipe::pass(Direction direction, ByteView bytes)
{
    if (direction == Direction::Out && !lanes_[indexOf(direction)].stream) {
        append(early_, bytes.subspan(request_.feed(bytes)));
    }
    if (direction == Direction::Out || lanes_[indexOf(direction)].stream) {
        return keep(direction, bytes);
    }
    const std::size_t head = readResponse(bytes);
    const std::size_t kept = keep(direction, bytes.first(head));
    if (kept < head) {
        return kept;
    }
    judge();
    return kept + keep(direction, bytes.subspan(head));
}

/// Returns how many of the bytes precede the first frame.
std::size_t Pipe::readResponse(ByteView bytes)
{
    using State = wire::HttpHeadReader::State;
    if (upgrade_ != Upgrade::Awaited) {
        if (refusal_) {
            refusal_->feed(bytes);
        }
        return bytes.size();
    }
    std::size_t taken = response_.feed(bytes);
    while (response_.state() == State::Complete && wire::isInterim(response_.head())) {
        response_ = wire::HttpHeadReader(wire::HttpHeadReader::Expect::Response);
        taken += response_.feed(bytes.subspan(taken));
    }
    if (response_.state() == State::Complete && response_.head().status == 101) {
        return taken;
    }
    if (response_.state() == State::Complete) {
        refusal_.emplace(response_.head(), request_.head().method);
        refusal_->feed(bytes.subspan(taken));
    }
    return bytes.size();
}

/// Updates the upgrade's state from the response received so far.
void Pipe::judge()
{
    using State = wire::HttpHeadReader::State;
    if (refusal_) {
        upgrade_ = refusal_->complete() ? Upgrade::RefusedWhole : Upgrade::Refused;
        return;
    }
    if (upgrade_ != Upgrade::Awaited || response_.state() == State::NeedMore) {
        return;
    }
    upgrade_ = Upgrade::Failed;
    if (response_.state() == State::Complete && request_.state() == State::Complete) {
        outcome_ = wire::checkHandshake(request_.head(), response_.head());
        upgrade_ = outcome_->opened ? Upgrade::Opened : Upgrade::Failed;
        startFrames();
    }
}

/// Bytes that the client sent behind its request are frames, too; the sink has decoded them when it
/// got the response.
void Pipe::startFrames()
{
    for (const Direction direction : {Direction::In, Direction::Out}) {
        Lane& lane = lanes_[indexOf(direction)];
        const bool out = direction == Direction::Out;
        const StreamOffset start{lane.length.value - (out ? early_.size() : 0)};
        lane.stream = std::make_shared<wire::FrameStream>(
            wire::FrameStream::Options{direction, start, outcome_->deflate});
        if (out && lane.observer) {
            lane.stream->feed(std::exchange(early_, {}), *lane.observer);
        }
        lane.kept = sink_.frames(direction, lane.stream);
    }
}

std::size_t Pipe::keep(Direction direction, ByteView bytes)
{
    if (bytes.empty()) {
        return 0;
    }
    Lane& lane = lanes_[indexOf(direction)];
    const std::size_t kept = sink_.keep(direction, bytes);
    lane.length = lane.length + kept;
    if (!lane.stream) {
        return kept;
    }
    if (lane.kept) {
        lane.stream->feed(bytes.first(kept), *lane.kept, lane.observer);
    } else if (lane.observer) {
        lane.stream->feed(bytes.first(kept), *lane.observer);
    }
    return kept;
}

} // namespace framescope::tap
