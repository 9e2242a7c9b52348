// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/control_frames.h"

#include "base/text/clause.h"
#include "base/text/counted.h"
#include "wire/frames/close_codes.h"

#include <algorithm>
#include <string>
#include <utility>

namespace framescope::timeline {

namespace {

/// Whether a browser fails the connection for a violation by the server. It accepts all close codes
/// except those that are only reported.
bool failsConnection(const wire::Violation& violation)
{
    return wire::info(violation.rule).severity == wire::Severity::Error &&
           violation.rule != wire::Rule::FrameTruncated &&
           violation.rule != wire::Rule::CloseCodeInvalid;
}

/// The violation because of which a Close frame does not count; empty if it counts.
std::string faultOf(const wire::FrameReport& close)
{
    const bool reserved = close.close->code && wire::isOnlyReported(*close.close->code);
    for (const wire::Violation& violation : close.violations) {
        if (failsConnection(violation) ||
            (reserved && violation.rule == wire::Rule::CloseCodeInvalid)) {
            return wire::violationText(violation);
        }
    }
    return {};
}

/// Adds the first errors, except a frame that was cut off, which the end tells.
void addEarlier(wire::Violations& earlier, Direction from, EventId id,
                const wire::Violations& violations)
{
    constexpr std::size_t Most = 3;
    for (const wire::Violation& violation : violations) {
        if (wire::info(violation.rule).severity == wire::Severity::Error &&
            violation.rule != wire::Rule::FrameTruncated && earlier.size() < Most &&
            std::ranges::find(earlier, violation.rule, &wire::Violation::rule) == earlier.end()) {
            earlier.push_back(
                {violation.rule, "event " + std::to_string(std::uint64_t{id.value} + 1) + " of " +
                                     ownerOf(from) +
                                     (violation.detail.empty() ? "" : ", " + violation.detail)});
        }
    }
}

std::string listOfPings(const std::vector<EventId>& ids)
{
    constexpr std::size_t MaxListed = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(ids.size(), MaxListed); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(std::uint64_t{ids[i].value} + 1);
    }
    if (ids.size() > MaxListed) {
        text += " and " + std::to_string(ids.size() - MaxListed) + " more";
    }
    return text;
}

} // namespace

std::string ownerOf(Direction direction)
{
    return direction == Direction::In ? "the server" : "the client";
}

/// Adds a ping. It requires no pong if its sender has sent a Close frame (RFC 6455 5.5.2), or if
/// the other side has sent one (5.5.1) or failed the connection (7.1.7).
void ControlFrames::pingPublished(Direction from, EventId id, Timestamp time,
                                  const wire::FrameReport& ping)
{
    if (!ping.complete) {
        return;
    }
    const bool owed = !close_[0] && !close_[1] && !(failedByUs_ && from == Direction::In);
    pings_[indexOf(from)].add({id, time, owed}, ping.controlPayload, ping.received);
}

void ControlFrames::describePong(Direction from, Timestamp time, const wire::FrameReport& pong,
                                 Detail& detail)
{
    if (!pong.complete) {
        return;
    }
    const auto answer = pings_[indexOf(opposite(from))].answer(pong.controlPayload, pong.received);
    if (answer.ping) {
        detail.ping = answer.ping->id;
        const Duration since = time - answer.ping->time;
        if (from == Direction::In) {
            detail.roundTrip = since;
            publisher_.counters().addRoundTrip(since);
        } else {
            detail.answeredIn = since;
        }
    } else if (!incomplete_[indexOf(opposite(from))]) {
        detail.violations.push_back(
            {answer.anyWaiting ? wire::Rule::PongPayloadDiffers : wire::Rule::PongUnsolicited, {}});
        publisher_.counters().violations.add(1);
    }
}

void ControlFrames::closeReported(Direction from, Timestamp time, const wire::FrameReport& close)
{
    auto& known = close_[indexOf(from)];
    if (!close.complete || known) {
        return;
    }
    known = Close{*close.close, faultOf(close)};
    if (!firstClose_ || time < firstCloseTime_) {
        firstClose_ = from;
        firstCloseTime_ = time;
    }
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        (from == Direction::Out ? info.closeSent : info.closeReceived) = FirstClose{
            *close.close, Bytes(close.controlPayload.begin(), close.controlPayload.end()),
            close.violations, time};
        if (info.state == ConnectionState::Open) {
            info.state = ConnectionState::Closing;
        }
    });
}

void ControlFrames::violated(Direction from, EventId id, const wire::Violations& violations)
{
    if (sent(from)) {
        return;
    }
    addEarlier(earlier_[indexOf(from)], from, id, violations);
    if (from == Direction::Out || !failure_.empty()) {
        return;
    }
    const auto failing = std::ranges::find_if(violations, failsConnection);
    if (failing != violations.end()) {
        failedAt_ = id;
        failure_ = "event " + std::to_string(std::uint64_t{id.value} + 1) + ", " +
                   asClause(wire::violationText(*failing));
    }
}

