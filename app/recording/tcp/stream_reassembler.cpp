// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tcp/stream_reassembler.h"

#include <algorithm>
#include <utility>

namespace framescope::recording {

void StreamReassembler::start(std::uint32_t sequence)
{
    started_ = true;
    first_ = sequence;
}

std::int32_t StreamReassembler::ahead(std::uint32_t sequence) const
{
    return static_cast<std::int32_t>(sequence - (first_ + static_cast<std::uint32_t>(next_)));
}

void StreamReassembler::segment(const Piece& piece, const Context& to)
{
    if (ended_) {
        tellBehindEnd(piece, to);
        return;
    }
    const std::uint64_t length = piece.payload.size() + std::uint64_t{piece.missing};
    const std::int64_t distance = ahead(piece.sequence);
    if (doubtful_ && (distance + static_cast<std::int64_t>(length) > 0 || piece.fin))
        doubtful_->wentOn = true;
    if (distance > 0) {
        if (length > 0 || piece.fin)
            wait(next_ + static_cast<std::uint64_t>(distance), piece, to);
        return;
    }
    const auto repeated = static_cast<std::uint64_t>(-distance);
    if (repeated > length)
        return;
    const std::uint64_t cut = std::min<std::uint64_t>(repeated, piece.payload.size());
    deliver(piece.payload.subspan(static_cast<std::size_t>(cut)), piece.at + cut,
            static_cast<std::uint32_t>(piece.missing - (repeated - cut)), to);
    if (piece.fin)
        end(StreamEnd::Fin, to);
    else if (queue_)
        drain(to, Hole::Filled);
    settleReset(to);
}

void StreamReassembler::acknowledged(std::uint32_t sequence, const Context& to)
{
    if (!started_ || ended_)
        return;
    const std::int64_t distance = ahead(sequence);
    if (distance <= 0)
        return;
    acknowledged_ = std::max(acknowledged_, next_ + static_cast<std::uint64_t>(distance));
    passAcknowledgedHoles(to);
}

bool StreamReassembler::expects(std::uint32_t sequence) const
{
    const std::int64_t distance = ahead(sequence);
    if (distance < 0)
        return false;
    const std::uint64_t position = next_ + static_cast<std::uint64_t>(distance);
    std::uint64_t next = next_;
    if (queue_) {
        const auto& [last, piece] = *queue_->pieces.rbegin();
        next = last + piece.length + piece.missing;
    }
    return position == next || position == next + 1 || position == acknowledged_;
}

void StreamReassembler::doubtfulReset(std::uint32_t sequence, Timestamp time)
{
    if (!ended_ && !doubtful_)
        doubtful_ = DoubtfulReset{sequence, time};
}

/// Decides a doubtful reset: it is the end if its turn came, and was ignored if data passed it.
void StreamReassembler::settleReset(const Context& to)
{
    if (!doubtful_ || !doubtful_->wentOn || ended_)
        return;
    if (const std::int32_t distance = ahead(doubtful_->sequence); distance == 0)
        end(StreamEnd::Reset, to);
    else if (distance < 0)
        ignoreReset(to);
}

void StreamReassembler::ignoreReset(const Context& to)
{
    const Timestamp time = std::exchange(doubtful_, {})->time;
    to.sink.resetIgnored(to.conn, to.dir, time);
}

void StreamReassembler::reset(std::uint32_t sequence, const Context& to, StreamEnd how)
{
    while (queue_)
        passHole(to);
    // Its side had sent a FIN, and now does not accept the data that the other still sends.
    if (ended_) {
        if (!std::exchange(finished_, true))
            to.sink.streamEnded(to.conn, to.dir, to.time, how);
        return;
    }
    // A reset has its sender's next number (RFC 9293 3.5.2). One more than that may be a FIN that
    // was not captured.
    if (const std::int64_t distance = started_ ? ahead(sequence) : 0; distance > 1)
        to.sink.gap(to.conn, to.dir, to.time, static_cast<std::uint64_t>(distance));
    end(how, to);
}

void StreamReassembler::finish(const Context& to)
{
    while (queue_)
        passHole(to);
    if (doubtful_ && !ended_) {
        if (doubtful_->wentOn)
            ignoreReset(to);
        else
            reset(doubtful_->sequence, to.at(doubtful_->time));
    }
    // One byte more than was captured is the acknowledgement of a FIN that was not.
    if (!ended_ && acknowledged_ > next_ + 1)
        to.sink.gap(to.conn, to.dir, to.time, acknowledged_ - next_);
    ended_ = finished_ = true;
}

void StreamReassembler::deliver(ByteView payload, FileOffset at, std::uint32_t missing,
                                const Context& to)
{
    if (!payload.empty())
        to.sink.data(to.conn, to.dir, to.time, payload, at);
    if (missing > 0)
        to.sink.gap(to.conn, to.dir, to.time, missing);
    next_ += payload.size() + missing;
}

void StreamReassembler::deliverWaiting(const Waiting& piece, std::uint64_t skip, const Context& to)
{
    const std::uint64_t cut = std::min<std::uint64_t>(skip, piece.length);
    Bytes payload(static_cast<std::size_t>(piece.length - cut));
    const FileOffset at = piece.at + cut;
    auto missing = static_cast<std::uint32_t>(piece.missing - (skip - cut));
    if (!to.file.readExactly(at, payload)) {
        missing += static_cast<std::uint32_t>(payload.size());
        payload.clear();
    }
    deliver(payload, at, missing, to);
}

void StreamReassembler::wait(std::uint64_t position, const Piece& piece, const Context& to)
{
    if (!queue_)
        queue_ = std::make_unique<Queue>();
    const auto length = static_cast<std::uint32_t>(piece.payload.size());
    queue_->pieces.emplace(position, Waiting{piece.at, length, piece.missing, piece.fin, to.time});
    queue_->bytes += length;
    passAcknowledgedHoles(to);
    while (queue_ && (queue_->pieces.size() > MostWaiting || queue_->bytes > MostBytesWaiting))
        passHole(to);
}

void StreamReassembler::drain(const Context& to, Hole hole)
{
    while (queue_ && !queue_->pieces.empty()) {
        const auto first = queue_->pieces.begin();
        const auto [position, piece] = *first;
        if (position > next_)
            return;
        queue_->bytes -= piece.length;
        queue_->pieces.erase(first);
        const std::uint64_t skip = next_ - position;
        if (skip <= std::uint64_t{piece.length} + piece.missing) {
            queue_->told = std::max(queue_->told, piece.time);
            const Context then = hole == Hole::Filled ? to : to.at(queue_->told);
            deliverWaiting(piece, skip, then);
            if (piece.fin)
                end(StreamEnd::Fin, then);
        }
    }
    queue_.reset();
}

void StreamReassembler::passHole(const Context& to)
{
    const auto& [position, piece] = *queue_->pieces.begin();
    if (position > next_) {
        queue_->told = std::max(queue_->told, piece.time);
        to.sink.gap(to.conn, to.dir, queue_->told, position - next_);
        next_ = position;
    }
    drain(to, Hole::Passed);
}

void StreamReassembler::passAcknowledgedHoles(const Context& to)
{
    while (queue_ && queue_->pieces.begin()->first <= acknowledged_)
        passHole(to);
}

/// Reports data after the end. A FIN has the number after the last byte, and a keep-alive probe
/// repeats that number with at most one byte.
void StreamReassembler::tellBehindEnd(const Piece& piece, const Context& to)
{
    const std::uint64_t length = piece.payload.size() + std::uint64_t{piece.missing};
    const std::int64_t distance = ahead(piece.sequence);
    const std::int64_t last = distance + static_cast<std::int64_t>(length);
    if (last > 0 && (distance != 0 || length > 1))
        tellBehindEnd(next_ + static_cast<std::uint64_t>(std::max<std::int64_t>(distance, 0)),
                      next_ + static_cast<std::uint64_t>(last), to);
}

void StreamReassembler::tellBehindEnd(std::uint64_t first, std::uint64_t last, const Context& to)
{
    first = std::max(first, behindEnd_);
    if (last > first) {
        behindEnd_ = last;
        to.sink.behindEnd(to.conn, to.dir, to.time, last - first);
    }
}

void StreamReassembler::end(StreamEnd how, const Context& to)
{
    const std::unique_ptr<Queue> queue = std::move(queue_);
    ended_ = true;
    finished_ = how != StreamEnd::Fin;
    if (how == StreamEnd::Fin && doubtful_)
        ignoreReset(to);
    to.sink.streamEnded(to.conn, to.dir, to.time, how);
    if (queue) {
        for (const auto& [position, piece] : queue->pieces)
            tellBehindEnd(std::max(position, next_), position + piece.length + piece.missing,
                          to.at(piece.time));
    }
}

} // namespace framescope::recording
