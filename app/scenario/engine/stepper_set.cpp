// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the step `set` gives variables their values.
#include "base/text/visible_text.h"
#include "codec/json/json_escapes.h"
#include "scenario/engine/regular_expression.h"
#include "scenario/engine/stepper_state.h"
#include "scenario/engine/words.h"
#include "scenario/model/value_texts.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

void Stepper::State::setVariables(const Set& set)
{
    for (const SetVariable& variable : set.variables) {
        auto value = valueOf(variable);
        if (!value) {
            // A wrong template is a mistake in the file; a value that is not there came otherwise.
            if (value.error().hint.empty()) {
                fail({"a value for " + variable.name, judges.hidden.in(value.error().what)}, clock);
            } else {
                stopWith(value.error(), false, clock);
            }
            return;
        }
        scope.variables[toQString(variable.name)] = *std::move(value);
    }
    pass(base);
}

Result<QString> Stepper::State::valueOf(const SetVariable& variable)
{
    auto source = expander(variable.source);
    if (!source) {
        return tl::unexpected(std::move(source).error());
    }
    if (variable.from == SetVariable::From::Value) {
        return toQString(*source);
    }
    if (variable.from == SetVariable::From::Header) {
        const std::string* found = head ? head->find(*source) : nullptr;
        return found ? Result<QString>(toQString(*found))
                     : failure(head ? "the answer has no header " + *source
                                    : "there is no answer yet");
    }
    if (!last) {
        return failure("no message was taken by an expectation before");
    }
    const ByteView payload = viewOf(last->payload);
    const auto came = [&] {
        return payloadText(payload, payload.size(), last->isBinary, judges.hidden);
    };
    if (variable.from == SetVariable::From::Json) {
        const QString path = QStringLiteral("{{last ") + toQString(*source) + QStringLiteral("}}");
        auto value = message::expanded(path, scope);
        return value ? value : failure(value.error().what + ": " + came());
    }
    return expressionOf(variable, *source)
        .and_then([&](const RegularExpression& expression) -> Result<QString> {
            const auto found = expression.firstGroup(asText(payload));
            return found ? Result<QString>(toQString(*found))
                         : failure(*source + " is not found in " + came());
        });
}

Result<RegularExpression> Stepper::State::expressionOf(const SetVariable& variable,
                                                       const std::string& source)
{
    if (const auto known = expressions.find(&variable); known != expressions.end()) {
        return known->second;
    }
    auto made = RegularExpression::of(source);
    if (made && isRepeated() && !variable.source.hasTemplate()) {
        expressions.emplace(&variable, *made);
    }
    return made;
}

} // namespace framescope::scenario