void ControlFrames::closeFollowed(Direction from, Type frame)
{
    auto& close = close_[indexOf(from)];
    if (!close) {
        return;
    }
    if (!std::exchange(close->followed, true)) {
        afterClose_.push_back({wire::Rule::DataAfterClose,
                               "a " + std::string(typeName(frame)) + " frame of " + ownerOf(from)});
    }
    if (close->fault.empty()) {
        close->fault = "A " + std::string(typeName(frame)) + " frame came after the Close frame";
    }
}

void ControlFrames::notWhole(Direction from, Type frame, std::uint64_t missing)
{
    incomplete_[indexOf(from)] = true;
    if (frame == Type::Close) {
        unreadable_[indexOf(from)] = counted(missing, "byte") + " of the Close frame of " +
                                     ownerOf(from) + (missing == 1 ? " is" : " are") +
                                     " missing from the recording";
    }
}

void ControlFrames::unreadable(Direction from, std::string why)
{
    unreadable_[indexOf(from)] = std::move(why);
    incomplete_[indexOf(from)] = true;
}

void ControlFrames::readable(Direction from)
{
    unreadable_[indexOf(from)].clear();
}

std::string ControlFrames::unknown(Direction from) const
{
    return sent(from) ? std::string() : unreadable_[indexOf(from)];
}

const ControlFrames::Close* ControlFrames::sent(Direction from) const
{
    const auto& close = close_[indexOf(from)];
    return close ? &*close : nullptr;
}

/// Whether our side sent a Close frame that reports no failure, whatever a comment says.
bool ControlFrames::closedInOrder() const
{
    constexpr std::uint16_t Normal = 1000;
    constexpr std::uint16_t GoingAway = 1001;
    return isLegal(Direction::Out) &&
           sent(Direction::Out)->payload.code.value_or(Normal) <= GoingAway;
}

ConnectionEnding ControlFrames::closing(bool opened) const
{
    ConnectionEnding closing;
    const std::string unknownIn = unknown(Direction::In);
    closing.unknown = unknownIn.empty() ? unknown(Direction::Out) : unknownIn;
    if (closing.unknown.empty()) {
        closing.by = firstClose_;
    }
    if (!unknownIn.empty()) {
        closing.code.reset();
    }
    const Close* received = sent(Direction::In);
    if (!opened || !received) {
        return closing;
    }
    constexpr std::string_view Reports = "a browser reports 1006: ";
    if (!received->fault.empty()) {
        closing.browser = std::string(Reports) + "the server's Close frame counts for nothing. " +
                          received->fault;
        return closing;
    }
    if (failedByUs_ && !(failure_.empty() && closedInOrder())) {
        closing.browser = std::string(Reports) + "the connection was failed (RFC 6455 7.1.7)";
        return closing;
    }
    closing.code = received->payload.code.value_or(wire::CloseNoStatus);
    closing.reason = received->payload.reason;
    closing.clean = isLegal(Direction::Out);
    if (!failure_.empty()) {
        closing.browser =
            std::string(Reports) + "it would have failed the connection at " + failure_;
    }
    return closing;
}

wire::Violations ControlFrames::earlier() const
{
    wire::Violations all = earlier_[indexOf(Direction::In)];
    const wire::Violations& sent = earlier_[indexOf(Direction::Out)];
    all.insert(all.end(), sent.begin(), sent.end());
    return all;
}

wire::Violations ControlFrames::violationsAtEnd(bool opened) const
{
    wire::Violations violations;
    if (opened) {
        checkClose(violations);
        checkPings(Direction::In, violations);
        checkPings(Direction::Out, violations);
    }
    return violations;
}

void ControlFrames::checkClose(wire::Violations& violations) const
{
    const Close* in = sent(Direction::In);
    const Close* out = sent(Direction::Out);
    const bool legal = (!in || in->fault.empty()) && (!out || out->fault.empty());
    if (legal && (in != nullptr) != (out != nullptr)) {
        const Direction silent = in ? Direction::Out : Direction::In;
        if (unknown(silent).empty()) {
            violations.push_back({wire::Rule::CloseUnanswered, ownerOf(silent) + " sent none"});
        }
    } else if (legal && in && in->payload.code != out->payload.code) {
        const auto name = [](const Close& close) {
            return close.payload.code ? std::to_string(*close.payload.code)
                                      : std::string("no code");
        };
        violations.push_back({wire::Rule::CloseCodeDiffers,
                              "the client sent " + name(*out) + ", the server " + name(*in)});
    }
}

/// Adds violations for unanswered pings. After our side failed the connection, it owes no pongs.
void ControlFrames::checkPings(Direction from, wire::Violations& violations) const
{
    auto unanswered = pings_[indexOf(from)].unanswered();
    if (from == Direction::In && failedByUs_ && failedAt_) {
        std::erase_if(unanswered, [this](EventId ping) { return ping >= *failedAt_; });
    }
    if (!unanswered.empty() && !incomplete_[0] && !incomplete_[1]) {
        violations.push_back({wire::Rule::PingUnanswered,
                              ownerOf(from) + "'s, event" + (unanswered.size() == 1 ? " " : "s ") +
                                  listOfPings(unanswered)});
    }
}

} // namespace framescope::timeline
