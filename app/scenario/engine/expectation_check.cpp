// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/expectation_check.h"

#include "base/text/visible_text.h"
#include "scenario/engine/words.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

namespace {

using Verdict = Judgement::Verdict;

Judgement unmet(std::string expected, std::string came, std::string difference = {})
{
    return {Verdict::Unmet, {std::move(expected), std::move(came), std::move(difference)}};
}

/// Why a connection that ended never opened.
std::string neverOpened(const Happening& ended, const Link& link, const HiddenSecrets& hidden)
{
    std::string text = "the connection did not open";
    if (!link.error.empty()) {
        text += ": " + hidden.in(link.error);
    } else if (ended.head) {
        text += ": " + visibleText(hidden.in(wire::startLine(*ended.head)));
    }
    return text;
}

std::string endText(const Happening& ended, const Link& link, const HiddenSecrets& hidden)
{
    return link.wasOpen || link.isServer ? happeningText(ended, hidden)
                                         : neverOpened(ended, link, hidden);
}

Payload textPayload(std::string_view text, const Happening& happening)
{
    return {asBytes(text), text.size(), false, happening.event};
}

} // namespace

bool ExpectationCheck::isAboutEnd() const
{
    return expectation_->kind == Kind::Close || expectation_->kind == Kind::Refused ||
           std::ranges::any_of(alternatives_, [](const auto& each) { return each.isAboutEnd(); });
}

bool ExpectationCheck::expectsOpen() const
{
    return expectation_->kind == Kind::Open ||
           std::ranges::any_of(alternatives_, [](const auto& each) { return each.expectsOpen(); });
}

bool ExpectationCheck::isAboutConnection() const
{
    return isAboutEnd() || expectsOpen() || expectation_->kind == Kind::Error ||
           std::ranges::any_of(alternatives_,
                               [](const auto& each) { return each.isAboutConnection(); });
}

Judgement ExpectationCheck::judge(const Happening& happening, const Link& link)
{
    const auto kind = happening.kind;
    switch (expectation_->kind) {
    case Kind::Open:
        return judgeOpen(happening, link);
    case Kind::Refused:
        return judgeRefusal(happening, link);
    case Kind::Error:
        return judgeError(happening, link);
    case Kind::Close:
        return judgeClose(happening, link);
    case Kind::Request:
        return judgeRequest(happening, link);
    case Kind::AnyOrder:
    case Kind::OneOf:
        return judgeAlternatives(happening, link);
    case Kind::Message:
    case Kind::Ping:
    case Kind::Pong:
    case Kind::Silence:
        break;
    }
    if (kind == Happening::Kind::Ended) {
        return unmet(words(), endText(happening, link, judges_->hidden));
    }
    if (expectation_->kind == Kind::Silence) {
        return kind != Happening::Kind::Message
                   ? Judgement{Verdict::Passed}
                   : unmet(words(), happeningText(happening, judges_->hidden));
    }
    const bool isIt = (expectation_->kind == Kind::Message && kind == Happening::Kind::Message) ||
                      (expectation_->kind == Kind::Ping && kind == Happening::Kind::Ping) ||
                      (expectation_->kind == Kind::Pong && kind == Happening::Kind::Pong);
    if (isIt) {
        return judgePayload(happening);
    }
    return Judgement{kind == Happening::Kind::Message || kind == Happening::Kind::Error
                         ? Verdict::Kept
                         : Verdict::Passed};
}

Judgement ExpectationCheck::judgePayload(const Happening& happening)
{
    auto wrong = payload_.mismatch(
        {happening.payload, happening.length, happening.isBinary, happening.event});
    if (!wrong) {
        return {Verdict::Met};
    }
    if (expectation_->skipOthers) {
        return {Verdict::Passed};
    }
    return {Verdict::Unmet, *std::move(wrong)};
}

