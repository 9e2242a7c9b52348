// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/proposals.h"

#include "redaction/secret_names.h"
#include "scenario/making/json_leaves.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace framescope::scenario {

namespace {

using Line = Recorded::Line;
using Use = Proposal::Use;

bool isText(const Line& line)
{
    return line.what == Line::What::Text && line.length == line.payload.size();
}

bool hasDigit(std::string_view value)
{
    return std::ranges::any_of(value, [](char c) { return c >= '0' && c <= '9'; });
}

/// A name for a variable: letters, digits and underscores.
std::string variableNameOf(std::string_view key, std::string_view otherwise)
{
    std::string name;
    for (const char c : key) {
        const bool fits = redaction::isLatin(c) || redaction::isNumeral(c);
        name += fits ? c : '_';
    }
    const bool usable = !name.empty() && redaction::isLatin(name.front());
    return usable ? name : std::string(otherwise);
}

/// Numbers at the same path that grow from message to message: by one, or in three at least.
class Counters
{
public:
    explicit Counters(const Recorded& recorded)
    {
        for (const std::string& payload : recorded.earlier) {
            for (const MessageValue& value : valuesIn(payload)) {
                pathsBefore_.insert(value.path);
            }
        }
        for (std::size_t i = 0; i < recorded.lines.size(); ++i) {
            const Line& line = recorded.lines[i];
            if (!isText(line) || line.direction != Direction::In) {
                continue;
            }
            for (const MessageValue& value : valuesIn(line.payload)) {
                if (value.isNumber && !value.path.empty()) {
                    take(value, i);
                }
            }
        }
    }

    std::vector<Proposal> found() const
    {
        std::vector<Proposal> all;
        for (const auto& [path, counter] : paths_) {
            if (counter.count > (counter.byOne ? 1 : 2) && !counter.broken) {
                Proposal proposal;
                proposal.name = path;
                proposal.value = std::to_string(counter.first);
                proposal.path = path;
                proposal.line = counter.line;
                // One that begins anew is the same again.
                proposal.chosen = counter.first > 1 || pathsBefore_.contains(path);
                all.push_back(std::move(proposal));
            }
        }
        return all;
    }

private:
    struct Counter
    {
        long long first = 0;
        long long last = 0;
        std::size_t line = 0;
        int count = 0;
        bool byOne = true;
        bool broken = false;
    };

    void take(const MessageValue& value, std::size_t line)
    {
        long long number = 0;
        const char* end = value.value.data() + value.value.size();
        const auto read = std::from_chars(value.value.data(), end, number);
        Counter& counter = paths_[value.path];
        const bool isWhole = read.ec == std::errc() && read.ptr == end;
        counter.broken |= !isWhole || (counter.count > 0 && number <= counter.last);
        counter.byOne &=
            counter.count == 0 || (number > counter.last && number - 1 == counter.last);
        if (counter.count++ == 0) {
            counter.first = number;
            counter.line = line;
        }
        counter.last = number;
    }

    std::set<std::string> pathsBefore_; ///< of values before the first
    std::map<std::string, Counter> paths_;
};

class Search
{
public:
    explicit Search(const Recorded& recorded) : recorded_(recorded) {}

    std::vector<Proposal> run()
    {
        for (line_ = 0; line_ < recorded_.lines.size(); ++line_) {
            const Line& line = recorded_.lines[line_];
            if (!isText(line)) {
                continue;
            }
            for (const MessageValue& value : valuesIn(line.payload)) {
                line.direction == Direction::In ? takeReceived(value) : takeSent(value);
            }
        }
        for (Proposal& counter : Counters(recorded_).found()) {
            const bool known = std::ranges::any_of(found_, [&](const Proposal& other) {
                return other.path == counter.path && other.use != Use::Made;
            });
            if (!known) {
                found_.push_back(std::move(counter));
            }
        }
        return std::move(found_);
    }

private:
    void takeReceived(const MessageValue& value)
    {
        constexpr std::size_t Shortest = 4; // a shorter value is sent by chance
        const auto look = lookOf(value.value, value.key, value.isNumber);
        const bool mayLink = look || (value.value.size() >= Shortest && hasDigit(value.value));
        if (!mayLink || isKnown(value.value) || wasSent(value.value)) {
            return;
        }
        if (isSentLater(value.value)) {
            add(Use::Taken, look, value);
        } else if (look && !isOpen(value.path, *look)) {
            add(Use::Any, look, value);
        }
    }

