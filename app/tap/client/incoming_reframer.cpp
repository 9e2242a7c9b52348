// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/incoming_reframer.h"

#include "base/text/clause.h"
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"
#include "wire/frames/frame_encoder.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

const wire::Violation* firstError(const wire::Violations& violations)
{
    const auto it =
        std::ranges::find(violations, wire::Severity::Error, [](const wire::Violation& violation) {
            return wire::info(violation.rule).severity;
        });
    return it == violations.end() ? nullptr : &*it;
}

std::uint16_t failureCode(wire::Rule rule)
{
    switch (rule) {
    case wire::Rule::Utf8Invalid:
    case wire::Rule::CloseReasonUtf8:
    case wire::Rule::DeflateInvalid:
        return 1007;
    default:
        return 1002;
    }
}

} // namespace

Bytes IncomingReframer::Control::closeReply() const
{
    if (failureCode) {
        return wire::closePayload(*failureCode);
    }
    const auto code = ByteView(payload).first(std::min<std::size_t>(payload.size(), 2));
    return {code.begin(), code.end()};
}

void IncomingReframer::taken()
{
    output_.erase(output_.begin(), output_.begin() + static_cast<std::ptrdiff_t>(ready_));
    ready_ = 0;
}

void IncomingReframer::frameBegin(const wire::FrameHeader& header, StreamOffset,
                                  const wire::Violations& violations)
{
    judge(violations);
    const bool begins =
        header.opcode == wire::Opcode::Text || header.opcode == wire::Opcode::Binary;
    if (begins) {
        opcode_ = header.opcode;
        message_ = wanted_ ? Message::Collected : Message::LeftOut;
        compressed_ = (header.rsv & wire::FrameHeader::Rsv1) != 0;
        announced_ = 0;
        frames_ = 0;
        length_ = 0;
        pending_.clear();
    }
    if (wire::isData(header.opcode)) {
        judgeSize(header);
        judgeFrames();
    }
    if (begins) {
        startInPlace(header);
    }
}

void IncomingReframer::data(ByteView piece)
{
    if (message_ == Message::None || stream_ != Stream::Flows) {
        return;
    }
    length_ += piece.size();
    judgeLargest(length_);
    if (length_ > MaxMessage) {
        tooLong();
    }
    if (message_ == Message::InPlace) {
        append(output_, piece);
    } else if (message_ == Message::Collected || message_ == Message::Fragmented) {
        append(pending_, piece);
        if (pending_.size() >= FragmentSize) {
            passFragment();
        }
    }
}

void IncomingReframer::frameEnd(const wire::FrameReport& frame)
{
    if (stream_ == Stream::Closed) {
        return;
    }
    judge(frame.violations);
    if (wire::isData(frame.header.opcode) &&
        std::ranges::any_of(frame.violations, [](const wire::Violation& violation) {
            return violation.rule == wire::Rule::RsvSet ||
                   violation.rule == wire::Rule::DeflateContinuation;
        })) {
        leaveOut();
    }
    const bool isClose = frame.header.opcode == wire::Opcode::Close;
    const bool isPing = frame.header.opcode == wire::Opcode::Ping;
    if (frame.complete && (isClose || (isPing && stream_ == Stream::Flows))) {
        const wire::Violation* error = firstError(frame.violations);
        controls_.push_back(
            {frame.header.opcode, Bytes(frame.controlPayload.begin(), frame.controlPayload.end()),
             frame.received, error ? std::optional(failureCode(error->rule)) : std::nullopt});
    }
    if (isClose) {
        stream_ = Stream::Closed;
    }
}

void IncomingReframer::messageEnd(const wire::MessageReport& message)
{
    judge(message.violations);
    const bool flows = stream_ == Stream::Flows;
    const bool sound = flows && message.complete && message.violations.empty();
    switch (message_) {
    case Message::InPlace:
        if (sound) {
            ready_ = output_.size();
        } else {
            output_.resize(ready_);
        }
        break;
    case Message::Collected:
        if (sound && pending_.size() == message.length) {
            putFrame(true, pending_);
        }
        break;
    case Message::Fragmented:
    case Message::CutShort:
        if (flows) { // otherwise QWebSocket would wait for the end
            putText(true, pending_);
        }
        break;
    case Message::None:
    case Message::LeftOut:
        break;
    }
    message_ = Message::None;
    pending_.clear();
}

