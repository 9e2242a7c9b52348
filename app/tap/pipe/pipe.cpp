// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/pipe/pipe.h"

#include <utility>

namespace framescope::tap {

void Pipe::observe(Direction direction, wire::FrameStreamHandler& observer)
{
    lanes_[indexOf(direction)].second = &observer;
}

std::size_t Pipe::pass(Direction direction, ByteView bytes)
{
    Lane& lane = lanes_[indexOf(direction)];
    if (lane.stream) {
        return lane.keep(sink_, direction, bytes);
    }
    if (direction == Direction::Out) {
        request_.feed(bytes);
        return lane.keep(sink_, direction, bytes);
    }
    const std::size_t head = readResponse(bytes);
    const std::size_t kept = lane.keep(sink_, direction, bytes.first(head));
    if (kept < head) {
        return kept;
    }
    judge();
    return kept + lane.keep(sink_, direction, bytes.subspan(head));
}

/// Returns how many of the bytes come before the first frame.
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
        refusal_.emplace(response_.head());
        refusal_->feed(bytes.subspan(taken));
    }
    return bytes.size();
}

/// What the response says once it is kept, as far as it has come.
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

void Pipe::startFrames()
{
    for (const Direction direction : {Direction::In, Direction::Out}) {
        Lane& lane = lanes_[indexOf(direction)];
        lane.stream = std::make_shared<wire::FrameStream>(
            wire::FrameStream::Options{direction, lane.length, outcome_->deflate});
        lane.first = sink_.frames(direction, lane.stream);
    }
}

std::size_t Pipe::Lane::keep(Sink& sink, Direction direction, ByteView bytes)
{
    if (bytes.empty()) {
        return 0;
    }
    const std::size_t kept = sink.keep(direction, bytes);
    length = length + kept;
    if (stream) {
        stream->feed(bytes.first(kept), *this);
    }
    return kept;
}

void Pipe::Lane::frameBegin(const wire::FrameHeader& header, StreamOffset start,
                            const wire::Violations& violations)
{
    for (wire::FrameStreamHandler* handler : {first, second}) {
        if (handler) {
            handler->frameBegin(header, start, violations);
        }
    }
}

void Pipe::Lane::data(ByteView piece)
{
    for (wire::FrameStreamHandler* handler : {first, second}) {
        if (handler) {
            handler->data(piece);
        }
    }
}

void Pipe::Lane::frameEnd(const wire::FrameReport& frame)
{
    for (wire::FrameStreamHandler* handler : {first, second}) {
        if (handler) {
            handler->frameEnd(frame);
        }
    }
}

void Pipe::Lane::messageEnd(const wire::MessageReport& message)
{
    for (wire::FrameStreamHandler* handler : {first, second}) {
        if (handler) {
            handler->messageEnd(message);
        }
    }
}

} // namespace framescope::tap
