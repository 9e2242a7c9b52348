// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long messages, and many (Autobahn 9).
#include "scenario/probe/cases/case_builder.h"

#include "base/text/counted.h"

#include <array>

namespace framescope::scenario::probe {

namespace {

using wire::Opcode;

constexpr std::string_view TextPattern = "BAsd7&jh23";
constexpr std::string_view BinaryPattern{"\x00\xfe\x23\xfa\xf0", 5};

QByteArray content(bool binary, std::uint64_t length)
{
    return repeated(binary ? BinaryPattern : TextPattern, length);
}

Opcode opcodeOf(bool binary)
{
    return binary ? Opcode::Binary : Opcode::Text;
}

Received answer(bool binary, const QByteArray& payload)
{
    return binary ? binaryAnswer(payload) : textAnswer(payload);
}

/// "9.1.3"; the groups of Autobahn go in pairs, text before binary.
std::string number(int group, bool binary, std::size_t i)
{
    return "9." + std::to_string(group + (binary ? 1 : 0)) + '.' + std::to_string(i + 1);
}

std::string kind(bool binary)
{
    return binary ? "Binary" : "Text";
}

/// A server may have a limit, which the client can't know.
void addLong(CaseBuilder& to, const std::string& title, const std::string& autobahn,
             Attempt attempt)
{
    Case& made = to.echo(title, LimitSection, {autobahn}, std::move(attempt));
    made.expected = "It is answered as it was sent, or the server closes with 1009.";
    made.expectations.insert(made.expectations.begin(), {Verdict::Informational,
                                                         Got::Any,
                                                         {Ending::Closed},
                                                         {1009},
                                                         "the server takes no message that long"});
}

void addLengthsUpTo16Mebi(CaseBuilder& to, bool binary)
{
    constexpr auto Lengths =
        std::to_array<std::uint64_t>({64 * Kibi, 256 * Kibi, Mebi, 4 * Mebi, 8 * Mebi, 16 * Mebi});
    for (std::size_t i = 0; i < Lengths.size(); ++i) {
        const std::uint64_t length = Lengths[i];
        addLong(to, kind(binary) + " of " + limitText(length), number(1, binary, i),
                echoing(length, [=] {
                    const QByteArray payload = content(binary, length);
                    return Script{{together({frame(opcodeOf(binary), payload)})},
                                  {answer(binary, payload)}};
                }));
    }
}

void addFragmentSizes(CaseBuilder& to, bool binary)
{
    constexpr auto Fragment = std::to_array<std::uint64_t>(
        {64, 256, Kibi, 4 * Kibi, 16 * Kibi, 64 * Kibi, 256 * Kibi, Mebi, 4 * Mebi});
    constexpr std::uint64_t Length = 4 * Mebi;
    constexpr std::uint64_t Header = 14;
    for (std::size_t i = 0; i < Fragment.size(); ++i) {
        const std::uint64_t size = Fragment[i];
        addLong(to, kind(binary) + " of 4 MiB in fragments of " + limitText(size),
                number(3, binary, i), echoing(Length + Length / size * Header, [=] {
                    const QByteArray payload = content(binary, Length);
                    return Script{{together(fragments(opcodeOf(binary), payload, size))},
                                  {answer(binary, payload)}};
                }));
    }
}

void addPieces(CaseBuilder& to, bool binary)
{
    constexpr auto Piece = std::to_array<std::uint32_t>({64, 128, 256, 512, 1'024, 2'048});
    for (std::size_t i = 0; i < Piece.size(); ++i) {
        addLong(to, kind(binary) + " of 1 MiB in pieces of " + counted(Piece[i], "byte"),
                number(5, binary, i),
                echoing(
                    Mebi,
                    [=] {
                        const QByteArray payload = content(binary, Mebi);
                        return Script{{together({frame(opcodeOf(binary), payload)})},
                                      {answer(binary, payload)}};
                    },
                    pieces(Piece[i])));
    }
}

/// One message after the other, each when the one before has come back.
void addRounds(CaseBuilder& to, bool binary, std::uint32_t messages)
{
    constexpr auto Lengths = std::to_array<std::uint64_t>({0, 16, 64, 256, 1'024, 4'096});
    for (std::size_t i = 0; i < Lengths.size(); ++i) {
        const std::uint64_t length = Lengths[i];
        to.echo(counted(messages, "message") + " of " + counted(length, "byte") + " in turn, " +
                    (binary ? "binary" : "text"),
                LimitSection, {number(7, binary, i)}, echoing(messages * (length + 14), [=] {
                    const QByteArray payload = repeated(binary ? "\xfe" : "*", length);
                    Script script;
                    for (std::uint32_t sent = 1; sent <= messages; ++sent) {
                        script.steps.push_back(together({frame(opcodeOf(binary), payload)}));
                        script.steps.emplace_back(Await{sent});
                        script.answers.push_back(answer(binary, payload));
                    }
                    return script;
                }));
    }
}

} // namespace

void addLimits(CaseBuilder& to, std::uint32_t messages)
{
    to.begin("limit");
    for (const auto& add : {addLengthsUpTo16Mebi, addFragmentSizes, addPieces}) {
        add(to, false);
        add(to, true);
    }
    addRounds(to, false, messages);
    addRounds(to, true, messages);
}

} // namespace framescope::scenario::probe