void IncomingReframer::judge(const wire::Violations& violations)
{
    const wire::Violation* error =
        strict_ && !violations.empty() ? firstError(violations) : nullptr;
    if (error) {
        fail(failureCode(error->rule), asClause(wire::violationText(*error)));
    }
}

/// Checks the size from the header, before the payload is received.
void IncomingReframer::judgeSize(const wire::FrameHeader& header)
{
    if (header.payloadLength <= MaxMessage - announced_) {
        announced_ += header.payloadLength;
    } else {
        tooLong();
    }
    if (!compressed_) {
        judgeLargest(std::max(announced_, header.payloadLength));
    }
}

void IncomingReframer::judgeLargest(std::uint64_t length)
{
    if (largest_ > 0 && length > largest_) {
        leaveOut();
        fail(1009, "a message is longer than " + std::to_string(largest_) +
                       " bytes, the most that is taken");
    }
}

/// A frame takes memory even if it is empty, so the limit holds for their number, too.
void IncomingReframer::judgeFrames()
{
    ++frames_;
    if (largest_ > 0 && frames_ > mostFrames()) {
        leaveOut();
        fail(1009, "a message has more than " + std::to_string(frames_ - 1) +
                       " frames, the most that are taken of one of at most " +
                       std::to_string(largest_) + " bytes");
    }
}

void IncomingReframer::tooLong()
{
    const std::string most = std::to_string(MaxMessage) + " bytes";
    if (strict_) {
        fail(1009, "a message is longer than " + most + ", the most that is taken");
    }
    const bool started = message_ == Message::Fragmented;
    if ((started || message_ == Message::Collected) && stream_ == Stream::Flows) {
        leftOut_.push_back(std::string(started ? "the rest of a message" : "a message") +
                           " of more than " + most +
                           " was not handed to QWebSocket: the recording has all of it");
    }
    leaveOut();
}

void IncomingReframer::leaveOut()
{
    if (message_ == Message::Collected) {
        message_ = Message::LeftOut;
    } else if (message_ == Message::Fragmented) {
        message_ = Message::CutShort;
    }
}

void IncomingReframer::fail(std::uint16_t code, std::string text)
{
    if (!failure_ && stream_ != Stream::Closed) {
        failure_ = Failure{code, std::move(text)};
        stream_ = Stream::Failed;
    }
}

/// Avoids a second copy in the common case: a message of one small, uncompressed frame.
void IncomingReframer::startInPlace(const wire::FrameHeader& header)
{
    if (message_ == Message::Collected && header.fin && header.rsv == 0 &&
        header.payloadLength <= FragmentSize && stream_ == Stream::Flows) {
        message_ = Message::InPlace;
        wire::FrameSpec spec;
        spec.opcode = header.opcode;
        spec.claimedLength = header.payloadLength;
        wire::appendFrame(output_, spec, {});
    }
}

/// Passes the pending content on as a fragment; a text is split between two characters.
void IncomingReframer::passFragment()
{
    const ByteView all = pending_;
    const std::size_t tail = opcode_ == wire::Opcode::Text ? unfinishedTail(asText(all)) : 0;
    const ByteView piece = all.first(all.size() - tail);
    putText(false, piece);
    message_ = Message::Fragmented;
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(piece.size()));
}

/// Repairs a text that is not UTF-8, as QWebSocket would fail on it.
void IncomingReframer::putText(bool fin, ByteView payload)
{
    if (opcode_ == wire::Opcode::Text && !isUtf8(payload)) {
        const QByteArray repaired = toQString(asText(payload)).toUtf8();
        putFrame(fin, asBytes(std::string_view(repaired.data(), repaired.size())));
    } else {
        putFrame(fin, payload);
    }
}

void IncomingReframer::putFrame(bool fin, ByteView payload)
{
    const bool first = message_ == Message::Collected;
    wire::FrameSpec spec;
    spec.fin = fin;
    spec.opcode = first ? opcode_ : wire::Opcode::Continuation;
    wire::appendFrame(output_, spec, payload);
    ready_ = output_.size();
}

} // namespace framescope::tap
