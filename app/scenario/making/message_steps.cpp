// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/message_steps.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "message/draft_from.h"
#include "redaction/secret_names.h"
#include "scenario/making/json_leaves.h"

#include <algorithm>
#include <cctype>

namespace framescope::scenario {

namespace {

using Line = Recorded::Line;
using Use = Proposal::Use;

constexpr std::size_t MostTests = 24;  // conditions on one message
constexpr std::size_t MostBytes = 64;  // of a binary message that is compared
constexpr std::size_t MostBefore = 24; // characters that tell where a value stands

ByteView bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The text as a regular expression that fits it alone.
std::string quotedPattern(std::string_view text)
{
    std::string quoted;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            quoted += "\\n";
        } else if (byte < 0x80 && std::isalnum(byte) == 0 && c != ' ' && c != '_' && c >= ' ') {
            quoted += '\\';
            quoted += c;
        } else {
            quoted += c;
        }
    }
    return quoted;
}

/// The last characters of a text, from the beginning of one.
std::string_view tailOf(std::string_view text)
{
    std::size_t from = text.size() > MostBefore ? text.size() - MostBefore : 0;
    from = std::max(from, text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1);
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) {
        ++from;
    }
    return text.substr(from);
}

std::string literal(std::string_view text)
{
    const auto kept = message::withoutTemplates(toQString(text));
    return kept ? kept->toStdString() : std::string(text);
}

Operand stringOperand(std::string text)
{
    return {Operand::Kind::String, {std::move(text)}};
}

} // namespace

MessageSteps::MessageSteps(const Recorded& recorded, const std::vector<Proposal>& proposals)
    : recorded_(recorded), proposals_(proposals)
{
}

/// Whether {{name}} stands for the value in that line.
bool MessageSteps::isActive(const Proposal& proposal, std::size_t line) const
{
    return proposal.chosen && proposal.use != Use::Any &&
           (proposal.use != Use::Taken || proposal.line < line);
}

const Proposal* MessageSteps::activeAt(std::size_t line, std::string_view text,
                                       std::size_t at) const
{
    const Proposal* longest = nullptr;
    for (const Proposal& proposal : proposals_) {
        if (isActive(proposal, line) && text.substr(at).starts_with(proposal.value) &&
            isWholeAt(text, at, proposal.value.size()) &&
            (!longest || proposal.value.size() > longest->value.size())) {
            longest = &proposal;
        }
    }
    return longest;
}

std::string MessageSteps::withVariables(std::string_view text, std::size_t line, bool& any) const
{
    std::string made;
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Proposal* proposal = activeAt(line, text, at);
        if (!proposal) {
            ++at;
            continue;
        }
        made += literal(text.substr(done, at - done)) + "{{" + proposal->name + "}}";
        at += proposal->value.size();
        done = at;
        any = true;
    }
    return made + literal(text.substr(done));
}

const Proposal* MessageSteps::changing(const MessageValue& value, std::size_t line) const
{
    const auto look = lookOf(value.value, value.key, value.isNumber);
    const auto fits = [&](const Proposal& proposal) {
        if (!proposal.chosen || proposal.path != value.path) {
            return false;
        }
        return proposal.use == Use::Taken
                   ? proposal.line == line && proposal.value == value.value
                   : proposal.use == Use::Any && (!proposal.look || proposal.look == look);
    };
    const auto found = std::ranges::find_if(proposals_, fits);
    return found == proposals_.end() ? nullptr : &*found;
}

void MessageSteps::addJsonTests(std::size_t line, Matcher& matcher) const
{
    using Operator = JsonTest::Operator;
    for (const JsonLeaf& leaf : jsonLeaves(recorded_.lines[line].payload, MostTests)) {
        JsonTest test;
        test.path = {leaf.path};
        const MessageValue value{leaf.value, leaf.key, leaf.path, leaf.isNumber};
        bool any = false;
        const std::string text = withVariables(leaf.value, line, any);
        if (any) {
            test.operand = {Operand::Kind::Either, {text}};
        } else if (const Proposal* proposal = changing(value, line)) {
            const bool hasPattern = proposal->look == Look::Uuid || proposal->look == Look::IsoTime;
            test.op = leaf.isString && hasPattern ? Operator::Matches : Operator::Type;
            test.operand = stringOperand(test.op == Operator::Matches
                                             ? "/^" + patternFor(*proposal->look) + "$/"
                                         : leaf.isString ? "string"
                                                         : "number");
        } else {
            test.operand =
                leaf.isString ? stringOperand(text) : Operand{Operand::Kind::Json, {leaf.value}};
        }
        matcher.json.push_back(std::move(test));
    }
}

