// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/outgoing_mux.h"

#include "wire/frame_encoder.h"

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
    if (midFrame_) {
        append(output_, chunk);
    } else if (deflater_ && !stopped_) {
        append(message_, chunk);
        wire::applyMask(MutableByteView(message_).last(chunk.size()), header.maskKey, offset);
    }
}

void OutgoingMux::frameEnd()
{
    const wire::FrameHeader& header = decoder_.lastHeader();
    if (wire::isControl(header.opcode)) {
        return;
    }
    midFrame_ = false;
    passed_ += header.payloadLength;
    if (header.fin) {
        ++messages_;
        if (deflater_ && !stopped_) {
            putCompressed();
        }
        message_.clear();
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
        } else if (!waiting_.empty() && (waiting_.front().after <= messages_ || clientGone_)) {
            put(waiting_.front().frame, waiting_.front().isClose);
            passed_ += waiting_.front().frame.size();
            waiting_.pop_front();
        } else {
            return;
        }
    }
}

void OutgoingMux::putCompressed()
{
    wire::FrameSpec spec;
    spec.rsv = wire::FrameHeader::Rsv1;
    spec.opcode = opcode_;
    spec.maskKey = wire::randomMaskKey();
    wire::appendFrame(output_, spec, deflater_->compress(message_));
}

} // namespace framescope::tap
