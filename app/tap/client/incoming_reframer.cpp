// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/incoming_reframer.h"

#include "base/clause.h"
#include "base/qt_string.h"
#include "wire/frames/frame_encoder.h"
#include "wire/utf8_validator.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

/// How many bytes at the end of `text` begin a UTF-8 sequence that goes on after it.
std::size_t unfinishedTail(ByteView text)
{
    const std::size_t furthest = std::min<std::size_t>(text.size(), 3);
    for (std::size_t back = 1; back <= furthest; ++back) {
        const std::uint8_t byte = text[text.size() - back];
        if ((byte & 0xC0) == 0x80) {
            continue;
        }
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

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
    if (header.opcode == wire::Opcode::Text || header.opcode == wire::Opcode::Binary) {
        opcode_ = header.opcode;
        open_ = true;
        started_ = false;
        unusable_ = !wanted_;
        passed_ = 0;
        announced_ = 0;
        length_ = 0;
        pending_.clear();
    }
    if (wire::isData(header.opcode)) {
        judgeSize(header);
    }
    if (header.opcode == wire::Opcode::Text || header.opcode == wire::Opcode::Binary) {
        startInPlace(header);
    }
}

void IncomingReframer::data(ByteView piece)
{
    if (!open_ || over_) {
        return;
    }
    length_ += piece.size();
    if (length_ > MaxMessage) {
        tooLong();
    }
    if (unusable_) {
        return;
    }
    if (inPlace_) {
        append(output_, piece);
        return;
    }
    append(pending_, piece);
    if (pending_.size() >= FragmentSize) {
        passFragment();
    }
}

void IncomingReframer::frameEnd(const wire::FrameReport& frame)
{
    if (closeSeen_) {
        return;
    }
    judge(frame.violations);
    if (open_ && wire::isData(frame.header.opcode) &&
        std::ranges::any_of(frame.violations, [](const wire::Violation& violation) {
            return violation.rule == wire::Rule::RsvSet ||
                   violation.rule == wire::Rule::DeflateContinuation;
        })) {
        unusable_ = true;
    }
    closeSeen_ = frame.header.opcode == wire::Opcode::Close;
    const bool answered = closeSeen_ || (frame.header.opcode == wire::Opcode::Ping && !over_);
    over_ = over_ || closeSeen_;
    if (answered && frame.complete) {
        const wire::Violation* error = firstError(frame.violations);
        controls_.push_back(
            {frame.header.opcode, Bytes(frame.controlPayload.begin(), frame.controlPayload.end()),
             frame.received, error ? std::optional(failureCode(error->rule)) : std::nullopt});
    }
}

void IncomingReframer::messageEnd(const wire::MessageReport& message)
{
    judge(message.violations);
    open_ = false;
    const bool sound = !over_ && message.complete && message.violations.empty() && !unusable_;
    if (std::exchange(inPlace_, false)) {
        endInPlace(sound);
        return;
    }
    if (over_) {
        return;
    }
    const bool whole = sound && passed_ + pending_.size() == message.length;
    if (whole && !started_) {
        putFrame(true, pending_);
    } else if (started_) {
        // QWebSocket would fail on bytes that are not UTF-8, and wait for a message's end.
        if (opcode_ == wire::Opcode::Text && !wire::isUtf8(pending_)) {
            const QByteArray repaired = toQString(asText(pending_)).toUtf8();
            putFrame(true, asBytes(std::string_view(repaired.data(), repaired.size())));
        } else {
            putFrame(true, pending_);
        }
    }
    pending_.clear();
}

void IncomingReframer::judge(const wire::Violations& violations)
{
    if (const wire::Violation* error = violations.empty() ? nullptr : firstError(violations)) {
        fail(failureCode(error->rule), asClause(wire::violationText(*error)));
    }
}

/// What a header announces is judged before it comes.
void IncomingReframer::judgeSize(const wire::FrameHeader& header)
{
    if (header.payloadLength <= MaxMessage - announced_) {
        announced_ += header.payloadLength;
    } else {
        tooLong();
    }
}

void IncomingReframer::tooLong()
{
    const std::string most = std::to_string(MaxMessage) + " bytes";
    if (strict_) {
        fail(1009, "a message is longer than " + most + ", the most that is taken");
    }
    if (!std::exchange(unusable_, true) && !over_) {
        leftOut_.push_back(std::string(started_ ? "the rest of a message" : "a message") +
                           " of more than " + most +
                           " was not handed to QWebSocket: the recording has all of it");
    }
}

void IncomingReframer::fail(std::uint16_t code, std::string text)
{
    if (!failure_ && !closeSeen_) {
        failure_ = Failure{code, std::move(text)};
        over_ = over_ || strict_;
    }
}

/// The common case without a second copy: a message of one small frame that is not compressed.
void IncomingReframer::startInPlace(const wire::FrameHeader& header)
{
    inPlace_ = header.fin && header.rsv == 0 && header.payloadLength <= FragmentSize && !over_ &&
               !unusable_;
    if (inPlace_) {
        wire::FrameSpec spec;
        spec.opcode = header.opcode;
        spec.claimedLength = header.payloadLength;
        wire::appendFrame(output_, spec, {});
    }
}

void IncomingReframer::endInPlace(bool passOn)
{
    if (passOn) {
        ready_ = output_.size();
    } else {
        output_.resize(ready_);
    }
}

/// Hands on what is pending as a fragment; a text is cut between two characters.
void IncomingReframer::passFragment()
{
    const ByteView all = pending_;
    const std::size_t tail = opcode_ == wire::Opcode::Text ? unfinishedTail(all) : 0;
    const ByteView piece = all.first(all.size() - tail);
    if (opcode_ == wire::Opcode::Text && !wire::isUtf8(piece)) {
        const QByteArray repaired = toQString(asText(piece)).toUtf8();
        putFrame(false, asBytes(std::string_view(repaired.data(), repaired.size())));
    } else {
        putFrame(false, piece);
    }
    passed_ += piece.size();
    started_ = true;
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(piece.size()));
}

void IncomingReframer::putFrame(bool fin, ByteView payload)
{
    wire::FrameSpec spec;
    spec.fin = fin;
    spec.opcode = started_ ? wire::Opcode::Continuation : opcode_;
    wire::appendFrame(output_, spec, payload);
    ready_ = output_.size();
}

} // namespace framescope::tap
