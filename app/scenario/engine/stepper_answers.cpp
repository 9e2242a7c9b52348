// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a server answers a request.
#include "base/text/base64.h"
#include "base/text/hex.h"
#include "scenario/engine/stepper_state.h"
#include "scenario/model/value_texts.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

bool isAboutRequest(const Expectation& expectation)
{
    return expectation.kind == Expectation::Kind::Request ||
           std::ranges::any_of(expectation.alternatives, [](const Alternative& alternative) {
               return isAboutRequest(alternative.expectation);
           });
}

bool isAnswer(const Step& step)
{
    return std::holds_alternative<Accept>(step.what) || std::holds_alternative<Refuse>(step.what) ||
           std::holds_alternative<Respond>(step.what) || std::holds_alternative<End>(step.what);
}

/// Whether the step can stand before the answer.
bool isBeforeAnswer(const Step& step)
{
    const auto* expectation = std::get_if<Expectation>(&step.what);
    return (expectation && isAboutRequest(*expectation)) ||
           std::holds_alternative<Wait>(step.what) || std::holds_alternative<Set>(step.what) ||
           std::holds_alternative<ChangeBehaviours>(step.what);
}

std::string withLineEnds(const std::string& text)
{
    std::string lines;
    for (const char c : text) {
        if (c == '\n' && !lines.ends_with('\r')) {
            lines += '\r';
        }
        lines += c;
    }
    return lines;
}

Result<Bytes> bytesOf(message::Form form, const std::string& text)
{
    if (form == message::Form::Hex) {
        return parseHex(text);
    }
    if (form == message::Form::Base64) {
        return base64From(text);
    }
    const std::string lines = withLineEnds(text);
    const ByteView bytes = asBytes(lines);
    return Bytes(bytes.begin(), bytes.end());
}

} // namespace

/// Whether the first steps answer the request, or one of their branches does.
bool Stepper::State::stepsAnswer() const
{
    for (const Step& each : *levels.front().steps) {
        if (isAnswer(each)) {
            return true;
        }
        const auto* expectation = std::get_if<Expectation>(&each.what);
        const bool branches =
            expectation && isAboutRequest(*expectation) &&
            std::ranges::any_of(expectation->alternatives, [](const Alternative& alternative) {
                return std::ranges::any_of(alternative.then, isAnswer);
            });
        if (branches) {
            return true;
        }
        if (!isBeforeAnswer(each)) {
            return false;
        }
    }
    return false;
}

/// The answer that `serve` gives before the first step.
std::optional<Action> Stepper::State::firstAnswer()
{
    answerDue = false;
    const Serve& serve = *scenario->serve;
    if (serve.refuse) {
        return takeRefuse(*serve.refuse);
    }
    static const Accept Usual;
    return takeAccept(serve.accept ? *serve.accept : Usual);
}

Result<wire::HeaderFields>
Stepper::State::expandedHeaders(const std::vector<std::pair<std::string, Text>>& headers)
{
    wire::HeaderFields fields;
    for (const auto& [name, text] : headers) {
        auto value = expander.value(text, headerValueFrom);
        if (!value) {
            return tl::unexpected(std::move(value).error());
        }
        fields.push_back({name, *std::move(value)});
    }
    return fields;
}

std::optional<Action> Stepper::State::takeAccept(const Accept& accept)
{
    action::Accept action;
    auto headers = expandedHeaders(accept.headers);
    auto status = accept.status ? expander.value(*accept.status, statusFrom) : Result<int>(101);
    auto subprotocol = accept.subprotocol ? expander(*accept.subprotocol) : std::string();
    if (!headers || !status || !subprotocol) {
        stopWith(!headers  ? headers.error()
                 : !status ? status.error()
                           : subprotocol.error(),
                 false, clock);
        return std::nullopt;
    }
    action.status = *status;
    action.headers = *std::move(headers);
    if (accept.subprotocol) {
        action.subprotocol = *std::move(subprotocol);
    }
    action.deflate = accept.deflate;
    pass(clock);
    return action;
}

std::optional<Action> Stepper::State::takeRefuse(const Refuse& refuse)
{
    auto headers = expandedHeaders(refuse.headers);
    auto status = expander.value(refuse.status, statusFrom);
    auto body = refuse.body ? expander(*refuse.body) : std::string();
    if (!headers || !status || !body) {
        stopWith(!headers  ? headers.error()
                 : !status ? status.error()
                           : body.error(),
                 false, clock);
        return std::nullopt;
    }
    pass(clock);
    return action::Refuse{*status, *std::move(headers), *std::move(body)};
}

std::optional<Action> Stepper::State::takeRespond(const Respond& respond)
{
    auto bytes = expander.value(
        respond.bytes, [&respond](const std::string& text) { return bytesOf(respond.form, text); });
    if (!bytes) {
        stopWith(bytes.error(), false, clock);
        return std::nullopt;
    }
    pass(clock);
    return action::Respond{*std::move(bytes)};
}

} // namespace framescope::scenario
