// SPDX-License-Identifier: GPL-3.0-or-later
//
// What permessage-deflate allows but few senders do, and what it forbids.
#include "scenario/probe/cases/case_builder.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "wire/deflate.h"

#include <utility>

namespace framescope::scenario::probe {

namespace {

using wire::Opcode;

constexpr const char* Plain = "permessage-deflate";
constexpr const char* Sender = "RFC 7692 7.2.1";
constexpr const char* Receiver = "RFC 7692 7.2.2";
constexpr std::uint8_t Rsv1 = wire::FrameHeader::Rsv1;
/// "Hello" compressed in different ways (RFC 7692 7.2.3).
constexpr const char* OneBlock = "f248cdc9c90700";
constexpr const char* Stored = "000500faff48656c6c6f00";
constexpr const char* FinalBlock = "f348cdc9c9070000";
constexpr const char* TwoBlocks = "f248050000 00ffffcac9c90700";
const QByteArray Inflated = QByteArrayLiteral("Hello");

QByteArray hex(std::string_view digits)
{
    return toByteArray(parseHex(digits).value_or(Bytes{}));
}

message::Frame deflated(const QByteArray& payload, Opcode opcode = Opcode::Text, bool fin = true)
{
    return frame(opcode, payload, fin, opcode == Opcode::Continuation ? 0 : Rsv1);
}

Case& addEcho(CaseBuilder& to, const char* title, const char* section, const QByteArray& payload,
              const char* offer = Plain)
{
    Case& made =
        to.echo(title, section, {},
                echoing(
                    [payload] {
                        return Script{{together({deflated(payload)})}, {textAnswer(Inflated)}};
                    },
                    offering(offer)));
    made.needsDeflate = true;
    return made;
}

Case& addFault(CaseBuilder& to, const char* title, const char* section, MakeScript make,
               std::vector<std::uint16_t> codes, const char* offer = Plain)
{
    Case& made =
        to.fail(title, section, {}, failing(std::move(make), offering(offer)), std::move(codes));
    made.needsDeflate = true;
    return made;
}

MakeScript one(const message::Frame& sent)
{
    return [sent] { return Script{{together({sent})}, {}}; };
}

void addUnusualDeflate(CaseBuilder& to)
{
    addEcho(to, "A block as most senders make it", Sender, hex(OneBlock));
    addEcho(to, "A block without compression", "RFC 7692 7.2.3.3", hex(Stored));
    addEcho(to, "A block with BFINAL", "RFC 7692 7.2.3.4", hex(FinalBlock));
    addEcho(to, "Two blocks", "RFC 7692 7.2.3.5", hex(TwoBlocks));
    Case& plain =
        to.echo("A message without compression, although it was agreed", "RFC 7692 6", {},
                echoing(
                    [] {
                        return Script{{together({text("Hello")})}, {textAnswer(Inflated)}};
                    },
                    offering(Plain)));
    plain.needsDeflate = true;
    Case& empty = to.echo(
        "A compressed message without content", "RFC 7692 7.2.3.6", {},
        echoing(
            [] {
                return Script{{together({deflated(QByteArray(1, '\0'))})}, {textAnswer({})}};
            },
            offering(Plain)));
    empty.needsDeflate = true;
    Case& again = to.echo(
        "Two messages, of which the second refers to the first", "RFC 7692 7.2.3.2", {},
        echoing(
            [] {
                return Script{{together({deflated(hex(OneBlock)), deflated(hex("f200110000"))})},
                              {textAnswer(Inflated), textAnswer(Inflated)}};
            },
            offering(Plain)));
    again.needsDeflate = true;
    Case& pinged = to.echo(
        "A ping between compressed fragments", "RFC 7692 6.1", {},
        echoing(
            [] {
                const QByteArray all = hex(OneBlock);
                return Script{{together({deflated(all.left(3), Opcode::Text, false), ping("ping"),
                                         deflated(all.mid(3), Opcode::Continuation)})},
                              {pongAnswer("ping"), textAnswer(Inflated)}};
            },
            offering(Plain)));
    pinged.needsDeflate = true;
}

void addInvalidDeflate(CaseBuilder& to)
{
    addFault(to, "What is no deflate", Receiver, one(deflated(hex("ffffffffffff"))), {1007, 1002});
    addFault(to, "A block of the reserved type", Receiver, one(deflated(hex("0600"))),
             {1007, 1002});
    addFault(to, "A reference to before the first byte", Receiver, one(deflated(hex("f200110000"))),
             {1007, 1002});
    addFault(to, "Text that is not UTF-8, compressed", "RFC 6455 8.1",
             [] {
                 wire::Deflater deflater(15, true);
                 const Bytes bad = deflater.compress(asBytes("\xed\xa0\x80"));
                 return Script{{together({deflated(toByteArray(bad))})}, {}};
             },
             {1007});
    addFault(to, "RSV1 on the second fragment", "RFC 7692 6.1",
             [] {
                 const QByteArray all = hex(OneBlock);
                 return Script{{together({deflated(all.left(3), Opcode::Text, false),
                                          frame(Opcode::Continuation, all.mid(3), true, Rsv1)})},
                               {}};
             },
             {1002});
    addFault(to, "RSV1 on the second fragment only", "RFC 7692 6.1",
             [] {
                 return Script{{together({frame(Opcode::Text, "He", false),
                                          frame(Opcode::Continuation, hex(OneBlock), true, Rsv1)})},
                               {}};
             },
             {1002});
    addFault(to, "A ping with RSV1", "RFC 7692 6.1",
             one(frame(Opcode::Ping, hex(OneBlock), true, Rsv1)), {1002});
    addFault(to, "A text with RSV2, and compression was agreed", "RFC 6455 5.2",
             one(frame(Opcode::Text, hex(OneBlock), true, Rsv1 | wire::FrameHeader::Rsv2)), {1002});
    Case& forgotten = addFault(
        to, "A reference to the message before, although no context was to be taken over",
        "RFC 7692 7.1.1.2",
        [] {
            return Script{{together({deflated(hex(OneBlock))}), Await{1},
                           together({deflated(hex("f200110000"))})},
                          {textAnswer(Inflated)}};
        },
        {1007, 1002}, "permessage-deflate; client_no_context_takeover");
    forgotten.expectations.insert(
        forgotten.expectations.begin(),
        {Verdict::NonStrict,
         Got::Any,
         {Ending::Open},
         {},
         "the message was inflated, as the server keeps the context or did not agree to drop it"});
}

/// Some KiB that become 16 MiB.
void addBomb(CaseBuilder& to)
{
    constexpr std::uint64_t BombSize = 16 * Mebi;
    Case& made = to.echo(
        "A message of 16 MiB in 16 KiB", LimitSection, {},
        echoing(
            64 * Kibi,
            [] {
                wire::Deflater deflater(15, true, 9);
                const QByteArray zeros(static_cast<qsizetype>(BombSize), '\0');
                return Script{
                    {together({frame(Opcode::Binary, toByteArray(deflater.compress(viewOf(zeros))),
                                     true, Rsv1)})},
                    {binaryAnswer(zeros)}};
            },
            offering(Plain)));
    made.expected = "The server closes with 1009, or takes it.";
    made.needsDeflate = true;
    made.expectations.insert(
        made.expectations.begin(),
        {{Verdict::Ok, Got::Any, {Ending::Closed}, {1009}},
         {Verdict::Informational, Got::All, {}, {}, "the server inflates 16 MiB and more"}});
}

/// An offer that the server has to pass over: it opens without the extension, or refuses.
void addOffer(CaseBuilder& to, const std::string& offer, const char* section)
{
    Case& made = to.add("The offer \"" + offer + '"', section, {}, {opening(offering(offer))});
    made.expected = "The connection opens without the extension, or is refused with 400.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        if (seen.front().deflate) {
            return {Verdict::Failed, "an invalid offer was accepted"};
        }
        if (seen.front().status >= 500) {
            return {Verdict::NonStrict, "a status of 500 and more is for faults of the server"};
        }
        return seen.front().opened || seen.front().ending == Ending::Refused
                   ? Judgement{Verdict::Ok}
                   : Judgement{Verdict::Failed, "the request was not answered"};
    };
}

void addOffers(CaseBuilder& to)
{
    for (const char* parameters :
         {"; framescope_unknown", "; server_max_window_bits=7", "; server_max_window_bits=16",
          "; server_max_window_bits", "; client_max_window_bits=16", "; client_max_window_bits=08",
          "; server_no_context_takeover=1",
          "; client_no_context_takeover; client_no_context_takeover",
          "; server_max_window_bits=10; server_max_window_bits=12"}) {
        addOffer(to, Plain + std::string(parameters), "RFC 7692 7.1");
    }
    addOffer(to, "x-framescope-unknown; a=1", "RFC 6455 9.1");
}

} // namespace

void addDeflateFaults(CaseBuilder& to)
{
    addUnusualDeflate(to);
    addInvalidDeflate(to);
    addBomb(to);
    addOffers(to);
}

} // namespace framescope::scenario::probe
