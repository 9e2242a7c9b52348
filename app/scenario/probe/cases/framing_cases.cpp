// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lengths, pings, reserved bits and opcodes (Autobahn 1 to 4), masks, and forms of the length.
#include "scenario/probe/cases/case_builder.h"

#include "base/text/counted.h"

#include <array>

namespace framescope::scenario::probe {

namespace {

using wire::Opcode;

constexpr const char* Pings = "RFC 6455 5.5.2";
constexpr std::uint64_t HugeLength = std::uint64_t{1} << 62U;
constexpr std::uint64_t MsbLength = std::uint64_t{1} << 63U;
constexpr std::string_view NotText{"\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8};

Opcode opcode(unsigned value)
{
    return static_cast<Opcode>(value);
}

void addLengths(CaseBuilder& to)
{
    constexpr auto Lengths =
        std::to_array<std::uint64_t>({0, 125, 126, 127, 128, 65'535, 65'536, 65'536});
    constexpr std::uint32_t Chop = 997;
    to.begin("framing");
    for (const bool binary : {false, true}) {
        for (std::size_t i = 0; i < Lengths.size(); ++i) {
            const bool chopped = i == Lengths.size() - 1;
            const std::uint64_t length = Lengths[i];
            to.echo(std::string(binary ? "Binary" : "Text") + " message of " +
                        counted(length, "byte") + (chopped ? ", in pieces of 997 bytes" : ""),
                    FrameSection, {(binary ? "1.2." : "1.1.") + std::to_string(i + 1)},
                    echoing(
                        length,
                        [=] {
                            const QByteArray payload = repeated(binary ? "\xfe" : "*", length);
                            return Script{{together({frame(binary ? Opcode::Binary : Opcode::Text,
                                                           payload)})},
                                          {binary ? binaryAnswer(payload) : textAnswer(payload)}};
                        },
                        chopped ? pieces(Chop) : Prepare()));
        }
    }
}

Script pings(int count)
{
    std::vector<message::Frame> frames;
    Script script;
    for (int i = 0; i < count; ++i) {
        const std::string payload = "payload-" + std::to_string(i);
        frames.push_back(ping(payload));
        script.answers.push_back(pongAnswer(payload));
    }
    script.steps = {together(std::move(frames))};
    return script;
}

Attempt pingedWith(const QByteArray& payload, const Prepare& prepare = {})
{
    return echoing(
        [payload] {
            return Script{{together({frame(Opcode::Ping, payload)})},
                          {{Received::Kind::Pong, payload}}};
        },
        prepare);
}

/// A pong that nobody asked for, then `ping`, if any.
Attempt unasked(std::string_view pong, std::string_view then = {})
{
    return echoing([pong, then] {
        std::vector<message::Frame> frames{frame(Opcode::Pong, bytes(pong))};
        Script script;
        if (!then.empty()) {
            frames.push_back(ping(then));
            script.answers.push_back(pongAnswer(then));
        }
        script.steps = {together(std::move(frames))};
        return script;
    });
}

void addPings(CaseBuilder& to)
{
    constexpr int Few = 10;
    constexpr int Many = 100;
    to.begin("ping", false);
    to.echo("Ping without payload", Pings, {"2.1"}, pingedWith({}));
    to.echo("Ping with a short text", Pings, {"2.2"}, pingedWith(bytes(Hello)));
    to.echo("Ping with bytes that are not UTF-8", Pings, {"2.3"}, pingedWith(bytes(NotText)));
    to.echo("Ping with 125 bytes", Pings, {"2.4"}, pingedWith(repeated("\xfe", 125)));
    to.fail("Ping with 126 bytes", ControlSection, {"2.5"}, failing([] {
                return Script{{together({frame(Opcode::Ping, repeated("\xfe", 126))})}, {}};
            }));
    to.echo("Ping with 125 bytes, byte by byte", Pings, {"2.6"},
            pingedWith(repeated("\xfe", 125), pieces(1)));
    to.echo("Pong that was not asked for, without payload", "RFC 6455 5.5.3", {"2.7"}, unasked({}));
    to.echo("Pong that was not asked for, with a payload", "RFC 6455 5.5.3", {"2.8"},
            unasked("unsolicited pong payload"));
    to.echo("Pong that was not asked for, then a ping", "RFC 6455 5.5.3", {"2.9"},
            unasked("unsolicited pong payload", "ping payload"));
    to.echo("10 pings", Pings, {"2.10"}, echoing([] { return pings(Few); }));
    to.echo("10 pings, byte by byte", Pings, {"2.11"},
            echoing([] { return pings(Few); }, pieces(1)));
    to.echo("100 pings at once", Pings, {}, echoing([] { return pings(Many); }));
}

/// `bad` alone; behind a message and before a ping, in one go, frame by frame or byte by byte.
enum class Placed { Alone, Together, Apart, Bytewise };

Attempt placed(Placed how, Opcode code, std::string_view payload, std::uint8_t rsv)
{
    const auto make = [=] {
        std::vector<message::Frame> frames{frame(code, bytes(payload), true, rsv)};
        if (how == Placed::Alone) {
            return Script{{together(std::move(frames))}, {}};
        }
        frames.insert(frames.begin(), text(Hello));
        frames.push_back(ping({}));
        Script script{{}, {textAnswer(bytes(Hello))}};
        script.steps = how == Placed::Apart ? apart(std::move(frames))
                                            : std::vector{together(std::move(frames))};
        return script;
    };
    return failing(make, how == Placed::Bytewise ? pieces(1) : Prepare());
}

void addReservedBits(CaseBuilder& to)
{
    to.begin("rsv");
    to.fail("Text with RSV3", FrameSection, {"3.1"}, placed(Placed::Alone, Opcode::Text, Hello, 1));
    to.fail("Text, text with RSV2, ping", FrameSection, {"3.2"},
            placed(Placed::Together, Opcode::Text, Hello, 2));
    to.fail("Text, text with RSV2 and RSV3, ping; frame by frame", FrameSection, {"3.3"},
            placed(Placed::Apart, Opcode::Text, Hello, 3));
    to.fail("Text, text with RSV1, ping; byte by byte", FrameSection, {"3.4"},
            placed(Placed::Bytewise, Opcode::Text, Hello, 4));
    to.fail("Binary with RSV1 and RSV3", FrameSection, {"3.5"},
            placed(Placed::Alone, Opcode::Binary, NotText, 5));
    to.fail("Binary with RSV1 and RSV2", FrameSection, {"3.6"},
            placed(Placed::Alone, Opcode::Binary, Hello, 6));
    to.failClose("Close with all RSV bits", FrameSection, {"3.7"},
                 placed(Placed::Alone, Opcode::Close, {}, 7));
    to.fail("Text with RSV1, and permessage-deflate was not agreed", "RFC 7692 6", {},
            placed(Placed::Alone, Opcode::Text, Hello, 4));
    to.fail("Ping with RSV1", FrameSection, {}, placed(Placed::Alone, Opcode::Ping, Hello, 4));
    to.fail("Continuation with RSV2", FrameSection, {}, failing([] {
                return Script{{together({frame(Opcode::Text, bytes(Hello), false),
                                         frame(Opcode::Continuation, bytes(Hello), true, 2)})},
                              {}};
            }));
}

void addOpcodes(CaseBuilder& to)
{
    constexpr std::array<unsigned, 2> First{3, 11};
    constexpr std::string_view Payload = "reserved opcode payload";
    to.begin("opcode");
    for (std::size_t group = 0; group < First.size(); ++group) {
        const std::string number = "4." + std::to_string(group + 1) + '.';
        const auto title = [&](unsigned i, std::string_view how) {
            return "Opcode " + std::to_string(First[group] + i) + std::string(how);
        };
        const auto at = [&](unsigned i) { return opcode(First[group] + i); };
        to.fail(title(0, " without payload"), FrameSection, {number + "1"},
                placed(Placed::Alone, at(0), {}, 0));
        to.fail(title(1, " with a payload"), FrameSection, {number + "2"},
                placed(Placed::Alone, at(1), Payload, 0));
        to.fail("Text, " + title(2, " without payload, ping"), FrameSection, {number + "3"},
                placed(Placed::Together, at(2), {}, 0));
        to.fail("Text, " + title(3, " with a payload, ping"), FrameSection, {number + "4"},
                placed(Placed::Together, at(3), Hello, 0));
        to.fail("Text, " + title(4, " with a payload, ping; byte by byte"), FrameSection,
                {number + "5"}, placed(Placed::Bytewise, at(4), Hello, 0));
    }
}

/// A frame that is changed before it is sent.
Attempt changed(const message::Frame& sent, const std::function<void(wire::FrameSpec&)>& change)
{
    message::Frame frame = sent;
    change(frame.spec);
    return failing([frame] { return Script{{together({frame})}, {}}; });
}

void unmask(wire::FrameSpec& spec)
{
    spec.maskKey.reset();
}

Attempt echoedWithKey(const wire::MaskKey& key)
{
    return echoing([key] {
        message::Frame sent = text(Hello);
        sent.spec.maskKey = key;
        return Script{{together({sent})}, {textAnswer(bytes(Hello))}};
    });
}

void addMasks(CaseBuilder& to)
{
    constexpr const char* Masking = "RFC 6455 5.1";
    to.begin("mask");
    to.fail("Text that is not masked", Masking, {}, changed(text(Hello), unmask));
    to.fail("Text without payload that is not masked", Masking, {}, changed(text({}), unmask));
    to.fail("Binary that is not masked", Masking, {},
            changed(frame(Opcode::Binary, bytes(NotText)), unmask));
    to.fail("Ping that is not masked", Masking, {}, changed(ping(Hello), unmask));
    to.failClose("Close that is not masked", Masking, {}, changed(closeFrame(1000), unmask));
    to.fail("Two fragments, and the second is not masked", Masking, {}, failing([] {
                message::Frame last = frame(Opcode::Continuation, bytes(Hello));
                unmask(last.spec);
                return Script{{together({frame(Opcode::Text, bytes(Hello), false), last})}, {}};
            }));
    to.echo("Masked with the key 0, which is a key like any other", "RFC 6455 5.3", {},
            echoedWithKey({}));
    to.echo("Masked with the key ffffffff", "RFC 6455 5.3", {},
            echoedWithKey({0xFF, 0xFF, 0xFF, 0xFF}));
}

/// The sender has to use the shortest form; what a receiver does about it is not written.
void addLengthForm(CaseBuilder& to, const std::string& title, const message::Frame& sent,
                   const Received& answer, wire::LengthForm form)
{
    Case& made = to.echo(title, FrameSection, {}, echoing([=] {
                             message::Frame frame = sent;
                             frame.spec.lengthForm = form;
                             return Script{{together({frame})}, {answer}};
                         }));
    made.expected = "The connection is ended with 1002: the length has a shorter form.";
    made.expectations = failed({1002});
    made.expectations.insert(
        made.expectations.begin(),
        {{Verdict::Ok, Got::Fewer, {Ending::Closed}, {1002}},
         {Verdict::NonStrict, Got::All, {}, {}, "a length that is not minimal was accepted"}});
}

void addLengthForms(CaseBuilder& to)
{
    using wire::LengthForm;
    const Received hello = textAnswer(bytes(Hello));
    to.begin("length");
    addLengthForm(to, "13 bytes, with a length of 16 bits", text(Hello), hello, LengthForm::Bits16);
    addLengthForm(to, "13 bytes, with a length of 64 bits", text(Hello), hello, LengthForm::Bits64);
    const QByteArray longer = repeated("*", 300);
    addLengthForm(to, "300 bytes, with a length of 64 bits", frame(Opcode::Text, longer),
                  textAnswer(longer), LengthForm::Bits64);
    addLengthForm(to, "Ping of 13 bytes, with a length of 16 bits", ping(Hello), pongAnswer(Hello),
                  LengthForm::Bits16);
    to.fail("A length of 2^63, whose highest bit must be 0", FrameSection, {},
            changed(text(Hello), [](wire::FrameSpec& spec) { spec.claimedLength = MsbLength; }),
            {1002, 1009});
    Case& huge = to.fail(
        "A length of 2^62, of which 13 bytes come", FrameSection, {},
        changed(text(Hello), [](wire::FrameSpec& spec) { spec.claimedLength = HugeLength; }),
        {1009});
    huge.expected = "The connection is ended with 1009, or the server waits for the rest.";
    huge.expectations.insert(huge.expectations.begin(),
                             {Verdict::Informational,
                              Got::Any,
                              {Ending::Open},
                              {},
                              "the server waits for the rest, however long the frame is"});
    const auto tooLong = [](Opcode code) {
        return failing([code] {
            return Script{{together({frame(code, repeated("\x03\xe8", 126))})}, {}};
        });
    };
    to.fail("Pong with 126 bytes", ControlSection, {}, tooLong(Opcode::Pong));
    to.failClose("Close with 126 bytes", ControlSection, {}, tooLong(Opcode::Close));
    to.fail("Ping with 65,536 bytes", ControlSection, {}, failing([] {
                return Script{{together({frame(Opcode::Ping, repeated("*", 65'536))})}, {}};
            }));
}

} // namespace

void addFraming(CaseBuilder& to)
{
    addLengths(to);
    addPings(to);
    addReservedBits(to);
    addOpcodes(to);
    addMasks(to);
    addLengthForms(to);
}

} // namespace framescope::scenario::probe