/// A regular expression for a text in which something changes; empty if nothing does.
std::string MessageSteps::patternOf(std::size_t line) const
{
    const std::string& text = recorded_.lines[line].payload;
    std::string pattern;
    std::size_t done = 0;
    bool changes = false;
    for (const TextWord& word : wordsIn(text)) {
        const std::string value = text.substr(word.begin, word.end - word.begin);
        const MessageValue asValue{value, {}, {}, std::ranges::all_of(value, redaction::isNumeral)};
        const Proposal* active = activeAt(line, text, word.begin);
        const Proposal* proposal = changing(asValue, line);
        if (!proposal && !active) {
            continue;
        }
        changes |= proposal != nullptr;
        const auto look = proposal ? proposal->look : std::nullopt;
        pattern += quotedPattern(std::string_view(text).substr(done, word.begin - done)) +
                   (look ? patternFor(*look) : "\\S+");
        done = word.end;
    }
    return changes ? "/^" + pattern + quotedPattern(std::string_view(text).substr(done)) + "$/"
                   : std::string();
}

Matcher MessageSteps::matcherOf(std::size_t number) const
{
    const Line& line = recorded_.lines[number];
    Matcher matcher;
    const bool isWhole = line.length == line.payload.size();
    if (line.what == Line::What::Binary || !isWhole) {
        if (isWhole && line.length <= MostBytes) {
            matcher.binary = Text{toHex(bytesOf(line.payload))};
        } else {
            matcher.type = Text{line.what == Line::What::Binary ? "binary" : "text"};
            matcher.size = Text{std::to_string(line.length)};
        }
        return matcher;
    }
    addJsonTests(number, matcher);
    if (!matcher.json.empty()) {
        return matcher;
    }
    if (const std::string pattern = patternOf(number); !pattern.empty()) {
        matcher.matches = Text{pattern};
    } else {
        bool any = false;
        matcher.equals = Text{withVariables(line.payload, number, any)};
    }
    return matcher;
}

/// What is made before a message is sent, or taken after it was received.
void MessageSteps::addSets(std::size_t line, std::vector<Step>& steps) const
{
    Set set;
    for (const Proposal& proposal : proposals_) {
        if (!proposal.chosen || proposal.line != line) {
            continue;
        }
        if (proposal.use == Use::Made) {
            set.variables.push_back({proposal.name, SetVariable::From::Value,
                                     Text{templateFor(*proposal.look, proposal.value)}});
        } else if (proposal.use == Use::Taken && !proposal.path.empty()) {
            set.variables.push_back({proposal.name, SetVariable::From::Json, Text{proposal.path}});
        } else if (proposal.use == Use::Taken) {
            const std::string_view text = recorded_.lines[line].payload;
            const std::string_view before = tailOf(text.substr(0, text.find(proposal.value)));
            set.variables.push_back(
                {proposal.name, SetVariable::From::Text,
                 Text{'/' + quotedPattern(before) + '(' +
                      (proposal.look ? patternFor(*proposal.look) : "\\S+") + ")/"}});
        }
    }
    if (!set.variables.empty()) {
        steps.push_back({{}, {}, std::move(set)});
    }
}

Result<void> MessageSteps::add(std::size_t number, std::vector<Step>& steps) const
{
    const Line& line = recorded_.lines[number];
    using What = Line::What;
    if (line.direction == Direction::In) {
        Expectation expectation;
        expectation.kind = line.what == What::Ping   ? Expectation::Kind::Ping
                           : line.what == What::Pong ? Expectation::Kind::Pong
                                                     : Expectation::Kind::Message;
        expectation.payload.any = expectation.kind != Expectation::Kind::Message;
        if (!expectation.payload.any) {
            expectation.payload = matcherOf(number);
            expectation.skipOthers = line.followsOthers;
        }
        steps.push_back({{}, {}, std::move(expectation)});
        addSets(number, steps);
        return {};
    }
    if (line.length > line.payload.size()) {
        return failure("a message of " + std::to_string(line.length) + " bytes that was sent", {},
                       "leave it out; send it with file: in the scenario");
    }
    addSets(number, steps);
    const wire::Opcode opcode = line.what == What::Ping     ? wire::Opcode::Ping
                                : line.what == What::Pong   ? wire::Opcode::Pong
                                : line.what == What::Binary ? wire::Opcode::Binary
                                                            : wire::Opcode::Text;
    Send send;
    send.draft = message::draftFrom(opcode, bytesOf(line.payload));
    if (line.what == What::Text && send.draft.form == message::Form::Text) {
        bool any = false;
        send.draft.content = toQString(withVariables(line.payload, number, any));
    }
    steps.push_back({{}, {}, std::move(send)});
    return {};
}

} // namespace framescope::scenario
