// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an expectation is made of its texts, and how it reads.
#include "base/text/duration_text.h"
#include "scenario/engine/expectation_check.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

std::string directionText(const std::string& by)
{
    return by == "nobody" ? "by nobody" : "by the " + by;
}

std::string with(std::string what, const std::string& how)
{
    return how.empty() ? what : what.append(" ").append(how);
}

/// Sets a member to the expanded text, if there is one.
Result<void> expandTo(std::optional<std::string>& member, const std::optional<Text>& text,
                      Expander& expander)
{
    if (!text) {
        return {};
    }
    return expander(*text).map([&](std::string expanded) { member = std::move(expanded); });
}

/// The same for one of these words.
Result<void> wordTo(std::optional<std::string>& member, const std::optional<Text>& text,
                    Words words, Expander& expander)
{
    if (!text) {
        return {};
    }
    return expander
        .value(*text, [words](const std::string& expanded) { return wordFrom(expanded, words); })
        .map([&](std::string word) { member = std::move(word); });
}

Result<void> timeTo(std::optional<std::chrono::milliseconds>& member,
                    const std::optional<Text>& text, Expander& expander)
{
    if (!text) {
        return {};
    }
    return expander.value(*text, timeFrom).map([&](std::chrono::milliseconds time) {
        member = time;
    });
}

Result<void> checkTo(std::optional<PayloadCheck>& member, const std::optional<Matcher>& matcher,
                     Expander& expander, const Judges& judges)
{
    if (!matcher) {
        return {};
    }
    return PayloadCheck::of(*matcher, expander, judges).map([&](PayloadCheck check) {
        member = std::move(check);
    });
}

} // namespace