/// A data message where something else is expected that ends the connection, or its opening.
Judgement ExpectationCheck::otherMessage(const Happening& happening) const
{
    return expectation_->skipOthers ? Judgement{Verdict::Passed}
                                    : unmet(words(), happeningText(happening, judges_->hidden));
}

Judgement ExpectationCheck::judgeHead(const wire::HttpHead& head, const Happening& happening) const
{
    if (status_ && !status_->numbers.contains(static_cast<std::uint64_t>(head.status))) {
        return unmet("status " + judges_->hidden.in(status_->text),
                     "status " + std::to_string(head.status));
    }
    const auto compare = [&](const char* name, const std::optional<std::string>& expected,
                             bool whole) -> std::optional<Judgement> {
        const std::string value = head.joined(name);
        const bool fits =
            !expected || (whole || expected->empty() ? value == *expected
                                                     : value.find(*expected) != std::string::npos);
        const auto shown = [&](const std::string& text) {
            return text.empty() ? std::string("none") : quotedText(text, judges_->hidden);
        };
        return fits ? std::nullopt
                    : std::optional(
                          unmet(name + (": " + shown(*expected)), name + (": " + shown(value))));
    };
    if (const auto wrong = compare("Sec-WebSocket-Protocol", subprotocol_, true)) {
        return *wrong;
    }
    if (const auto wrong = compare("Sec-WebSocket-Extensions", extensions_, false)) {
        return *wrong;
    }
    for (const auto& [name, check] : headers_) {
        std::optional<Mismatch> wrong = Mismatch{"the header " + name, "none of that name"};
        for (const wire::HeaderField& field : head.fields) {
            if (!wire::equalsIgnoreCase(field.name, name)) {
                continue;
            }
            wrong = check.mismatch(textPayload(field.value, happening));
            if (!wrong) {
                break;
            }
            wrong->expected = "the header " + name + ": " + wrong->expected;
            wrong->came = name + ": " + wrong->came;
        }
        if (wrong) {
            return Judgement{Verdict::Unmet, *std::move(wrong)};
        }
    }
    return Judgement{Verdict::Met};
}

Judgement ExpectationCheck::judgeOpen(const Happening& happening, const Link& link)
{
    if (happening.kind == Happening::Kind::Ended) {
        return unmet(words(), endText(happening, link, judges_->hidden));
    }
    if (happening.kind != Happening::Kind::Open) {
        return Judgement{happening.kind == Happening::Kind::Message ? Verdict::Kept
                                                                    : Verdict::Passed};
    }
    return happening.head ? judgeHead(*happening.head, happening) : Judgement{Verdict::Met};
}

Judgement ExpectationCheck::judgeRefusal(const Happening& happening, const Link& link)
{
    if (happening.kind == Happening::Kind::Open) {
        return unmet(words(), happeningText(happening, judges_->hidden));
    }
    if (happening.kind != Happening::Kind::Ended) {
        return Judgement{Verdict::Passed};
    }
    if (link.wasOpen || !happening.head) {
        return unmet(words(), endText(happening, link, judges_->hidden));
    }
    auto judged = judgeHead(*happening.head, happening);
    if (judged.verdict != Verdict::Met) {
        return judged;
    }
    auto wrong = payload_.mismatch(textPayload(happening.text, happening));
    if (!wrong && happening.length > happening.text.size() && payload_.isAboutAll()) {
        wrong = Mismatch{payload_.words(),
                         "its beginning alone: " + payloadText(asBytes(happening.text),
                                                               happening.text.size(), false,
                                                               judges_->hidden)};
    }
    if (!wrong) {
        return {Verdict::Met};
    }
    wrong->expected = "the body: " + wrong->expected;
    return {Verdict::Unmet, *std::move(wrong)};
}

