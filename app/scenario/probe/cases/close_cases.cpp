// SPDX-License-Identifier: GPL-3.0-or-later
//
// Closing, by the client (Autobahn 7).
#include "scenario/probe/cases/case_builder.h"

#include <array>

namespace framescope::scenario::probe {

namespace {

using wire::Opcode;

constexpr const char* Closing = "RFC 6455 5.5.1";
constexpr const char* Codes = "RFC 6455 7.4";
constexpr std::string_view BadReason = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"
                                       "edited";

/// Frames in one go, the Close of the client among them; the server has to end the connection.
Attempt closing(const std::function<std::vector<message::Frame>()>& make,
                const std::vector<Received>& answers = {}, const Prepare& prepare = {})
{
    return failing([=] { return Script{{together(make())}, answers}; }, prepare);
}

Attempt closedWith(const QByteArray& payload)
{
    return closing([payload] { return std::vector{frame(Opcode::Close, payload)}; });
}

/// The Close is valid, so the server answers it with its code, or one of its own.
std::vector<Expectation> closeAnswered(const std::vector<std::uint16_t>& codes)
{
    using enum Ending;
    return {
        {Verdict::Ok, Got::All, {Answered}, codes},
        {Verdict::Failed, Got::Any, {Answered, Closed}, {1002, 1007}, "a valid Close was rejected"},
        {Verdict::NonStrict,
         Got::All,
         {Answered, Closed},
         {},
         "the Close was answered with another code, or none (RFC 6455 5.5.1: typically the same)"},
        {Verdict::NonStrict,
         Got::Fewer,
         {Answered, Closed},
         {},
         "the Close was answered before the message"},
        {Verdict::Failed, Got::Any, {Refused, Cut, NoResponse}, {}, "the connection did not open"},
        {Verdict::Failed, Got::Any, {Unanswered, Open, Dropped}, {}, "the Close was not answered"},
        {Verdict::Failed, Got::Any, {}, {}, "something was answered behind the Close"},
    };
}

/// The Close is invalid, so the server has to fail the connection.
std::vector<Expectation> closeRejected(const std::vector<std::uint16_t>& codes)
{
    using enum Ending;
    return {
        {Verdict::Ok, Got::All, {Answered, Closed}, codes},
        {Verdict::NonStrict,
         Got::All,
         {Dropped},
         {},
         "TCP was ended without a Close, which should precede it (RFC 6455 7.1.7)"},
        {Verdict::Failed, Got::Any, {Refused, Cut, NoResponse}, {}, "the connection did not open"},
        {Verdict::Failed,
         Got::Any,
         {Answered, Closed},
         {},
         "the invalid Close was taken for a "
         "valid one"},
        {Verdict::Failed, Got::Any, {}, {}, "the connection was not failed"},
    };
}

Case& addAnswered(CaseBuilder& to, std::string title, std::string section,
                  std::vector<std::string> autobahn, Attempt attempt,
                  const std::vector<std::uint16_t>& codes)
{
    Case& made =
        to.add(std::move(title), std::move(section), std::move(autobahn), {std::move(attempt)});
    made.expected = "Close is answered with its code or 1000, and TCP is ended by the server.";
    made.expectations = closeAnswered(codes);
    return made;
}

void addRejected(CaseBuilder& to, std::string title, std::string section,
                 std::vector<std::string> autobahn, Attempt attempt,
                 const std::vector<std::uint16_t>& codes = {1002})
{
    Case& made =
        to.add(std::move(title), std::move(section), std::move(autobahn), {std::move(attempt)});
    made.expected = codes.size() == 1 ? "The connection is ended with 1002."
                                      : "The connection is ended with 1007 or 1002.";
    made.expectations = closeRejected(codes);
}

void addOrder(CaseBuilder& to)
{
    using Frames = std::vector<message::Frame>;
    to.echo("A message, then Close", Closing, {"7.1.1"}, echoing([] {
                return Script{{together({text(Hello)})}, {textAnswer(bytes(Hello))}};
            }));
    const auto behind = [&](const char* title, const char* number, const message::Frame& frame) {
        addAnswered(to, title, Closing, {number}, closing([frame] {
                        return Frames{closeFrame(1000), frame};
                    }),
                    {1000});
    };
    behind("Close twice", "7.1.2", frame(Opcode::Close, {}));
    behind("Close, then a ping", "7.1.3", ping({}));
    behind("Close, then a text", "7.1.4", text(Hello));
    addAnswered(to, "A fragment, Close, the last fragment", Closing, {"7.1.5"}, closing([] {
                    return Frames{frame(Opcode::Text, "fragment1", false), closeFrame(1000),
                                  frame(Opcode::Continuation, "fragment2")};
                }),
                {1000});
    constexpr std::uint64_t Large = 256 * Kibi;
    Case& large = to.add(
        "256 KiB, a text, Close, a ping", Closing, {"7.1.6"}, {failing(Large, [] {
            return Script{{together({frame(Opcode::Text, repeated("BAsd7&jh23", Large)),
                                     text(Hello), closeFrame(1000), ping({})})},
                          {textAnswer(repeated("BAsd7&jh23", Large)), textAnswer(bytes(Hello))}};
        })});
    large.expected = "The messages are answered, or some are not as Close was processed first.";
    using enum Ending;
    large.expectations = {
        {Verdict::Informational, Got::All, {Answered, Closed}, {}, "both messages came first"},
        {Verdict::Informational,
         Got::Fewer,
         {Answered, Closed},
         {},
         "Close was processed before the answers were sent"},
        {Verdict::Informational,
         Got::Any,
         {Dropped, Unanswered},
         {},
         "the connection ended before Close was answered"},
    };
    addAnswered(to, "Close, byte by byte", Closing, {},
                closing([] { return Frames{closeFrame(1000, "bye")}; }, {}, pieces(1)), {1000});
}

void addPayloads(CaseBuilder& to)
{
    addAnswered(to, "Close without payload", Closing, {"7.3.1"}, closedWith({}), {1000, 1005});
    addRejected(to, "Close with a payload of 1 byte", Closing, {"7.3.2"}, closedWith("a"));
    const auto with = [](std::uint16_t code, const QByteArray& reason) {
        return closing([=] { return std::vector{closeFrame(code, reason)}; });
    };
    addAnswered(to, "Close 1000 without a reason", Closing, {"7.3.3"}, with(1000, {}), {1000});
    addAnswered(to, "Close 1000 with a reason", Closing, {"7.3.4"}, with(1000, bytes(Hello)),
                {1000});
    addAnswered(to, "Close 1000 with a reason of 123 bytes", Closing, {"7.3.5"},
                with(1000, repeated("*", 123)), {1000});
    addRejected(to, "Close 1000 with a reason of 124 bytes", "RFC 6455 5.5", {"7.3.6"},
                with(1000, repeated("*", 124)));
    addRejected(to, "A reason that is not UTF-8", Closing, {"7.5.1"}, with(1000, bytes(BadReason)),
                {1007, 1002});
    addRejected(to, "A reason that ends within a character", Closing, {}, with(1000, "\xe2\x82"),
                {1007, 1002});
    addAnswered(to, "A reason of characters of four bytes", Closing, {},
                with(1000, repeated("\xf0\x9f\x98\x80", 120)), {1000});
}

void addCodes(CaseBuilder& to)
{
    constexpr auto Valid = std::to_array<std::uint16_t>(
        {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999});
    constexpr auto Newer = std::to_array<std::uint16_t>({1012, 1013, 1014});
    constexpr auto Invalid =
        std::to_array<std::uint16_t>({0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999});
    constexpr auto Undefined = std::to_array<std::uint16_t>({5000, 65'535});
    const auto with = [](std::uint16_t code) {
        return closing([code] { return std::vector{closeFrame(code)}; });
    };
    const auto title = [](std::uint16_t code) { return "Close " + std::to_string(code); };
    for (std::size_t i = 0; i < Valid.size(); ++i) {
        Case& made = addAnswered(to, title(Valid[i]), Codes, {"7.7." + std::to_string(i + 1)},
                                 with(Valid[i]), {Valid[i], 1000});
        if (Valid[i] == 1002 || Valid[i] == 1007) {
            made.expectations.erase(made.expectations.begin() + 1);
        }
    }
    for (const std::uint16_t code : Newer) {
        Case& made = addAnswered(to, title(code) + ", registered after the RFC", Codes, {},
                                 with(code), {code, 1000});
        made.expectations[1].verdict = Verdict::NonStrict;
        made.expectations[1].remark = "a code that was registered after the RFC was rejected";
    }
    for (std::size_t i = 0; i < Invalid.size(); ++i) {
        addRejected(to, title(Invalid[i]), Codes, {"7.9." + std::to_string(i + 1)},
                    with(Invalid[i]));
    }
    addRejected(to, title(1015), Codes, {}, with(1015));
    for (std::size_t i = 0; i < Undefined.size(); ++i) {
        Case& made = to.add(title(Undefined[i]), "RFC 6455 7.4.2",
                            {"7.13." + std::to_string(i + 1)}, {with(Undefined[i])});
        made.faultsAllowed = true;
        made.expected = "The RFC says nothing of codes beyond 4999, but the connection ends.";
        made.expectations = {
            {Verdict::Failed,
             Got::Any,
             {Ending::Open, Ending::Unanswered},
             {},
             "the connection did not end"},
            {Verdict::Informational, Got::Any, {}, {}, "the RFC says nothing of such codes"}};
    }
}

} // namespace

void addCloses(CaseBuilder& to)
{
    to.begin("close");
    addOrder(to);
    addPayloads(to);
    addCodes(to);
}

} // namespace framescope::scenario::probe
