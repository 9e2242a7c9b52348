// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/outgoing_mux.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace framescope::tap {

void OutgoingMux::setDeflate(const wire::DeflateParameters& parameters)
{
    deflater_.emplace(parameters.windowBits(Direction::Out),
                      parameters.noContextTakeover(Direction::Out));
}

void OutgoingMux::setBehaviours(const connection::Behaviours& behaviours)
{
    mask_.set(behaviours);
    goesOn_ = behaviours.afterClose == connection::Behaviours::AfterClose::GoOn;
}

/// If a stream waits for its place, goes frame by frame, as that place may be within `bytes`.
void OutgoingMux::feed(ByteView bytes)
{
    while (!bytes.empty()) {
        if (stream_) {
            append(held_, bytes);
            return;
        }
        const ByteView next = streamsWaiting_ > 0 ? upToTheFrameEnd(bytes) : bytes;
        decoder_.feed(next, *this);
        bytes = bytes.subspan(next.size());
    }
}

/// The bytes up to the end of the current frame; of a header, one byte.
ByteView OutgoingMux::upToTheFrameEnd(ByteView bytes) const
{
    const wire::FrameHeader* header = decoder_.currentHeader();
    const std::uint64_t left = header ? header->payloadLength - decoder_.payloadReceived() : 1;
    return bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes.size())));
}

void OutgoingMux::add(DirectItem item)
{
    streamsWaiting_ += std::holds_alternative<message::Stream>(item.content) ? 1 : 0;
    waiting_.push_back(std::move(item));
    releaseDue();
}

void OutgoingMux::answer(Bytes frame, Answer kind)
{
    if (kind != Answer::Close && !answers_.empty() && answers_.back().kind == kind) {
        answers_.pop_back();
    }
    answers_.push_back({std::move(frame), kind});
    releaseDue();
}

void OutgoingMux::clientGone()
{
    clientGone_ = true;
    held_.clear();
    releaseDue();
}

void OutgoingMux::frameBegin(const wire::FrameHeader& header, StreamOffset)
{
    if (wire::isControl(header.opcode)) {
        return;
    }
    if (header.opcode != wire::Opcode::Continuation) {
        opcode_ = header.opcode;
    }
    if (deflater_ || stopped_) {
        return;
    }
    clientMidFrame_ = true;
    wire::FrameSpec spec;
    spec.fin = header.fin;
    spec.rsv = header.rsv;
    spec.opcode = header.opcode;
    spec.maskKey = mask_.keyInPlaceOf(header.maskKey);
    spec.claimedLength = header.payloadLength;
    const wire::MaskKey key = spec.maskKey.value_or(wire::MaskKey{});
    std::ranges::transform(header.maskKey, key, remask_.begin(), std::bit_xor<std::uint8_t>());
    wire::appendFrame(output_, spec, {});
}

void OutgoingMux::framePayload(ByteView chunk, std::uint64_t offset)
{
    const wire::FrameHeader& header = *decoder_.currentHeader();
    if (wire::isControl(header.opcode)) {
        return;
    }
    messages_.bytes += chunk.size();
    if (clientMidFrame_ && !stopped_) {
        append(output_, chunk);
        if (remask_ != wire::MaskKey{}) {
            wire::applyMask(MutableByteView(output_).last(chunk.size()), remask_, offset);
        }
    } else if (deflater_ && !stopped_) {
        append(message_, chunk);
        wire::applyMask(MutableByteView(message_).last(chunk.size()), header.maskKey, offset);
        if (message_.size() >= PartSize) {
            putCompressed(wire::Deflater::End::None);
        }
    }
}

void OutgoingMux::frameEnd()
{
    const wire::FrameHeader& header = decoder_.lastHeader();
    if (wire::isControl(header.opcode)) {
        return;
    }
    clientMidFrame_ = false;
    if (header.fin) {
        ++messages_.count;
        out_.messages += stopped_ ? 0 : 1;
    }
    if (deflater_ && !stopped_) {
        putCompressed(header.fin ? wire::Deflater::End::Message : wire::Deflater::End::Fragment);
    }
    if (!waiting_.empty() || !answers_.empty()) {
        releaseDue();
    }
}

void OutgoingMux::put(ByteView frame, bool isClose)
{
    if (!stopped_) {
        append(output_, frame);
        stopped_ = isClose && !goesOn_;
    }
}

void OutgoingMux::putAnswers()
{
    for (; !answers_.empty(); answers_.pop_front()) {
        const Waiting& first = answers_.front();
        put(mask_.applied(first.frame), first.kind == Answer::Close);
    }
}

void OutgoingMux::releaseDue()
{
    while (!midFrame()) {
        putAnswers();
        const bool due = !stream_ && !waiting_.empty() &&
                         (waiting_.front().after <= messages_.count || clientGone_);
        if (!due) {
            return;
        }
        DirectItem item = std::move(waiting_.front());
        waiting_.pop_front();
        release(std::move(item));
    }
}

