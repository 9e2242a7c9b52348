// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/stream_reassembler.h"

#include <algorithm>

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
    if (ended_)
        return;
    const std::uint64_t length = piece.payload.size() + std::uint64_t{piece.missing};
    const std::int64_t distance = ahead(piece.sequence);
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
        drain(to);
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

void StreamReassembler::reset(std::uint32_t sequence, const Context& to)
{
    if (ended_)
        return;
    while (queue_)
        passHole(to);
    if (ended_) // by a FIN behind a hole
        return;
    // It has the number of what its sender would have sent next (RFC 9293 3.5.2). One more than
    // was seen may be a FIN.
    if (const std::int64_t distance = started_ ? ahead(sequence) : 0; distance > 1)
        to.sink.gap(to.conn, to.dir, to.time, static_cast<std::uint64_t>(distance));
    end(StreamEnd::Reset, to);
}

void StreamReassembler::finish(const Context& to)
{
    while (queue_)
        passHole(to);
    // One byte more than was seen is the acknowledgement of a FIN that was not.
    if (!ended_ && acknowledged_ > next_ + 1)
        to.sink.gap(to.conn, to.dir, to.time, acknowledged_ - next_);
    ended_ = true;
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
    queue_->pieces.emplace(position, Waiting{piece.at, length, piece.missing, piece.fin});
    queue_->bytes += length;
    passAcknowledgedHoles(to);
    while (queue_ && (queue_->pieces.size() > MostWaiting || queue_->bytes > MostBytesWaiting))
        passHole(to);
}

void StreamReassembler::drain(const Context& to)
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
            deliverWaiting(piece, skip, to);
            if (piece.fin)
                end(StreamEnd::Fin, to);
        }
    }
    queue_.reset();
}

void StreamReassembler::passHole(const Context& to)
{
    const std::uint64_t position = queue_->pieces.begin()->first;
    if (position > next_) {
        to.sink.gap(to.conn, to.dir, to.time, position - next_);
        next_ = position;
    }
    drain(to);
}

void StreamReassembler::passAcknowledgedHoles(const Context& to)
{
    while (queue_ && queue_->pieces.begin()->first <= acknowledged_)
        passHole(to);
}

void StreamReassembler::end(StreamEnd how, const Context& to)
{
    queue_.reset();
    ended_ = true;
    to.sink.streamEnded(to.conn, to.dir, to.time, how);
}

} // namespace framescope::recording