Result<ExpectationCheck> ExpectationCheck::of(const Expectation& expectation, Expander& expander,
                                              const Judges& judges)
{
    ExpectationCheck check;
    check.expectation_ = &expectation;
    check.judges_ = &judges;
    const auto done =
        check.expandTexts(expander).and_then([&] { return check.expandChecks(expander, judges); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    for (const auto& each : expectation.alternatives) {
        auto alternative = of(each.expectation, expander, judges);
        if (!alternative) {
            return alternative;
        }
        check.alternatives_.push_back(*std::move(alternative));
    }
    check.assignment_ = Assignment(check.alternatives_.size());
    return check;
}

Result<void> ExpectationCheck::expandTexts(Expander& expander)
{
    const Expectation& from = *expectation_;
    if (from.status) {
        auto status = expander.value(*from.status, [](const std::string& text) {
            return numbersFrom(text).map([&](filter::NumberSet numbers) {
                return NumberTest{text, std::move(numbers)};
            });
        });
        if (!status) {
            return tl::unexpected(std::move(status).error());
        }
        status_ = *std::move(status);
    }
    std::optional<std::string> clean;
    return expandCodes(expander)
        .and_then([&] { return expandTo(subprotocol_, from.subprotocol, expander); })
        .and_then([&] { return expandTo(extensions_, from.extensions, expander); })
        .and_then([&] { return wordTo(layer_, from.layer, ErrorLayers, expander); })
        .and_then([&] { return expandTo(says_, from.says, expander); })
        .and_then([&] { return wordTo(by_, from.by, EndingSides, expander); })
        .and_then([&] { return wordTo(clean, from.clean, TruthWords, expander); })
        .and_then([&] { return timeTo(silence_, from.silence, expander); })
        .and_then([&] { return timeTo(within_, from.within, expander); })
        .map([&] { clean_ = clean ? std::optional(*clean == "true") : std::nullopt; });
}

Result<void> ExpectationCheck::expandCodes(Expander& expander)
{
    for (const Text& code : expectation_->codes) {
        std::string text;
        const auto codes = expander.value(code, [&text](const std::string& expanded) {
            text = expanded;
            return codesFrom(expanded);
        });
        if (!codes) {
            return tl::unexpected(codes.error());
        }
        codes_.words += codes_.words.empty() ? "" : text.starts_with("!=") ? " and " : " or ";
        codes_.words += codes->none ? "no code" : "code " + judges_->hidden.in(text);
        codes_.none = codes_.none || codes->none;
        if (!codes->none) {
            codes_.text += (codes_.text.empty() ? "" : ",") + text;
        }
    }
    if (codes_.text.empty()) {
        return {};
    }
    return numbersFrom(codes_.text).map([&](filter::NumberSet numbers) {
        codes_.numbers = std::move(numbers);
    });
}

Result<void> ExpectationCheck::expandChecks(Expander& expander, const Judges& judges)
{
    const Expectation& from = *expectation_;
    auto payload = PayloadCheck::of(from.payload, expander, judges);
    if (!payload) {
        return tl::unexpected(std::move(payload).error());
    }
    payload_ = *std::move(payload);
    for (const auto& [name, matcher] : from.headers) {
        auto check = PayloadCheck::of(matcher, expander, judges);
        if (!check) {
            return tl::unexpected(std::move(check).error());
        }
        headers_.emplace_back(name, *std::move(check));
    }
    return checkTo(reason_, from.reason, expander, judges).and_then([&] {
        return checkTo(path_, from.path, expander, judges);
    });
}

std::string ExpectationCheck::headWords() const
{
    const HiddenSecrets& hidden = judges_->hidden;
    std::string words;
    const auto add = [&words](const std::string& part) {
        words += (words.empty() ? "with " : ", ") + part;
    };
    if (status_) {
        add("status " + hidden.in(status_->text));
    }
    if (subprotocol_) {
        add(subprotocol_->empty() ? "no subprotocol"
                                  : "the subprotocol " + hidden.in(*subprotocol_));
    }
    if (extensions_) {
        add(extensions_->empty() ? "no extensions" : "the extensions " + hidden.in(*extensions_));
    }
    for (const auto& [name, check] : headers_) {
        add(with("the header " + name, check.words()));
    }
    return words;
}

std::string ExpectationCheck::closeWords() const
{
    std::string words = "the connection to end";
    const auto add = [&words](const std::string& part) {
        words += (words.find(" with ") == std::string::npos ? " with " : ", ") + part;
    };
    if (!codes_.words.empty()) {
        add(codes_.words);
    }
    if (reason_) {
        add(with("a reason", reason_->words()));
    }
    if (by_) {
        words += ", " + directionText(*by_);
    }
    if (clean_) {
        words += *clean_ ? ", clean" : ", not clean";
    }
    return words;
}

std::string ExpectationCheck::words() const
{
    std::string words;
    switch (expectation_->kind) {
    case Kind::Open:
        return with("the connection to open", headWords());
    case Kind::Message:
        return with("a message", payload_.words());
    case Kind::Ping:
        return with("a ping", payload_.words());
    case Kind::Pong:
        return with("a pong", payload_.words());
    case Kind::Silence:
        return "no message for " + durationText(*silence_);
    case Kind::Refused:
        words = with("a refusal", headWords());
        return payload_.words().empty() ? words : words + ", with a body " + payload_.words();
    case Kind::Error:
        words = layer_ ? "an error of the layer " + *layer_ : "an error";
        return says_ ? words + " that says \"" + judges_->hidden.in(*says_) + '"' : words;
    case Kind::Close:
        return closeWords();
    case Kind::Request:
        words = with("a request", headWords());
        return path_ ? words + ", with a path " + path_->words() : words;
    case Kind::AnyOrder:
    case Kind::OneOf:
        break;
    }
    const char* between = expectation_->kind == Kind::OneOf ? ", or " : "; and ";
    for (std::size_t i = 0; i < alternatives_.size(); ++i) {
        if (isOpen(i)) {
            words += (words.empty() ? "" : between) + alternatives_[i].words();
        }
    }
    return words;
}

} // namespace framescope::scenario
