// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/cases/case_builder.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace framescope::scenario::probe {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds BetweenFrames{10};
constexpr std::string_view LastPing = "framescope";

std::uint64_t sizeOf(const Step& step)
{
    const auto* sent = std::get_if<message::Outgoing>(&step);
    if (!sent) {
        return 0;
    }
    if (const auto* frames = std::get_if<message::Frames>(sent)) {
        std::uint64_t sum = 0;
        for (const message::Frame& frame : frames->frames) {
            sum += viewOf(frame.payload).size() + wire::FrameHeader::MaxSize;
        }
        return sum;
    }
    return message::check(*sent).value_or(0);
}

std::uint64_t sizeOf(const Script& script)
{
    std::uint64_t sum = 0;
    for (const Step& step : script.steps) {
        sum += sizeOf(step);
    }
    return sum;
}

/// What a server answers that sends no messages back.
void keepPongs(std::vector<Received>& answers)
{
    std::erase_if(answers, [](const Received& one) { return one.kind != Received::Kind::Pong; });
}

Plan echoPlan(const MakeScript& make, const Facts& facts)
{
    Script script = make();
    Plan plan{std::move(script.steps), std::move(script.answers)};
    if (!facts.echoes) {
        keepPongs(plan.answers);
        std::erase_if(plan.steps,
                      [](const Step& step) { return std::holds_alternative<Await>(step); });
        plan.steps.push_back(together({ping(LastPing)}));
        plan.answers.push_back(pongAnswer(LastPing));
    }
    plan.steps.emplace_back(Await{plan.answers.size()});
    return plan;
}

Plan failPlan(const MakeScript& make, const Facts& facts)
{
    Script script = make();
    Plan plan{std::move(script.steps), std::move(script.answers), Finish::Await};
    if (!facts.echoes) {
        keepPongs(plan.answers);
    }
    return plan;
}

} // namespace

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray repeated(std::string_view pattern, std::uint64_t length)
{
    QByteArray all;
    all.reserve(static_cast<qsizetype>(length));
    while (static_cast<std::uint64_t>(all.size()) < length) {
        all.append(pattern.data(),
                   static_cast<qsizetype>(std::min<std::uint64_t>(
                       pattern.size(), length - static_cast<std::uint64_t>(all.size()))));
    }
    return all;
}

message::Frame frame(wire::Opcode opcode, const QByteArray& payload, bool fin, std::uint8_t rsv)
{
    wire::FrameSpec spec;
    spec.fin = fin;
    spec.rsv = rsv;
    spec.opcode = opcode;
    spec.maskKey = wire::randomMaskKey();
    return {spec, payload};
}

message::Frame text(std::string_view payload)
{
    return frame(wire::Opcode::Text, bytes(payload));
}

message::Frame ping(std::string_view payload)
{
    return frame(wire::Opcode::Ping, bytes(payload));
}

message::Frame closeFrame(std::uint16_t code, const QByteArray& reason)
{
    return frame(wire::Opcode::Close, toByteArray(wire::closePayload(code)) + reason);
}

std::vector<message::Frame> fragments(wire::Opcode opcode, const QByteArray& payload,
                                      std::uint64_t size)
{
    std::vector<message::Frame> frames;
    const auto step = static_cast<qsizetype>(size);
    for (qsizetype at = 0; at < payload.size(); at += step) {
        frames.push_back(frame(at == 0 ? opcode : wire::Opcode::Continuation, payload.mid(at, step),
                               at + step >= payload.size()));
    }
    return frames;
}

Step together(std::vector<message::Frame> frames)
{
    return message::Outgoing(message::Frames{std::move(frames)});
}

std::vector<Step> apart(std::vector<message::Frame> frames)
{
    std::vector<Step> steps;
    for (message::Frame& one : frames) {
        if (!steps.empty()) {
            steps.emplace_back(Pause{BetweenFrames});
        }
        steps.push_back(together({std::move(one)}));
    }
    return steps;
}

Step raw(const QByteArray& bytes)
{
    return message::Outgoing(message::Raw{bytes});
}

std::vector<Step> inTwo(const message::Frame& frame, std::size_t split)
{
    const QByteArray all = toByteArray(wire::encodeFrame(frame.spec, viewOf(frame.payload)));
    const auto at = static_cast<qsizetype>(split);
    return {raw(all.left(at)), Pause{BetweenFrames}, raw(all.mid(at))};
}

Received textAnswer(const QByteArray& payload)
{
    return {Received::Kind::Text, payload};
}

Received binaryAnswer(const QByteArray& payload)
{
    return {Received::Kind::Binary, payload};
}

Received pongAnswer(std::string_view payload)
{
    return {Received::Kind::Pong, bytes(payload)};
}

Prepare pieces(std::uint32_t size, milliseconds pause)
{
    return [size, pause](connection::ConnectionOptions& options) {
        options.behaviours.pieceSize = size;
        options.behaviours.piecePause = pause;
    };
}

Attempt echoing(std::uint64_t bytes, MakeScript make, Prepare prepare)
{
    return {.plan = [make = std::move(make)](const Facts& facts) { return echoPlan(make, facts); },
            .prepare = std::move(prepare),
            .bytes = bytes + Overhead};
}

Attempt echoing(MakeScript make, Prepare prepare)
{
    const std::uint64_t size = sizeOf(make());
    return echoing(size, std::move(make), std::move(prepare));
}

