// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages in fragments, and control frames between and in them (Autobahn 5 and 10).
#include "scenario/probe/cases/case_builder.h"

namespace framescope::scenario::probe {

namespace {

using std::chrono::milliseconds;
using wire::Opcode;

constexpr const char* Fragmentation = "RFC 6455 5.4";
constexpr milliseconds WithinMessage{300};

using Frames = std::vector<message::Frame>;

/// The ways in which frames reach the server.
enum class Way { Together, Apart, Bytewise };

std::string wayText(Way way)
{
    return way == Way::Apart ? "; frame by frame" : way == Way::Bytewise ? "; byte by byte" : "";
}

std::vector<Step> sent(Frames frames, Way way)
{
    return way == Way::Apart ? apart(std::move(frames)) : std::vector{together(std::move(frames))};
}

Prepare prepared(Way way)
{
    return way == Way::Bytewise ? pieces(1) : Prepare();
}

message::Frame part(Opcode opcode, std::string_view payload, bool fin)
{
    return frame(opcode, bytes(payload), fin);
}

Attempt failingFrames(const std::function<Frames()>& make, Way way = Way::Together,
                      const std::vector<Received>& answers = {})
{
    return failing([=] { return Script{sent(make(), way), answers}; }, prepared(way));
}

void addControlFragments(CaseBuilder& to)
{
    const auto inTwo = [](Opcode opcode) {
        return failingFrames([opcode] {
            return Frames{part(opcode, "fragment1", false),
                          part(Opcode::Continuation, "fragment2", true)};
        });
    };
    to.fail("Ping in two fragments", ControlSection, {"5.1"}, inTwo(Opcode::Ping));
    to.fail("Pong in two fragments", ControlSection, {"5.2"}, inTwo(Opcode::Pong));
    to.failClose("Close without FIN", ControlSection, {}, failingFrames([] {
                     message::Frame close = closeFrame(1000);
                     close.spec.fin = false;
                     return Frames{close};
                 }));
    to.fail("Ping in two fragments, within a message", ControlSection, {}, failingFrames([] {
                return Frames{part(Opcode::Text, "fragment1", false),
                              part(Opcode::Ping, "ping", false),
                              part(Opcode::Continuation, "fragment2", true)};
            }));
}

void addMessages(CaseBuilder& to)
{
    int number = 3;
    for (const bool pinged : {false, true}) {
        for (const Way way : {Way::Together, Way::Apart, Way::Bytewise}) {
            to.echo(std::string("Text in two fragments") + (pinged ? ", with a ping between" : "") +
                        wayText(way),
                    Fragmentation, {"5." + std::to_string(number++)},
                    echoing(
                        [=] {
                            Frames frames{part(Opcode::Text, "fragment1", false),
                                          part(Opcode::Continuation, "fragment2", true)};
                            Script script{{}, {textAnswer("fragment1fragment2")}};
                            if (pinged) {
                                frames.insert(frames.begin() + 1, ping("ping payload"));
                                script.answers.insert(script.answers.begin(),
                                                      pongAnswer("ping payload"));
                            }
                            script.steps = sent(std::move(frames), way);
                            return script;
                        },
                        prepared(way)));
        }
    }
}

void addContinuations(CaseBuilder& to)
{
    int number = 9;
    for (const bool fin : {true, false}) {
        for (const Way way : {Way::Together, Way::Apart, Way::Bytewise}) {
            to.fail(std::string("Continuation of nothing, ") + (fin ? "with" : "without") +
                        " FIN, then text" + wayText(way),
                    Fragmentation, {"5." + std::to_string(number++)},
                    failingFrames(
                        [fin] {
                            return Frames{
                                part(Opcode::Continuation, "non-continuation payload", fin),
                                text("Hello, world!")};
                        },
                        way));
        }
    }
    to.fail(
        "Text in two fragments, then a continuation of nothing, then text", Fragmentation, {"5.15"},
        failingFrames(
            [] {
                return Frames{part(Opcode::Text, "fragment1", false),
                              part(Opcode::Continuation, "fragment2", true),
                              part(Opcode::Continuation, "fragment3", false), text("fragment4")};
            },
            Way::Together, {textAnswer("fragment1fragment2")}));
    for (const bool fin : {false, true}) {
        to.fail(std::string("Twice: a continuation of nothing, ") + (fin ? "with" : "without") +
                    " FIN, and text in two fragments",
                Fragmentation, {fin ? "5.17" : "5.16"}, failingFrames([fin] {
                    Frames frames;
                    for (int i = 0; i < 2; ++i) {
                        frames.push_back(part(Opcode::Continuation, "fragment1", fin));
                        frames.push_back(part(Opcode::Text, "fragment2", false));
                        frames.push_back(part(Opcode::Continuation, "fragment3", true));
                    }
                    return frames;
                }));
    }
    to.fail("Two fragments, both with the opcode of text", Fragmentation, {"5.18"},
            failingFrames([] {
                return Frames{part(Opcode::Text, "fragment1", false), text("fragment2")};
            }));
    to.fail("A binary message within a text message", Fragmentation, {}, failingFrames([] {
                return Frames{part(Opcode::Text, "fragment1", false),
                              frame(Opcode::Binary, "\x01\x02"),
                              part(Opcode::Continuation, "fragment2", true)};
            }));
}

Script slowMessage(Way way)
{
    Script script{sent({part(Opcode::Text, "fragment1", false),
                        part(Opcode::Continuation, "fragment2", false), ping("pongme 1!")},
                       way),
                  {pongAnswer("pongme 1!"), pongAnswer("pongme 2!"),
                   textAnswer("fragment1fragment2fragment3fragment4fragment5")}};
    script.steps.emplace_back(Await{1});
    script.steps.emplace_back(Pause{WithinMessage});
    for (Step& step : sent({part(Opcode::Continuation, "fragment3", false),
                            part(Opcode::Continuation, "fragment4", false), ping("pongme 2!"),
                            part(Opcode::Continuation, "fragment5", true)},
                           way)) {
        script.steps.push_back(std::move(step));
    }
    return script;
}

/// A ping behind each of the fragments but the last.
Script pingedAll(int count)
{
    Frames frames;
    Script script;
    QByteArray all;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        all += bytes(number);
        const bool last = i == count - 1;
        frames.push_back(part(i == 0 ? Opcode::Text : Opcode::Continuation, number, last));
        if (!last) {
            frames.push_back(ping(number));
            script.answers.push_back(pongAnswer(number));
        }
    }
    script.answers.push_back(textAnswer(all));
    script.steps = apart(std::move(frames));
    return script;
}

void addOpenMessages(CaseBuilder& to)
{
    constexpr int Many = 10;
    to.echo("Text in five fragments, with two pings and a pause between", Fragmentation, {"5.19"},
            echoing([] { return slowMessage(Way::Together); }));
    to.echo("Text in five fragments, with two pings and a pause between; frame by frame",
            Fragmentation, {"5.20"}, echoing([] { return slowMessage(Way::Apart); }));
    to.echo("A ping behind each fragment of a message", Fragmentation, {},
            echoing([] { return pingedAll(Many); }));
    to.echo("A pong that was not asked for, within a message", Fragmentation, {}, echoing([] {
                return Script{
                    {together({part(Opcode::Text, "fragment1", false), frame(Opcode::Pong, "pong"),
                               part(Opcode::Continuation, "fragment2", true)})},
                    {textAnswer("fragment1fragment2")}};
            }));
    to.echo("Binary in 256 fragments of a byte", Fragmentation, {}, echoing([] {
                QByteArray payload;
                for (int i = 0; i < 256; ++i) {
                    payload += static_cast<char>(i);
                }
                return Script{{together(fragments(Opcode::Binary, payload, 1))},
                              {binaryAnswer(payload)}};
            }));
    constexpr std::uint64_t Length = 65'536;
    to.echo("Text of 65,536 bytes in fragments of 1,300", Fragmentation, {"10.1.1"},
            echoing(Length + Length / 64, [] {
                const QByteArray payload = repeated("*", Length);
                return Script{{together(fragments(Opcode::Text, payload, 1'300))},
                              {textAnswer(payload)}};
            }));
    Case& left =
        to.add("The first fragment of a message, and no other", Fragmentation, {}, {failing([] {
                   return Script{{together({part(Opcode::Text, "fragment1", false)})}, {}};
               })});
    left.expected = "The server waits, or closes after some time.";
    left.expectations = {
        {Verdict::Informational, Got::All, {Ending::Open}, {}, "the server waits for the rest"},
        {Verdict::Informational, Got::All, {Ending::Closed}, {}, "the server did not wait longer"}};
}

} // namespace

void addFragments(CaseBuilder& to)
{
    to.begin("fragment");
    addControlFragments(to);
    addMessages(to);
    addContinuations(to);
    addOpenMessages(to);
}

} // namespace framescope::scenario::probe
