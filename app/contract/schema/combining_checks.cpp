// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/counted.h"
#include "contract/schema/compiler.h"
#include "contract/schema/keywords.h"

#include <optional>
#include <string>

// $ref, allOf, anyOf, oneOf, not, if.
namespace framescope::contract {

using Id = Evaluation::Id;

namespace {

using Alternatives = std::vector<const Rules*>;

/// All of the schemas apply.
class AllCheck : public Check
{
public:
    explicit AllCheck(Alternatives parts) : parts_(std::move(parts)) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        bool all = true;
        for (const Rules* part : parts_) {
            if (!part->holds(evaluation, id)) {
                all = false;
                if (!evaluation.isCollecting()) {
                    break;
                }
            }
        }
        return all;
    }

private:
    Alternatives parts_;
};

/// One of the schemas applies, or, of oneOf, exactly one.
class SomeCheck : public Check
{
public:
    SomeCheck(Alternatives parts, bool onlyOne) : parts_(std::move(parts)), onlyOne_(onlyOne) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        std::size_t fitting = 0;
        bool isUnsure = false;
        const std::size_t before = evaluation.skips();
        for (const Rules* part : parts_) {
            const std::size_t skips = evaluation.skips();
            const bool fits = evaluation.branch(*part, id, nullptr);
            const bool isSure = evaluation.skips() == skips;
            fitting += fits && isSure ? 1 : 0;
            isUnsure = isUnsure || !isSure;
            const bool decided = onlyOne_ ? fitting > 1 : fitting > 0 && !evaluation.isMarking();
            if (decided) {
                break;
            }
        }
        if (isUnsure && (onlyOne_ ? fitting < 2 : fitting == 0)) {
            return true; // what was skipped decides
        }
        evaluation.forgetSkips(before);
        if (fitting == 1 || (fitting > 1 && !onlyOne_)) {
            return true;
        }
        if (!evaluation.isCollecting()) {
            return false;
        }
        if (fitting > 1) {
            return evaluation.fail(*this, id, [] {
                return std::string("fits more than one alternative, where just one is allowed");
            });
        }
        return explain(evaluation, id);
    }

private:
    /// Notes what is wrong by the alternative that the value is nearest to.
    bool explain(Evaluation& evaluation, Id id) const
    {
        std::vector<Violation> nearest;
        std::optional<Distance> least;
        const Rules* best = nullptr;
        for (const Rules* part : parts_) {
            std::vector<Violation> violations;
            evaluation.branch(*part, id, &violations);
            const Distance distance = Distance::of(violations);
            if (!least || distance < *least) {
                least = distance;
                nearest = std::move(violations);
                best = part;
            }
        }
        evaluation.fail(*this, id, [&] {
            return "fits none of " + counted(parts_.size(), "alternative") +
                   (best ? "; the nearest is " + best->location() : "");
        });
        evaluation.takeOver(std::move(nearest));
        return false;
    }

    Alternatives parts_;
    bool onlyOne_;
};

class NotCheck : public Check
{
public:
    explicit NotCheck(const Rules* rules) : rules_(rules) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        Evaluation::Marks* marks = evaluation.exchangeMarks(nullptr);
        const std::size_t before = evaluation.skips();
        const bool fits = evaluation.branch(*rules_, id, nullptr);
        evaluation.exchangeMarks(marks);
        const bool isSure = evaluation.skips() == before;
        return !fits || !isSure || evaluation.fail(*this, id, [this] {
            return "fits " + rules_->location() + ", which it must not";
        });
    }

private:
    const Rules* rules_;
};

class IfCheck : public Check
{
public:
    IfCheck(const Rules* condition, const Rules* then, const Rules* otherwise)
        : condition_(condition), then_(then), otherwise_(otherwise)
    {
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const std::size_t before = evaluation.skips();
        const Rules* next = evaluation.branch(*condition_, id, nullptr) ? then_ : otherwise_;
        const bool isSure = evaluation.skips() == before;
        return !next || !isSure || next->holds(evaluation, id);
    }

private:
    const Rules* condition_;
    const Rules* then_;      ///< may be null
    const Rules* otherwise_; ///< may be null
};

std::optional<Alternatives> alternatives(Compiler& compiler, const Place& schema,
                                         const YamlValue& value, const char* keyword)
{
    if (!compiler.expectList(schema, value, keyword)) {
        return std::nullopt;
    }
    Alternatives rules;
    const Place list = schema.inner(keyword, value);
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        rules.push_back(compiler.inPlace(list.inner(std::to_string(i), value.items[i])));
    }
    return rules;
}

const Rules* optionalPart(Compiler& compiler, const Place& schema, const char* keyword)
{
    const YamlValue* value = at(*schema.value, keyword);
    return value ? compiler.inPlace(schema.inner(keyword, *value)) : nullptr;
}

} // namespace

CheckPtr compileRef(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const Rules* target = compiler.refer(schema, value);
    return target ? std::make_unique<AllCheck>(Alternatives{target}) : nullptr;
}

CheckPtr compileAllOf(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    auto parts = alternatives(compiler, schema, value, "allOf");
    return parts ? std::make_unique<AllCheck>(*std::move(parts)) : nullptr;
}

CheckPtr compileAnyOf(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    auto parts = alternatives(compiler, schema, value, "anyOf");
    return parts ? std::make_unique<SomeCheck>(*std::move(parts), false) : nullptr;
}

CheckPtr compileOneOf(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    auto parts = alternatives(compiler, schema, value, "oneOf");
    return parts ? std::make_unique<SomeCheck>(*std::move(parts), true) : nullptr;
}

CheckPtr compileNot(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return std::make_unique<NotCheck>(compiler.inPlace(schema.inner("not", value)));
}

CheckPtr compileIf(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const Rules* condition = compiler.inPlace(schema.inner("if", value));
    const Rules* then = optionalPart(compiler, schema, "then");
    const Rules* otherwise = optionalPart(compiler, schema, "else");
    return std::make_unique<IfCheck>(condition, then, otherwise);
}

} // namespace framescope::contract