/// Puts an item out whose place is here, or begins to.
void OutgoingMux::release(DirectItem item)
{
    auto* stream = std::get_if<message::Stream>(&item.content);
    streamsWaiting_ -= stream ? 1 : 0;
    if (stream && !stopped_ && item.number != cancelled_) {
        begin(std::move(*stream));
        return;
    }
    if (stream && !stopped_) {
        due_.told.emplace_back("a message was not sent: sending was cancelled by the user");
        due_.cancelled = {item.number, 0, sizeOf(item)};
    }
    out_.items += stopped_ || stream ? 0 : 1;
    items_.bytes += sizeOf(item);
    ++items_.count;
    if (const auto* bytes = std::get_if<Bytes>(&item.content)) {
        put(item.masked ? mask_.applied(*bytes) : *bytes, item.isClose);
    } else if (const auto* frames = std::get_if<message::Frames>(&item.content)) {
        putFrames(*frames);
    } else if (const auto* misdeed = std::get_if<connection::Misdeed>(&item.content)) {
        due_.misdeeds.push_back(*misdeed);
        cutBy(misdeed->kind);
    }
}

/// A frame without FIN that is compressed begins a message, as does one with FIN; a continuation
/// goes on with it. Only the first is marked (RFC 7692 6.1).
void OutgoingMux::putFrames(const message::Frames& frames)
{
    using End = wire::Deflater::End;
    for (const message::Frame& frame : frames.frames) {
        if (stopped_) {
            return;
        }
        if (!frame.compressed || !deflater_) {
            wire::appendFrame(output_, frame.spec, viewOf(frame.payload));
            continue;
        }
        wire::FrameSpec spec = frame.spec;
        if (spec.opcode != wire::Opcode::Continuation) {
            spec.rsv |= wire::FrameHeader::Rsv1;
        }
        wire::appendFrame(
            output_, spec,
            deflater_->compress(viewOf(frame.payload), spec.fin ? End::Message : End::Fragment));
    }
}

void OutgoingMux::begin(message::Stream stream)
{
    stream_.emplace(std::move(stream), deflater_ ? &*deflater_ : nullptr, mask_);
}

void OutgoingMux::fill(std::size_t size)
{
    using Step = StreamWriter::Step;
    const std::size_t end = output_.size() + size;
    while (stream_ && output_.size() < end) {
        if (!stream_->midFrame()) {
            putAnswers();
        }
        if (stopped_) {
            endStream(false);
            continue;
        }
        const std::uint64_t before = stream_->done();
        const Step step = stream_->put(output_);
        items_.bytes += stream_->done() - before;
        if (step == Step::Done) {
            endStream(stream_->begun());
        } else if (step == Step::Unsent) {
            due_.told.push_back("a message was not sent, as its content can't be read: " +
                                stream_->error().message());
            ++out_.unreadable;
            endStream(false);
        } else if (step == Step::Broken) {
            due_.broken = stream_->error().message();
            stopped_ = true;
            endStream(false);
        }
    }
}

/// `whole`: all of the message was put out, or it was ended early.
void OutgoingMux::endStream(bool whole)
{
    if (stream_->endsEarly() && stream_->done() < stream_->size()) {
        due_.told.push_back("sending was cancelled by the user: the message ended after " +
                            std::to_string(stream_->done()) + " of " +
                            counted(stream_->size(), "byte") +
                            ", which the server takes as a whole message");
        due_.cancelled = {items_.count + 1, stream_->done(), stream_->size()};
    }
    items_.bytes += stream_->size() - stream_->done();
    ++items_.count;
    out_.items += whole ? 1 : 0;
    stream_.reset();
    releaseDue();
    feed(std::exchange(held_, {}));
}

OutgoingMux::Cancelled OutgoingMux::cancel(std::uint64_t number)
{
    if (number <= items_.count) {
        return Cancelled::Over;
    }
    if (!stream_ || number > items_.count + 1) {
        cancelled_ = number;
        return Cancelled::Ending;
    }
    return stream_->endEarly() ? Cancelled::Ending : Cancelled::OneFrame;
}

void OutgoingMux::cutBy(connection::Misdeed::Kind kind)
{
    using Kind = connection::Misdeed::Kind;
    if (kind == Kind::FinInFrame || kind == Kind::ResetInFrame) {
        cutFrame();
    } else if (kind != Kind::StopReading) {
        stopped_ = true;
    }
}

void OutgoingMux::cutFrame()
{
    if (!midFrame() && !stopped_) {
        const bool inMessage = begun_ || (stream_ && stream_->begun());
        wire::FrameSpec spec;
        spec.opcode = inMessage ? wire::Opcode::Continuation : wire::Opcode::Text;
        spec.maskKey = mask_.key();
        const Bytes frame = wire::encodeFrame(spec, asBytes("This frame is cut in its middle."));
        append(output_, ByteView(frame).first(frame.size() / 2));
    }
    stopped_ = true;
}

/// Only the first fragment is marked as compressed (RFC 7692 6.1).
void OutgoingMux::putCompressed(wire::Deflater::End end)
{
    using End = wire::Deflater::End;
    const Bytes payload = deflater_->compress(message_, end);
    message_.clear();
    if (payload.empty() && end == End::None) {
        return;
    }
    const bool last = end == End::Message;
    wire::FrameSpec spec;
    spec.fin = last;
    spec.rsv = begun_ ? 0 : wire::FrameHeader::Rsv1;
    spec.opcode = begun_ ? wire::Opcode::Continuation : opcode_;
    spec.maskKey = mask_.key();
    wire::appendFrame(output_, spec, payload);
    begun_ = !last;
    if (!last) {
        releaseDue();
    }
}

} // namespace framescope::tap