Judgement ExpectationCheck::judgeError(const Happening& happening, const Link& link) const
{
    switch (happening.kind) {
    case Happening::Kind::Error: {
        const bool fits = (!layer_ || *layer_ == happening.layer) &&
                          (!says_ || happening.text.find(*says_) != std::string_view::npos);
        return {fits ? Verdict::Met : Verdict::Passed};
    }
    case Happening::Kind::Ended: {
        Judgement judgement = unmet(words(), endText(happening, link, judges_->hidden));
        if (link.wasOpen && !link.error.empty()) {
            judgement.mismatch.came = "an error, " + judges_->hidden.in(link.error);
        }
        return judgement;
    }
    case Happening::Kind::Message:
        return otherMessage(happening);
    default:
        return {Verdict::Passed};
    }
}

Judgement ExpectationCheck::judgeClose(const Happening& happening, const Link& link)
{
    if (happening.kind == Happening::Kind::Message) {
        return otherMessage(happening);
    }
    if (happening.kind != Happening::Kind::Ended) {
        return Judgement{happening.kind == Happening::Kind::Error ? Verdict::Kept
                                                                  : Verdict::Passed};
    }
    constexpr std::uint16_t NoCode = 1005;
    const timeline::ConnectionEnding& ending = *happening.ending;
    const bool codeFits =
        codes_.words.empty() ||
        (ending.code && ((codes_.none && *ending.code == NoCode) ||
                         (codes_.numbers && codes_.numbers->contains(*ending.code))));
    const std::string by = !ending.by                    ? "nobody"
                           : *ending.by == Direction::In ? "server"
                                                         : "client";
    bool fits = codeFits && (!by_ || *by_ == by) && (!clean_ || *clean_ == ending.clean);
    std::string difference;
    if (fits && reason_) {
        const auto wrong = reason_->mismatch(textPayload(ending.reason, happening));
        fits = !wrong;
        difference = wrong ? wrong->difference : std::string();
    }
    return fits ? Judgement{Verdict::Met}
                : unmet(words(), endText(happening, link, judges_->hidden), std::move(difference));
}

Judgement ExpectationCheck::judgeRequest(const Happening& happening, const Link& link)
{
    if (happening.kind == Happening::Kind::Ended) {
        return unmet(words(), endText(happening, link, judges_->hidden));
    }
    if (happening.kind != Happening::Kind::Request) {
        return Judgement{Verdict::Kept};
    }
    if (path_) {
        if (auto wrong = path_->mismatch(textPayload(happening.head->target, happening))) {
            return Judgement{Verdict::Unmet, *std::move(wrong)};
        }
    }
    return judgeHead(*happening.head, happening);
}

Judgement ExpectationCheck::judgeAlternatives(const Happening& happening, const Link& link)
{
    std::optional<Judgement> first; // of those that are unmet
    std::size_t unmetCount = 0;
    bool isKept = false;
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < alternatives_.size(); ++i) {
        auto judged = alternatives_[i].judge(happening, link);
        if (judged.verdict == Verdict::Met) {
            fitting.push_back(i);
            continue;
        }
        if (!isOpen(i)) {
            continue;
        }
        isKept = isKept || judged.verdict == Verdict::Kept;
        if (judged.verdict == Verdict::Unmet && ++unmetCount == 1) {
            first = std::move(judged);
        }
    }
    if (!fitting.empty()) {
        const std::size_t which = fitting.front();
        if (expectation_->kind == Kind::OneOf) {
            return Judgement{Verdict::Met, {}, which};
        }
        if (assignment_.add(std::move(fitting))) {
            return Judgement{assignment_.isComplete() ? Verdict::Met : Verdict::Passed, {}, which};
        }
    }
    if (first) {
        const bool isOther = happening.kind == Happening::Kind::Message && expectation_->skipOthers;
        if (unmetCount == 1 && !first->mismatch.difference.empty()) {
            return isOther ? Judgement{Verdict::Passed} : *first;
        }
        return isOther ? Judgement{Verdict::Passed}
                       : unmet(words(), endText(happening, link, judges_->hidden));
    }
    return Judgement{isKept ? Verdict::Kept : Verdict::Passed};
}

} // namespace framescope::scenario
