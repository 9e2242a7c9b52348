// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/outgoing_mux.h"

#include "wire/frames/frame_encoder.h"

#include <algorithm>

namespace framescope::tap {

void OutgoingMux::setDeflate(const wire::DeflateParameters& parameters)
{
    deflater_.emplace(parameters.windowBits(Direction::Out),
                      parameters.noContextTakeover(Direction::Out));
}

void OutgoingMux::feed(ByteView bytes)
{
    decoder_.feed(bytes, *this);
}

void OutgoingMux::add(DirectItem item)
{
    waiting_.push_back(std::move(item));
    releaseDue();
}

void OutgoingMux::answer(Bytes frame, bool isClose)
{
    if (!isClose && !answers_.empty() && !answers_.back().isClose) {
        answers_.pop_back();
    }
    answers_.push_back({std::move(frame), 0, isClose});
    releaseDue();
}

void OutgoingMux::clientGone()
{
    clientGone_ = true;
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
    midFrame_ = true;
    wire::FrameSpec spec;
    spec.fin = header.fin;
    spec.rsv = header.rsv;
    spec.opcode = header.opcode;
    spec.maskKey = header.maskKey;
    spec.lengthForm = header.lengthForm;
    spec.claimedLength = header.payloadLength;
    wire::appendFrame(output_, spec, {});
}

void OutgoingMux::framePayload(ByteView chunk, std::uint64_t offset)
{
    const wire::FrameHeader& header = *decoder_.currentHeader();
    if (wire::isControl(header.opcode)) {
        return;
    }
    messages_.bytes += chunk.size();
    if (midFrame_) {
        append(output_, chunk);
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
    midFrame_ = false;
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
        stopped_ = isClose;
    }
}

void OutgoingMux::releaseDue()
{
    while (!midFrame_) {
        if (!answers_.empty()) {
            put(answers_.front().frame, answers_.front().isClose);
            answers_.pop_front();
        } else if (!waiting_.empty() &&
                   (waiting_.front().after <= messages_.count || clientGone_)) {
            out_.items += stopped_ ? 0 : 1;
            put(waiting_.front().frame, waiting_.front().isClose);
            items_.bytes += waiting_.front().frame.size();
            ++items_.count;
            waiting_.pop_front();
        } else {
            return;
        }
    }
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
    spec.maskKey = wire::randomMaskKey();
    wire::appendFrame(output_, spec, payload);
    begun_ = !last;
    if (!last) {
        releaseDue();
    }
}

} // namespace framescope::tap
