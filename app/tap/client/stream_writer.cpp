// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/stream_writer.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace framescope::tap {

namespace {

/// How much is read at once, and put out by one step.
constexpr std::size_t ReadAtOnce = 64 * 1024;

std::uint64_t fragmentSizeOf(const message::Stream& stream, bool compressed)
{
    const std::uint64_t asked =
        stream.fragmentSize.value_or(std::numeric_limits<std::uint64_t>::max());
    return compressed ? std::min<std::uint64_t>(asked, StreamWriter::PartSize) : asked;
}

} // namespace

StreamWriter::StreamWriter(message::Stream stream, wire::Deflater* deflater, const MaskPolicy& mask)
    : stream_(std::move(stream)), deflater_(deflater), mask_(mask), size_(stream_.content->size()),
      fragmentSize_(fragmentSizeOf(stream_, deflater != nullptr))
{
}

StreamWriter::Step StreamWriter::put(Bytes& output)
{
    if (endsEarly_ && !midFrame() && !partBegun_) {
        return putLast(output);
    }
    if (!fill()) {
        return begun_ ? Step::Broken : Step::Unsent;
    }
    return deflater_ ? putCompressed(output) : putPlain(output);
}

bool StreamWriter::endEarly()
{
    endsEarly_ = endsEarly_ || !isOneFrame();
    return endsEarly_;
}

/// Reads content, unless some is there. False if it can't be read.
bool StreamWriter::fill()
{
    if (bufferAt_ < buffer_.size() || read_ == size_) {
        return true;
    }
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(ReadAtOnce, size_ - read_)));
    bufferAt_ = 0;
    const auto count = stream_.content->read(buffer_);
    if (!count) {
        error_ = count.error();
    } else if (*count < buffer_.size()) {
        error_ = {"it has become shorter: it ends after " + counted(read_ + *count, "byte") +
                      ", not after " + std::to_string(size_),
                  {},
                  {}};
    }
    read_ += buffer_.size();
    return count && *count == buffer_.size();
}

/// Takes content that was read.
ByteView StreamWriter::take(std::uint64_t most)
{
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(most, buffer_.size() - bufferAt_));
    const ByteView taken = ByteView(buffer_).subspan(bufferAt_, count);
    bufferAt_ += count;
    done_ += count;
    return taken;
}

StreamWriter::Step StreamWriter::putPlain(Bytes& output)
{
    if (!midFrame()) {
        const std::uint64_t left = size_ - done_;
        const std::uint64_t length = std::min(fragmentSize_, left);
        beginFrame(output, length == left, length);
    }
    const ByteView piece = take(frameLeft_);
    append(output, piece);
    if (key_) {
        wire::applyMask(MutableByteView(output).last(piece.size()), *key_, frameAt_);
    }
    frameAt_ += piece.size();
    frameLeft_ -= piece.size();
    return midFrame() ? Step::More : endFrame(output, frameFin_);
}

StreamWriter::Step StreamWriter::putCompressed(Bytes& output)
{
    using End = wire::Deflater::End;
    if (!std::exchange(partBegun_, true)) {
        partLeft_ = std::min(fragmentSize_, size_ - done_);
    }
    const ByteView piece = take(partLeft_);
    partLeft_ -= piece.size();
    const bool fin = partLeft_ == 0 && done_ == size_;
    const End end = fin ? End::Message : partLeft_ == 0 ? End::Fragment : End::None;
    append(compressed_, deflater_->compress(piece, end));
    if (end == End::None) {
        return Step::More;
    }
    partBegun_ = false;
    beginFrame(output, fin, compressed_.size());
    append(output, compressed_);
    if (key_) {
        wire::applyMask(MutableByteView(output).last(compressed_.size()), *key_);
    }
    compressed_.clear();
    frameLeft_ = 0;
    return endFrame(output, fin);
}

/// Ends a message early, if it has begun.
StreamWriter::Step StreamWriter::putLast(Bytes& output)
{
    if (begun_) {
        const Bytes payload = deflater_ ? deflater_->compress({}) : Bytes();
        beginFrame(output, true, payload.size());
        append(output, payload);
        if (key_) {
            wire::applyMask(MutableByteView(output).last(payload.size()), *key_);
        }
        frameLeft_ = 0;
    }
    return Step::Done;
}

/// Only the first fragment is marked as compressed (RFC 7692 6.1).
void StreamWriter::beginFrame(Bytes& output, bool fin, std::uint64_t length)
{
    key_ = mask_.key();
    wire::FrameSpec spec;
    spec.fin = fin;
    spec.opcode = begun_         ? wire::Opcode::Continuation
                  : stream_.text ? wire::Opcode::Text
                                 : wire::Opcode::Binary;
    spec.rsv = deflater_ && !begun_ ? wire::FrameHeader::Rsv1 : 0;
    spec.maskKey = key_;
    spec.claimedLength = length;
    wire::appendFrame(output, spec, {});
    begun_ = true;
    frameFin_ = fin;
    frameLeft_ = length;
    frameAt_ = 0;
}

StreamWriter::Step StreamWriter::endFrame(Bytes& output, bool fin)
{
    ++fragments_;
    if (fin) {
        return Step::Done;
    }
    if (fragments_ == 1 && stream_.ping) {
        append(output, mask_.applied(wire::maskedFrame(wire::Opcode::Ping, viewOf(*stream_.ping))));
    }
    return Step::More;
}

} // namespace framescope::tap
