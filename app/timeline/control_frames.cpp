// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/control_frames.h"

#include "wire/close_codes.h"

#include <algorithm>
#include <string>

namespace framescope::timeline {

namespace {

const char* sideOf(Direction direction)
{
    return direction == Direction::In ? "the server" : "the client";
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

/// Who sent a Close frame is owed no pong any more (RFC 6455 5.5.2).
void ControlFrames::pingPublished(Direction from, EventId id, Timestamp time,
                                  const wire::FrameReport& ping)
{
    if (ping.complete && !close_[indexOf(from)]) {
        pings_[indexOf(from)].add(id, time, ping.controlPayload, ping.received);
    }
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
        detail.roundTrip = time - answer.ping->time;
        publisher_.counters().addRoundTrip(*detail.roundTrip);
    } else {
        detail.violations.push_back(
            {answer.anyWaiting ? wire::Rule::PongPayloadDiffers : wire::Rule::PongUnsolicited, {}});
        publisher_.counters().violations.add(1);
    }
}

void ControlFrames::closeReported(Direction from, const wire::FrameReport& close)
{
    auto& known = close_[indexOf(from)];
    if (!close.complete || known) {
        return;
    }
    known = *close.close;
    if (!firstClose_) {
        firstClose_ = from;
    }
    publisher_.update(conn_, [&](ConnectionInfo& info) {
        (from == Direction::Out ? info.closeSent : info.closeReceived) = *known;
        if (info.state == ConnectionState::Open) {
            info.state = ConnectionState::Closing;
        }
    });
}

Closing ControlFrames::closing(bool opened) const
{
    Closing closing;
    closing.by = firstClose_;
    const auto& received = close_[indexOf(Direction::In)];
    if (opened && received) {
        closing.code = received->code.value_or(wire::CloseNoStatus);
        closing.reason = received->reason;
        closing.clean = closedByBoth();
    }
    return closing;
}

wire::Violations ControlFrames::violationsAtEnd() const
{
    wire::Violations violations;
    const auto& in = close_[indexOf(Direction::In)];
    const auto& out = close_[indexOf(Direction::Out)];
    if (in.has_value() != out.has_value()) {
        const Direction silent = in ? Direction::Out : Direction::In;
        violations.push_back(
            {wire::Rule::CloseUnanswered, std::string(sideOf(silent)) + " sent none"});
    } else if (in && in->code != out->code) {
        const auto name = [](const wire::ClosePayload& close) {
            return close.code ? std::to_string(*close.code) : std::string("no code");
        };
        violations.push_back({wire::Rule::CloseCodeDiffers,
                              "the client sent " + name(*out) + ", the server " + name(*in)});
    }
    for (const Direction from : {Direction::In, Direction::Out}) {
        const auto unanswered = pings_[indexOf(from)].unanswered();
        if (!unanswered.empty()) {
            violations.push_back(
                {wire::Rule::PingUnanswered, std::string(sideOf(from)) + "'s, event" +
                                                 (unanswered.size() == 1 ? " " : "s ") +
                                                 listOfPings(unanswered)});
        }
    }
    return violations;
}

} // namespace framescope::timeline
