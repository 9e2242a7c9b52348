// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/guard.h"

#include "base/text/counted.h"
#include "scenario/probe/cases/case_builder.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario::probe {

namespace {

constexpr std::string_view MeetingText = "Framescope probes this server.";
constexpr std::string_view MeetingBytes{"\x00\xff\xfe", 3};
constexpr std::string_view MeetingPing = "framescope";
/// How long the server may say something by itself when it is met.
constexpr std::chrono::milliseconds Listened{500};

std::string reasonFor(const Load& sum, const Case& added, const Settings& settings)
{
    if (sum.bytes + added.bytes() > settings.maxBytes) {
        return "it would send " + counted(added.bytes(), "byte") +
               ", more than is left of --max-bytes";
    }
    if (sum.connections + added.attempts.size() > settings.maxConnections) {
        return "it would be a connection more than --max-connections";
    }
    return {};
}

void addTo(Load& sum, const Case& one)
{
    ++sum.cases;
    sum.connections += one.attempts.size();
    sum.bytes += one.bytes();
}

} // namespace

GuardedList guarded(const std::vector<Case>& cases, const Settings& settings)
{
    GuardedList list;
    addTo(list.load, meetingCase());
    list.load.cases = 0;
    for (const Case& one : cases) {
        list.reasons.push_back(reasonFor(list.load, one, settings));
        if (list.reasons.back().empty()) {
            addTo(list.load, one);
        }
    }
    return list;
}

Case meetingCase()
{
    CaseBuilder builder;
    builder.begin("meeting");
    builder.add("The server is met", {}, {}, {echoing([] {
                    return Script{{together({text(MeetingText)}), together({ping(MeetingPing)}),
                                   together({frame(wire::Opcode::Binary, bytes(MeetingBytes))})},
                                  {textAnswer(bytes(MeetingText)), pongAnswer(MeetingPing),
                                   binaryAnswer(bytes(MeetingBytes))}};
                })});
    Attempt& attempt = builder.last().attempts.front();
    attempt.plan = [make = std::move(attempt.plan)](const Facts& facts) {
        Plan plan = make(facts);
        plan.steps.emplace_back(Pause{Listened});
        return plan;
    };
    return builder.take().front();
}

Facts factsFrom(const Observation& seen)
{
    const auto text = std::ranges::find(seen.received, textAnswer(bytes(MeetingText)));
    const auto binary = std::ranges::find(seen.received, binaryAnswer(bytes(MeetingBytes)));
    Facts facts;
    facts.echoes = text != seen.received.end() && binary != seen.received.end();
    facts.endsTcp = seen.ending != Ending::Answered || seen.tcpEndedByServer;
    const auto isAsked = [&](const Received& one) {
        return one.kind == Received::Kind::Pong || one == textAnswer(bytes(MeetingText)) ||
               one == binaryAnswer(bytes(MeetingBytes));
    };
    facts.talks = seen.pings > 0 || !std::all_of(text, seen.received.end(), isAsked) ||
                  (!facts.echoes && !std::ranges::all_of(seen.received, isAsked));
    if (facts.echoes) {
        facts.greeting = static_cast<std::size_t>(
            std::count_if(seen.received.begin(), text,
                          [](const Received& one) { return one.kind != Received::Kind::Pong; }));
    }
    return facts;
}

std::string describe(const Facts& facts)
{
    std::string text = facts.echoes ? "sends messages back" : "does not send messages back";
    if (facts.greeting > 0) {
        text += "; sends " + counted(facts.greeting, "message") + " by itself when it opens";
    }
    text += facts.talks ? "; talks by itself" : "";
    return text + (facts.endsTcp ? "" : "; does not end TCP by itself");
}

} // namespace framescope::scenario::probe