    void takeSent(const MessageValue& value)
    {
        if (isKnown(value.value) || value.value.empty()) {
            return;
        }
        const auto look = lookOf(value.value, value.key, value.isNumber);
        if ((redaction::isSecretName(value.key) && !value.isNumber) ||
            (look == Look::Token && redaction::looksLikeCredential(value.value))) {
            add(Use::Secret, look, value);
        } else if (look && !templateFor(*look, value.value).empty()) {
            add(Use::Made, look, value);
        } else if (look == Look::Token || look == Look::Identifier) {
            add(Use::Kept, look, value);
        }
    }

    void add(Use use, std::optional<Look> look, const MessageValue& value)
    {
        Proposal proposal;
        proposal.use = use;
        proposal.look = look;
        proposal.value = value.value;
        const std::string word = look ? wordFor(*look) : "value";
        const std::string plain = variableNameOf(value.key, redaction::plainName(word));
        proposal.name = use == Use::Secret ? "secret." + plain : plain;
        const std::string first = proposal.name;
        for (int number = 2; isNameTaken(proposal.name); ++number) {
            proposal.name = first + std::to_string(number);
        }
        proposal.path = value.path;
        proposal.line = line_;
        found_.push_back(std::move(proposal));
    }

    bool isNameTaken(const std::string& name) const
    {
        return std::ranges::find(found_, name, &Proposal::name) != found_.end();
    }
    bool isKnown(const std::string& value) const
    {
        return std::ranges::any_of(found_, [&](const Proposal& known) {
            return known.value == value && known.use != Use::Any;
        });
    }
    bool isOpen(const std::string& path, Look look) const
    {
        return std::ranges::any_of(found_, [&](const Proposal& known) {
            return known.use == Use::Any && known.path == path && known.look == look;
        });
    }
    bool isSentIn(std::size_t from, std::size_t to, const std::string& value) const
    {
        for (std::size_t i = from; i < to; ++i) {
            const Line& line = recorded_.lines[i];
            if (isText(line) && line.direction == Direction::Out && hasWhole(line.payload, value)) {
                return true;
            }
        }
        return false;
    }
    bool isSentLater(const std::string& value) const
    {
        return isSentIn(line_ + 1, recorded_.lines.size(), value);
    }
    bool wasSent(const std::string& value) const { return isSentIn(0, line_, value); }

    const Recorded& recorded_;
    std::size_t line_ = 0;
    std::vector<Proposal> found_;
};

} // namespace

std::vector<MessageValue> valuesIn(const std::string& payload)
{
    std::vector<MessageValue> values;
    const auto leaves = jsonLeaves(payload);
    for (const JsonLeaf& leaf : leaves) {
        if (leaf.isString || leaf.isNumber) {
            values.push_back({leaf.value, leaf.key, leaf.path, leaf.isNumber});
        }
    }
    if (leaves.empty()) {
        for (const TextWord& word : wordsIn(payload)) {
            const std::string value = payload.substr(word.begin, word.end - word.begin);
            values.push_back({value, {}, {}, std::ranges::all_of(value, redaction::isNumeral)});
        }
    }
    return values;
}

bool hasWhole(std::string_view text, std::string_view value)
{
    for (std::size_t at = text.find(value); at != std::string_view::npos;
         at = text.find(value, at + 1)) {
        if (isWholeAt(text, at, value.size())) {
            return true;
        }
    }
    return false;
}

std::vector<Proposal> proposalsFor(const Recorded& recorded)
{
    return Search(recorded).run();
}

std::string wordsFor(const Proposal& proposal)
{
    const std::string at = proposal.path.empty() ? " in a text" : " at " + proposal.path;
    switch (proposal.use) {
    case Use::Taken:
        return "received" + at + ", then sent again: it is taken from what is received";
    case Use::Made:
        return "sent" + at + ": each run makes another one, " +
               templateFor(*proposal.look, proposal.value);
    case Use::Kept:
        return "sent" + at + ": a variable of the scenario";
    case Use::Secret:
        return "sent" + at + ": a secret, which is not written to the file";
    case Use::Any:
        break;
    }
    return proposal.look ? "received" + at + ": any " + wordFor(*proposal.look) + " is expected"
                         : "received" + at + ", growing: any number is expected";
}

} // namespace framescope::scenario
