// SPDX-License-Identifier: GPL-3.0-or-later
//
// Slow bytes, pauses, ends of TCP, and nobody saying anything.
#include "base/text/duration_text.h"
#include "scenario/probe/cases/case_builder.h"

namespace framescope::scenario::probe {

namespace {

using connection::Behaviours;
using connection::ConnectionOptions;
using connection::Misdeed;
using std::chrono::milliseconds;
using wire::Opcode;

Script hello()
{
    return {{together({text(Hello)})}, {textAnswer(bytes(Hello))}};
}

void addSlow(CaseBuilder& to)
{
    constexpr milliseconds BetweenBytes{5};
    to.echo("A frame byte by byte, with pauses", FrameSection, {},
            echoing(hello, pieces(1, BetweenBytes)));
    to.echo("A message of 1 MiB while the client reads nothing for a while", LimitSection, {},
            echoing(Mebi, [] {
                constexpr milliseconds Unread{500};
                const QByteArray payload = repeated("*", Mebi);
                return Script{{Misdeed{Misdeed::Kind::StopReading, Unread},
                               together({frame(Opcode::Text, payload)})},
                              {textAnswer(payload)}};
            }));
    std::vector<Expectation>& rows = to.last().expectations;
    rows.insert(rows.begin(), {Verdict::Informational,
                               Got::Any,
                               {Ending::Closed},
                               {1009},
                               "the server takes no message that long"});
    to.echo("Close, and our side of TCP ends right behind it", "RFC 6455 7.1.1", {},
            echoing(hello,
                    [](ConnectionOptions& options) {
                        options.behaviours.afterClose = Behaviours::AfterClose::HalfClose;
                    }))
        .clientEndsTcp = true;
}

/// The connection ends without a Close; the server has to survive that.
void addCut(CaseBuilder& to, const char* title, Misdeed::Kind kind, MakeScript make)
{
    Case& made = to.add(title, "RFC 6455 7.2", {},
                        {failing([make = std::move(make), kind] {
                             Script script = make();
                             script.steps.emplace_back(Misdeed{kind});
                             return script;
                         }),
                         stillThere()});
    made.expected = "The server takes the next connection.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        if (!seen.front().opened) {
            return {Verdict::Failed, "the connection did not open"};
        }
        const Observation& next = seen.back();
        // A server may close by itself, as one does that wants a token.
        return next.opened && (!next.received.empty() || next.ending == Ending::Closed)
                   ? Judgement{Verdict::Ok}
                   : Judgement{Verdict::Failed, "the server did not take the next connection"};
    };
}

void addCuts(CaseBuilder& to)
{
    using Kind = Misdeed::Kind;
    const auto fragment = [] {
        return Script{{together({frame(Opcode::Text, "fragment1", false)})}, {}};
    };
    addCut(to, "TCP ends without a Close", Kind::Fin, hello);
    addCut(to, "TCP is reset without a Close", Kind::Reset, hello);
    addCut(to, "TCP ends within a frame", Kind::FinInFrame, hello);
    addCut(to, "TCP is reset within a frame", Kind::ResetInFrame, hello);
    addCut(to, "TCP ends within a message", Kind::Fin, fragment);
    addCut(to, "TCP is reset within a message", Kind::Reset, fragment);
    addCut(to, "A frame whose length is more than what comes, then the end of TCP", Kind::Fin, [] {
        message::Frame lies = text(Hello);
        lies.spec.claimedLength = Hello.size() * 2;
        return Script{{together({lies})}, {}};
    });
}

/// What the server does when nobody says anything.
void addIdle(CaseBuilder& to, const char* title, Prepare prepare)
{
    Attempt attempt{.plan =
                        [](const Facts&) {
                            return Plan{{}, {}, Finish::AwaitIdle};
                        },
                    .prepare = std::move(prepare),
                    .bytes = Overhead};
    Case& made = to.add(title, "RFC 6455 5.5.2", {}, {std::move(attempt)});
    made.expected = "The server sends a ping or closes, some time.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const Observation& first = seen.front();
        if (!first.opened) {
            return {Verdict::Failed, "the connection did not open"};
        }
        std::string said;
        if (first.firstPing) {
            said = "the first ping came after " + durationText(*first.firstPing);
        }
        if (first.ending == Ending::Closed || first.ending == Ending::Dropped) {
            said += (said.empty() ? "" : "; ") +
                    std::string("the server ended the connection after ") +
                    durationText(first.openFor.value_or(Duration{}));
        }
        return {Verdict::Informational,
                said.empty() ? "the server said nothing in the time (--idle)" : said};
    };
}

} // namespace

void addTransport(CaseBuilder& to)
{
    to.begin("tcp");
    addSlow(to);
    addCuts(to);
    addIdle(to, "Nobody says anything", {});
    addIdle(to, "Nobody says anything, and pings are not answered",
            [](ConnectionOptions& options) { options.behaviours.pong = Behaviours::Pong::Off; });
}

} // namespace framescope::scenario::probe
