// SPDX-License-Identifier: GPL-3.0-or-later
//
// UTF-8 in text messages (Autobahn 6). The sequences are those of Markus Kuhn's UTF-8 decoder
// stress test, numbered as Autobahn does.
#include "scenario/probe/cases/case_builder.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"

#include <algorithm>
#include <array>

namespace framescope::scenario::probe {

namespace {

using std::chrono::milliseconds;
using wire::Opcode;
using namespace std::string_view_literals;

constexpr const char* Encoding = "RFC 6455 8.1";
constexpr milliseconds BetweenParts{300};
constexpr std::string_view Greek = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";
constexpr std::string_view Mixed =
    "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!";

Attempt echoedText(std::string_view payload, std::uint64_t fragment)
{
    return echoing([payload = bytes(payload), fragment] {
        return Script{{together(fragment == 0 ? std::vector{frame(Opcode::Text, payload)}
                                              : fragments(Opcode::Text, payload, fragment))},
                      {textAnswer(payload)}};
    });
}

Attempt emptyFragments(std::string_view middle)
{
    return echoing([middle] {
        return Script{{together({frame(Opcode::Text, {}, false),
                                 frame(Opcode::Continuation, bytes(middle), false),
                                 frame(Opcode::Continuation, {})})},
                      {textAnswer(bytes(middle))}};
    });
}

Attempt rejectedText(std::string_view payload, std::uint64_t fragment)
{
    return failing([payload = bytes(payload), fragment] {
        return Script{{together(fragment == 0 ? std::vector{frame(Opcode::Text, payload)}
                                              : fragments(Opcode::Text, payload, fragment))},
                      {}};
    });
}

void addFragmented(CaseBuilder& to)
{
    to.echo("Text without payload", Encoding, {"6.1.1"}, echoedText({}, 0));
    to.echo("Three fragments without payload", Encoding, {"6.1.2"}, emptyFragments({}));
    to.echo("Three fragments, of which the first and last have no payload", Encoding, {"6.1.3"},
            emptyFragments("middle frame payload"));
    to.echo("Text with characters of one and two bytes", Encoding, {"6.2.1"}, echoedText(Mixed, 0));
    to.echo("The same in two fragments, between characters", Encoding, {"6.2.2"}, echoing([] {
                constexpr std::size_t Half = 15;
                return Script{{together({frame(Opcode::Text, bytes(Mixed.substr(0, Half)), false),
                                         frame(Opcode::Continuation, bytes(Mixed.substr(Half)))})},
                              {textAnswer(bytes(Mixed))}};
            }));
    to.echo("The same in fragments of one byte", Encoding, {"6.2.3"}, echoedText(Mixed, 1));
    to.echo("Greek text in fragments of one byte", Encoding, {"6.2.4"}, echoedText(Greek, 1));
    static const std::string surrogate = std::string(Greek) + "\xed\xa0\x80" + "edited";
    to.fail("A surrogate", Encoding, {"6.3.1"}, rejectedText(surrogate, 0), {1007});
    to.fail("A surrogate, in fragments of one byte", Encoding, {"6.3.2"},
            rejectedText(surrogate, 1), {1007});
}

/// The three parts of an invalid text, with pauses: the second makes it invalid, and the third is
/// sent only to a server that has not noticed.
void addFailFast(CaseBuilder& to)
{
    static const std::string all = std::string(Greek) + "\xf4\x90\x80\x80" + "edited";
    struct Parts
    {
        std::size_t first, second;
        bool frames;
        const char* number;
    };
    for (const Parts& parts : {Parts{11, 15, true, "6.4.1"}, Parts{12, 13, true, "6.4.2"},
                               Parts{11, 15, false, "6.4.3"}, Parts{12, 13, false, "6.4.4"}}) {
        const std::string_view text = all;
        Case& made = to.add(
            std::string("A character beyond U+10FFFF, in three ") +
                (parts.frames ? "fragments" : "pieces of a frame") +
                (parts.second == 13 ? ", the second up to the first wrong byte" : ""),
            Encoding, {parts.number}, {failing([=] {
                Script script;
                if (parts.frames) {
                    const auto part = [&](std::size_t from, std::size_t end) {
                        return bytes(text.substr(from, end - from));
                    };
                    script.steps = {
                        together({frame(Opcode::Text, part(0, parts.first), false)}),
                        Pause{BetweenParts},
                        together(
                            {frame(Opcode::Continuation, part(parts.first, parts.second), false)}),
                        Await{1},
                        together({frame(Opcode::Continuation, part(parts.second, text.size()))})};
                } else {
                    const message::Frame whole = frame(Opcode::Text, bytes(text));
                    const QByteArray wired =
                        toByteArray(wire::encodeFrame(whole.spec, viewOf(whole.payload)));
                    const auto head = wired.size() - static_cast<qsizetype>(text.size());
                    const auto first = head + static_cast<qsizetype>(parts.first);
                    const auto second = head + static_cast<qsizetype>(parts.second);
                    script.steps = {raw(wired.left(first)), Pause{BetweenParts},
                                    raw(wired.mid(first, second - first)), Await{1},
                                    raw(wired.mid(second))};
                }
                return script;
            })});
        made.expected = "The connection is ended with 1007, best at the first wrong byte.";
        made.failsFast = true;
        made.expectations = failed({1007});
    }
}

/// A row of the stress test: its sequences, in hex, separated by spaces.
struct Row
{
    const char* title;
    std::vector<std::string> sequences;
};

std::string hexOf(std::string_view text)
{
    return toHex(asBytes(text));
}

/// Bytes from `first` on, up to but without `last`, each followed by `then`.
std::string run(unsigned first, unsigned last, std::string_view then)
{
    std::string hex;
    for (unsigned byte = first; byte < last; ++byte) {
        appendHex(hex, static_cast<std::uint8_t>(byte));
        hex += then;
    }
    return hex;
}

Row prefixes()
{
    Row row{"Each prefix of a text", {}};
    for (std::size_t i = 1; i <= Greek.size(); ++i) {
        row.sequences.push_back(hexOf(Greek.substr(0, i)));
    }
    return row;
}

Row lonelyStarts()
{
    return {"First bytes of characters, alone",
            {run(0xC0, 0xDF, "20"), run(0xE0, 0xEF, "20"), run(0xF0, 0xF7, "20"),
             run(0xF8, 0xFB, "20"), run(0xFC, 0xFD, "20")}};
}

Row noncharacters()
{
    Row row{"Noncharacters, which are valid", {"efbfbe", "efbfbf"}};
    for (const unsigned first : {0xF0U, 0xF1U, 0xF2U, 0xF3U, 0xF4U}) {
        for (const unsigned second : {0x8FU, 0x9FU, 0xAFU, 0xBFU}) {
            const bool beyond = first == 0xF4 && second != 0x8F;
            const bool overlong = first == 0xF0 && second == 0x8F;
            for (const char* last : {"bfbe", "bfbf"}) {
                if (!beyond && !overlong) {
                    row.sequences.push_back(run(first, first + 1, "") +
                                            run(second, second + 1, "") + last);
                }
            }
        }
    }
    return row;
}

/// 6.5 to 6.23, in their order.
std::vector<Row> stressTest()
{
    const std::vector<std::string> unfinished{"c0", "e080", "f08080", "f8808080", "fc80808080",
                                              "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"};
    std::string joined;
    for (const std::string& one : unfinished) {
        joined += one;
    }
    return {
        {"Valid text",
         {hexOf("hello$world"), hexOf("hello\xc2\xa2world"), hexOf("hello\xe2\x82\xacworld"),
          hexOf("hello\xf0\xa4\xad\xa2world"), hexOf(Greek)}},
        prefixes(),
        {"First character of each length", {"00", "c280", "e0a080", "f0908080"}},
        {"First of five and six bytes", {"f888808080", "fc8480808080"}},
        {"Last character of each length", {"7f", "dfbf", "efbfbf", "f48fbfbf"}},
        {"Last of four, five and six bytes", {"f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"}},
        {"Other bounds", {"ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "f4908080"}},
        {"Unexpected continuation bytes",
         {"80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80", "80bf80bf80bf",
          run(0x80, 0xBF, "")}},
        lonelyStarts(),
        {"The last continuation byte is missing", unfinished},
        {"Unfinished characters, joined", {joined}},
        {"Impossible bytes", {"fe", "ff", "fefeffff"}},
        {"Overlong forms of a slash", {"c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"}},
        {"The longest overlong forms",
         {"c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"}},
        {"Overlong forms of NUL", {"c080", "e08080", "f0808080", "f880808080", "fc8080808080"}},
        {"Single surrogates",
         {"eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf"}},
        {"Pairs of surrogates",
         {"eda080edb080", "eda080edbfbf", "edadbfedb080", "edadbfedbfbf", "edae80edb080",
          "edae80edbfbf", "edafbfedb080", "edafbfedbfbf"}},
        noncharacters(),
        {"Specials, such as the replacement character",
         {"efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"}},
    };
}

void addStressTest(CaseBuilder& to)
{
    constexpr std::size_t FirstNumber = 5;
    const std::vector<Row> rows = stressTest();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows[i].sequences.size(); ++j) {
            const Bytes sequence = parseHex(rows[i].sequences[j]).value_or(Bytes{});
            const std::string number =
                "6." + std::to_string(i + FirstNumber) + '.' + std::to_string(j + 1);
            const std::string title = std::string(rows[i].title) + ": " + spacedHex(sequence);
            if (isUtf8(sequence)) {
                to.echo(title, Encoding, {number}, echoedText(asText(sequence), 0));
            } else {
                to.fail(title, Encoding, {number}, rejectedText(asText(sequence), 0), {1007});
            }
        }
    }
}

constexpr std::string_view EachLength = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z";

/// The message with characters of each length once for each place at which it can be split.
Script splitEverywhere(bool frames)
{
    Script script;
    const QByteArray payload = bytes(EachLength);
    const message::Frame whole = frame(Opcode::Text, payload);
    const std::size_t head = wire::encodeFrame(whole.spec, {}).size();
    for (qsizetype at = 1; at < payload.size(); ++at) {
        script.answers.push_back(textAnswer(payload));
        if (frames) {
            script.steps.push_back(together({frame(Opcode::Text, payload.left(at), false),
                                             frame(Opcode::Continuation, payload.mid(at))}));
        } else {
            for (Step& step : inTwo(whole, head + static_cast<std::size_t>(at))) {
                script.steps.push_back(std::move(step));
            }
        }
        script.steps.emplace_back(Await{script.answers.size()});
    }
    return script;
}

void addSplits(CaseBuilder& to)
{
    to.echo("Two fragments, split at every byte of characters of each length", Encoding, {},
            echoing([] { return splitEverywhere(true); }));
    to.echo("One frame in two pieces, split at every byte of characters of each length", Encoding,
            {}, echoing([] { return splitEverywhere(false); }));
    for (const std::string_view unfinished : {"\xc3"sv, "\xe2\x82"sv, "\xf0\x9f\x98"sv}) {
        to.fail("A fragment that ends within a character of " +
                    std::to_string(unfinished.size() + 1) + " bytes, and a last one without it",
                Encoding, {}, failing([unfinished] {
                    return Script{{together({frame(Opcode::Text, bytes(unfinished), false),
                                             frame(Opcode::Continuation, "z")})},
                                  {}};
                }),
                {1007});
    }
    to.fail("Fragments whose last one has no payload, within a character", Encoding, {},
            failing([] {
                return Script{{together({frame(Opcode::Text, "\xe2\x82", false),
                                         frame(Opcode::Continuation, {})})},
                              {}};
            }),
            {1007});
    to.echo("A byte order mark and a text", Encoding, {}, echoedText("\xef\xbb\xbfmark", 0));
    to.echo(
        "Bytes that are not UTF-8, in a binary message", "RFC 6455 5.6", {}, echoing([] {
            const QByteArray payload = bytes("\xff\xfe\xc0\x80\xed\xa0\x80");
            return Script{{together({frame(Opcode::Binary, payload)})}, {binaryAnswer(payload)}};
        }));
}

} // namespace

void addUtf8(CaseBuilder& to)
{
    to.begin("utf8");
    addFragmented(to);
    addFailFast(to);
    addStressTest(to);
    addSplits(to);
}

} // namespace framescope::scenario::probe