Attempt failing(std::uint64_t bytes, MakeScript make, Prepare prepare)
{
    return {.plan = [make = std::move(make)](const Facts& facts) { return failPlan(make, facts); },
            .prepare = std::move(prepare),
            .bytes = bytes + Overhead};
}

Attempt failing(MakeScript make, Prepare prepare)
{
    const std::uint64_t size = sizeOf(make());
    return failing(size, std::move(make), std::move(prepare));
}

Attempt opening(Prepare prepare, std::uint64_t bytes)
{
    return {.plan = [](const Facts&) { return Plan{}; },
            .prepare = std::move(prepare),
            .bytes = bytes + Overhead};
}

Attempt stillThere()
{
    return echoing([] {
        const std::string_view said = "Is anybody there?";
        return Script{{together({text(said)})}, {textAnswer(bytes(said))}};
    });
}

std::vector<Expectation> echoed()
{
    using enum Ending;
    return {
        {Verdict::Ok, Got::All, {Answered}, {1000}},
        {Verdict::NonStrict, Got::All, {Answered}, {}, "Close 1000 was answered otherwise"},
        {Verdict::NonStrict, Got::All, {Closed}, {}, "the server closed before it was asked to"},
        {Verdict::NonStrict,
         Got::All,
         {Unanswered, Dropped},
         {},
         "all came back, but Close was not answered (RFC 6455 5.5.1)"},
        {Verdict::Informational,
         Got::Latest,
         {Answered},
         {},
         "not every ping was answered, as is allowed (RFC 6455 5.5.3)"},
        {Verdict::NonStrict, Got::Reordered, {Answered}, {}, "the answers came in another order"},
        {Verdict::Failed, Got::Any, {Refused, Cut, NoResponse}, {}, "the connection did not open"},
        {Verdict::Failed, Got::All, {}, {}, "the answers came, but the connection went wrong"},
        {Verdict::Failed, Got::Fewer, {Answered, Unanswered}, {}, "not all came back in time"},
        {Verdict::Failed, Got::Fewer, {Closed, Dropped}, {}, "the server ended the connection"},
        {Verdict::Failed, Got::Any, {}, {}, "what came back is not what was sent"},
    };
}

std::vector<Expectation> failed(std::vector<std::uint16_t> codes)
{
    using enum Ending;
    const auto ended = std::vector<Ending>{Closed, Answered};
    return {
        {Verdict::Ok, Got::All, ended, codes},
        {Verdict::NonStrict, Got::Fewer, ended, codes, "what came before it was not answered"},
        {Verdict::NonStrict,
         Got::All,
         ended,
         {},
         "the connection was ended with another code than the RFC has for this"},
        {Verdict::NonStrict,
         Got::Fewer,
         ended,
         {},
         "what came before it was not answered, and the "
         "code is another than the RFC has for this"},
        {Verdict::NonStrict,
         Got::All,
         {Dropped},
         {},
         "TCP was ended without a Close, which should precede it (RFC 6455 7.1.7)"},
        {Verdict::NonStrict,
         Got::Fewer,
         {Dropped},
         {},
         "TCP was ended without a Close, which should precede it (RFC 6455 7.1.7)"},
        {Verdict::Failed, Got::Any, {Refused, Cut, NoResponse}, {}, "the connection did not open"},
        {Verdict::Failed, Got::Any, {Open, Unanswered}, {}, "the connection was not ended"},
        {Verdict::Failed, Got::Any, {}, {}, "it was answered, although it is invalid"},
    };
}

void CaseBuilder::begin(std::string group, bool aboutEcho)
{
    group_ = std::move(group);
    aboutEcho_ = aboutEcho;
    number_ = 0;
}

Case& CaseBuilder::echo(std::string title, std::string section, std::vector<std::string> autobahn,
                        Attempt attempt)
{
    Case& made =
        add(std::move(title), std::move(section), std::move(autobahn), {std::move(attempt)});
    made.expected = "It is answered as it was sent, and Close with Close.";
    made.aboutEcho = aboutEcho_;
    made.expectations = echoed();
    return made;
}

Case& CaseBuilder::fail(std::string title, std::string section, std::vector<std::string> autobahn,
                        Attempt attempt, std::vector<std::uint16_t> codes)
{
    Case& made =
        add(std::move(title), std::move(section), std::move(autobahn), {std::move(attempt)});
    made.expected = "The connection is ended with ";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        made.expected += (i == 0 ? "" : " or ") + std::to_string(codes[i]);
    }
    made.expected += '.';
    made.expectations = failed(std::move(codes));
    return made;
}

Case& CaseBuilder::failClose(std::string title, std::string section,
                             std::vector<std::string> autobahn, Attempt attempt)
{
    Case& made =
        fail(std::move(title), std::move(section), std::move(autobahn), std::move(attempt));
    made.expectations.insert(made.expectations.begin(),
                             {Verdict::Failed,
                              Got::Any,
                              {Ending::Answered, Ending::Closed},
                              {1000, 1005},
                              "the invalid Close was taken for a valid one"});
    return made;
}

Case& CaseBuilder::add(std::string title, std::string section, std::vector<std::string> autobahn,
                       std::vector<Attempt> attempts)
{
    cases_.push_back({.id = group_ + '.' + std::to_string(++number_),
                      .title = std::move(title),
                      .section = std::move(section),
                      .autobahn = std::move(autobahn),
                      .attempts = std::move(attempts)});
    return cases_.back();
}

} // namespace framescope::scenario::probe
