// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/checking/checker.h"

#include "codec/decoding.h"
#include "codec/json/json_outline.h"
#include "codec/json/json_text.h"
#include "contract/schema/check_text.h"
#include "contract/schema/compilation.h"

#include <algorithm>
#include <functional>

namespace framescope::contract {

using codec::JsonKind;

namespace {

Violation remark(std::string path, std::string what)
{
    return {std::move(path), 0, std::move(what), "", "", 0, false};
}

} // namespace

Checker::Checker(Document::Ptr contract) : contract_(std::move(contract))
{
    for (std::size_t i = 0; i < contract_->messages().size(); ++i) {
        Kind kind{.message = i, .discriminators = {}};
        for (const Discriminator& one : contract_->messages()[i].discriminators) {
            auto& [key, values] = kind.discriminators.emplace_back();
            key = one.key;
            for (const std::string& text : one.values) {
                auto value = std::make_unique<Value>();
                value->text = text;
                value->json.read(value->text);
                values.push_back(std::move(value));
            }
        }
        kinds_.push_back(std::move(kind));
    }
}

void Checker::read(ByteView payload, bool isText)
{
    const std::string_view text = asText(payload);
    isText_ = isText;
    isDecoded_ = false;
    failure_ = json_.read(text);
    isJson_ = !failure_;
    if (!isJson_) {
        const codec::Decoding decoding =
            codec::decode(std::make_shared<const Bytes>(payload.begin(), payload.end()));
        if (decoding.tree && !decoding.failure) {
            decoded_ = codec::jsonText(*decoding.tree);
            isJson_ = isDecoded_ = !json_.read(decoded_);
        }
    }
    asText_.takeAsString(text);
}

const JsonNodes& Checker::valueFor(const Message& message) const
{
    return isJson_ && !message.isText() ? json_ : asText_;
}

/// Counts the discriminators of a kind that the message has; false if it has one with another
/// value, so that it can't be of this kind.
bool Checker::findLikeness(Kind& kind) const
{
    kind.likeness = 0;
    const JsonNodes& json = valueFor(contract_->messages()[kind.message]);
    if (json[JsonNodes::Root].kind != JsonKind::Object) {
        return true;
    }
    for (const auto& [key, values] : kind.discriminators) {
        const auto member = json.member(JsonNodes::Root, key);
        if (!member) {
            continue;
        }
        const bool isOne = std::ranges::any_of(values, [&](const auto& value) {
            return areEqual(json, *member, value->json, JsonNodes::Root);
        });
        if (!isOne) {
            return false;
        }
        ++kind.likeness;
    }
    return true;
}

bool Checker::isPossible(const Kind& kind, Direction direction) const
{
    const Message& message = contract_->messages()[kind.message];
    return message.isFrom(direction) &&
           (!channel_ || std::ranges::find(message.channels, *channel_) != message.channels.end());
}

Held Checker::fits(const Kind& kind, std::vector<Violation>* violations) const
{
    const Message& message = contract_->messages()[kind.message];
    const JsonNodes& json = valueFor(message);
    if (!message.rules) {
        return {!message.isText() || !isJson_};
    }
    Held held = holds(*message.rules, json, violations);
    if (held.fits && message.also) {
        Held whole = holds(*message.also, json, violations);
        held.fits = whole.fits;
        held.skipped = held.skipped ? std::move(held.skipped) : std::move(whole.skipped);
    }
    return held;
}

Verdict Checker::verdictThatFits(const Kind& kind, std::optional<Violation> skipped) const
{
    return {.kind = Verdict::Kind::Fits,
            .message = kind.message,
            .violations = {},
            .skipped = std::move(skipped),
            .isDecoded = isDecoded_};
}

/// The verdict on a message that fits one of those tried, or more; nullopt if it fits none.
std::optional<Verdict> Checker::fitting() const
{
    const std::string& justOne = contract_->justOne();
    const Kind* sure = nullptr;
    const Kind* likely = nullptr;
    std::optional<Violation> skipped; // in the likely one
    for (const Kind* kind : tried_) {
        Held held = fits(*kind, nullptr);
        if (held.fits && held.skipped && !likely) {
            likely = kind;
            skipped = std::move(held.skipped);
        } else if (held.fits && !held.skipped && sure) {
            Verdict verdict = verdictThatFits(*sure, {});
            verdict.kind = Verdict::Kind::Breaks;
            verdict.violations = {remark("$", "fits " + contract_->messages()[kind->message].name +
                                                  " as well, where just one is allowed")};
            verdict.violations.front().keyword = "oneOf";
            verdict.violations.front().rule = justOne;
            return verdict;
        } else if (held.fits && !held.skipped) {
            sure = kind;
        }
        if (sure && justOne.empty()) {
            return verdictThatFits(*sure, {});
        }
    }
    return sure || likely ? std::optional(verdictThatFits(sure ? *sure : *likely, skipped))
                          : std::nullopt;
}

Verdict Checker::check(Direction direction, ByteView payload, bool isText)
{
    read(payload, isText);
    tried_.clear();
    std::vector<Kind*> others; // that have a discriminator with another value
    for (Kind& kind : kinds_) {
        if (isPossible(kind, direction)) {
            (findLikeness(kind) ? tried_ : others).push_back(&kind);
        }
    }
    std::ranges::stable_sort(tried_, std::greater(), [this](const Kind* kind) {
        return std::pair(contract_->messages()[kind->message].rules != nullptr, kind->likeness);
    });
    if (auto verdict = fitting()) {
        return *std::move(verdict);
    }
    if (!tried_.empty() && tried_.front()->likeness > 0) {
        const std::size_t most = tried_.front()->likeness;
        std::erase_if(tried_, [most](const Kind* kind) { return kind->likeness < most; });
        Verdict verdict = wrong(tried_);
        verdict.kind = Verdict::Kind::Breaks;
        return verdict;
    }
    for (const Kind* kind : tried_) {
        if (contract_->messages()[kind->message].isUnchecked) {
            return verdictThatFits(*kind, {});
        }
    }
    tried_.insert(tried_.end(), others.begin(), others.end());
    Verdict verdict = wrong(tried_);
    if (tried_.size() == 1 && others.empty()) {
        verdict.kind = Verdict::Kind::Breaks; // there is no other that it could be
    }
    return verdict;
}

/// The verdict on a message that fits none of these, with what is wrong by the nearest.
Verdict Checker::wrong(std::vector<Kind*>& tried) const
{
    Verdict verdict;
    verdict.isDecoded = isDecoded_;
    const bool isBroken = failure_ && !isJson_ && codec::beginsLikeJson(asBytes(asText_.text()));
    const bool isBinary = !isText_ && !isJson_;
    std::optional<Distance> least;
    for (const Kind* kind : tried) {
        std::vector<Violation> violations;
        if (!fits(*kind, &violations).fits && violations.empty()) {
            violations = {remark("$", "is JSON, where something else is expected")};
        }
        const Distance distance = Distance::of(violations);
        if (!least || distance < *least) {
            least = distance;
            verdict.message = kind->message;
            verdict.violations = std::move(violations);
        }
    }
    if (tried.empty()) {
        verdict.violations = {remark("$", "the contract has no message in this direction")};
    } else if (isBroken) {
        verdict.violations = {noJson(*failure_)};
    } else if (isBinary) {
        verdict.violations = {remark("$", "is binary data in no encoding that is recognised")};
    } else if (tried.size() > 1 && least->isAnother) {
        verdict.violations = {ofNoKind(tried)};
    } else {
        return verdict;
    }
    if (tried.size() > 1) {
        verdict.message.reset(); // to call one the nearest would lead astray
    }
    return verdict;
}

/// The violation of a message whose kind is none of these.
Violation Checker::ofNoKind(const std::vector<Kind*>& tried) const
{
    for (const Kind* kind : tried) {
        const JsonNodes& json = valueFor(contract_->messages()[kind->message]);
        for (const auto& [key, values] : kind->discriminators) {
            const auto member = json[JsonNodes::Root].kind == JsonKind::Object
                                    ? json.member(JsonNodes::Root, key)
                                    : std::nullopt;
            if (member) {
                return {json.path(*member),
                        json[*member].begin,
                        "is " + excerpt(json, *member) + ", which no message in this direction has",
                        "",
                        "",
                        1,
                        false};
            }
        }
    }
    return remark("$", "is none of the messages in this direction");
}

std::string verdictText(const Document& document, const Verdict& verdict)
{
    const std::string name = document.messageName(verdict);
    if (verdict.fits()) {
        return "is " + name + (verdict.skipped ? ", but " + verdict.skipped->message() : "");
    }
    std::string text = verdict.kind == Verdict::Kind::Breaks ? "breaks " + name
                       : name.empty()                        ? "fits no message"
                                      : "fits no message, the nearest is " + name;
    if (!verdict.violations.empty()) {
        text += ": " + verdict.violations.front().message();
    }
    if (verdict.violations.size() > 1) {
        text += " (and " + std::to_string(verdict.violations.size() - 1) + " more)";
    }
    return text;
}

} // namespace framescope::contract
