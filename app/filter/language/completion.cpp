// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/completion.h"

#include "filter/language/lexing.h"
#include "filter/language/parser.h"
#include "filter/language/terms.h"

#include <algorithm>

namespace framescope::filter {

namespace {

bool startsIgnoringCase(std::string_view text, std::string_view start)
{
    return equalIgnoringCase(text.substr(0, start.size()), start);
}

class Proposals
{
public:
    explicit Proposals(std::string_view typed) : typed_(typed) {}

    void add(std::string_view text, std::string_view meaning)
    {
        if (startsIgnoringCase(text, typed_) &&
            std::ranges::find(choices_, text, &Completion::text) == choices_.end()) {
            choices_.push_back({std::string(text), std::string(meaning)});
        }
    }

    void addFields()
    {
        for (const Atom& atom : atoms()) {
            const bool isWireshark = atom.exists != nullptr;
            if (isWireshark && typed_.empty()) {
                continue; // they are long, and known to their users
            }
            add(std::string(atom.field.name) + (isWireshark ? " == " : ":"), atom.field.meaning);
        }
        if (!typed_.empty()) {
            add("not ", "the opposite of what follows");
            add("or ", "one side or the other");
            add("and ", "both sides; the same as side by side");
        }
    }

    void addValues(const Atom& atom, const Vocabulary& seen)
    {
        switch (atom.seen) {
        case Atom::Seen::Codes:
            addSeen(seen.codes);
            break;
        case Atom::Seen::Connections:
            addSeen(seen.connections);
            break;
        case Atom::Seen::ContractMessages:
            for (const std::string& name : seen.contractMessages) {
                add(fieldValue(name), "a message of the contract");
            }
            break;
        case Atom::Seen::JsonPaths:
            addSeen(seen.jsonPaths);
            break;
        case Atom::Seen::Rules:
            addRules(atom, seen.rules);
            break;
        case Atom::Seen::Nothing:
            break;
        }
        for (const Choice& choice : atom.choices()) {
            add(choice.name, choice.meaning);
        }
    }

    std::vector<Completion> take() { return std::move(choices_); }

private:
    void addSeen(const std::vector<std::string>& values)
    {
        for (const std::string& value : values) {
            add(value, "seen in this session");
        }
    }

    /// Adds rules with their meanings, those seen in the session first.
    void addRules(const Atom& atom, const std::vector<std::string>& rules)
    {
        const auto choices = atom.choices();
        for (const std::string& rule : rules) {
            const auto found = std::ranges::find(choices, std::string_view(rule), &Choice::name);
            add(rule, found == choices.end() ? std::string_view() : found->meaning);
        }
    }

    std::string_view typed_;
    std::vector<Completion> choices_;
};

/// The spot that contains the cursor or ends at it.
const Spot* spotAt(const std::vector<Spot>& spots, std::size_t cursor)
{
    const auto found = std::ranges::find_if(spots, [cursor](const Spot& spot) {
        return spot.position <= cursor && cursor <= spot.position + spot.length;
    });
    return found == spots.end() ? nullptr : &*found;
}

/// Whether the cursor is inside quotes or a regular expression; nothing is proposed there.
bool isInText(const std::vector<Part>& parts, std::string_view before)
{
    return std::ranges::any_of(parts, [before](const Part& part) {
        const bool isOpen = part.position < before.size() && before[part.position] == '"' &&
                            part.position + part.length >= before.size();
        const bool isClosed = isOpen && part.length > 1 && before.back() == '"';
        return isOpen && !isClosed;
    });
}

} // namespace

Completions complete(std::string_view expression, std::size_t cursor, const Vocabulary& seen)
{
    cursor = std::min(cursor, expression.size());
    const std::string_view before = expression.substr(0, cursor);
    const Parsed parsed = parseExpression(before); // later text must not change the result
    Completions result{cursor, 0, {}};
    if (isInText(parsed.parts, before)) {
        return result;
    }
    const bool isStart = before.empty() || isSpace(before.back()) || before.back() == '(' ||
                         before.back() == '-' || before.back() == '!';
    const Spot* spot = spotAt(parsed.spots, cursor);
    if (spot && isStart && !spot->atom) {
        spot = nullptr; // a lone sign is a word, but becomes something else with more text
    }
    if (!spot && !isStart) {
        return result;
    }
    if (spot) {
        result.position = spot->position;
    }
    const std::string_view typed = before.substr(result.position);
    const std::size_t end = wordEnd(expression, cursor, spot && spot->atom ? "," : "");
    result.length = (spot ? end : cursor) - result.position;
    Proposals proposals(typed);
    if (spot && spot->atom) {
        proposals.addValues(*spot->atom, seen);
    } else {
        proposals.addFields();
    }
    result.choices = proposals.take();
    return result;
}

} // namespace framescope::filter
