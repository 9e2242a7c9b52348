// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/document.h"
#include "filter/atoms/conditions.h"

#include <algorithm>
#include <array>
#include <set>

namespace framescope::filter {

namespace {

class MessageCondition : public Expression
{
public:
    explicit MessageCondition(std::set<std::size_t> messages)
        : Expression(Cost::Json), messages_(std::move(messages))
    {
    }

    bool matches(Candidate& event) const override
    {
        const contract::Verdict* verdict = event.verdict();
        return verdict && verdict->kind != contract::Verdict::Kind::Unknown &&
               messages_.contains(*verdict->message);
    }

private:
    std::set<std::size_t> messages_; ///< in Document::messages
};

/// The messages that a value names; "order*" names several.
tl::expected<std::set<std::size_t>, Mistake> namedMessages(const contract::Document& contract,
                                                           const FieldValue& value)
{
    const bool isPrefix = value.text.ends_with('*') && !value.quoted;
    const std::string typed =
        lowerCase(std::string_view(value.text).substr(0, value.text.size() - (isPrefix ? 1 : 0)));
    std::set<std::size_t> found;
    std::vector<std::string> names;
    for (const contract::Message& message : contract.messages()) {
        const std::string& name = names.emplace_back(lowerCase(message.name));
        if (isPrefix ? name.starts_with(typed) : name == typed) {
            found.insert(names.size() - 1);
        }
    }
    if (!found.empty()) {
        return found;
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const std::string_view meant = nearest(typed, views);
    return mistakeIn(value, "the contract has no message \"" + value.text + '"',
                     meant.empty() ? "its messages can be completed, and check lists them"
                                   : "did you mean \"" + std::string(meant) + "\"?");
}

Made makeMessage(const ValueList& values, Slots& slots)
{
    return listCondition(values, [&](const FieldValue& value) -> Made {
        if (!slots.contract()) {
            return noContract(value);
        }
        return namedMessages(*slots.contract(), value)
            .map([&](std::set<std::size_t> messages) -> ExpressionPtr {
                auto condition = std::make_unique<const MessageCondition>(std::move(messages));
                return value.isNegated() ? noneOf(std::move(condition)) : std::move(condition);
            });
    });
}

constexpr auto ContractTable = std::to_array<Atom>({
    {.field = {"contract", "Checks", "tick, \"order placed\", order*",
               "Message of the open contract that it is, by its schema, or by what names its kind; "
               "is:contract finds what breaks the contract.",
               "contract:tick"},
     .kind = OtherField{makeMessage},
     .seen = Atom::Seen::ContractMessages},
});

} // namespace

tl::unexpected<Mistake> noContract(const FieldValue& value)
{
    auto mistake = mistakeIn(
        value, "no contract is open",
        "open an AsyncAPI document or a JSON Schema; --contract FILE on the command line");
    mistake.value().needsContract = true;
    return mistake;
}

std::span<const Atom> contractAtoms()
{
    return ContractTable;
}

} // namespace framescope::filter
