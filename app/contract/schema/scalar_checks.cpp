// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8.h"
#include "codec/json/decimal.h"
#include "contract/schema/check_text.h"
#include "contract/schema/compiler.h"
#include "contract/schema/formats.h"
#include "contract/schema/keywords.h"
#include "contract/schema/pattern.h"

#include <algorithm>
#include <optional>
#include <string>

// minimum … multipleOf, minLength, maxLength, pattern, format.
namespace framescope::contract {

using codec::Decimal;
using codec::JsonKind;
using Id = Evaluation::Id;

namespace {

/// A bound of numbers. It is a view of the document's text.
class BoundCheck : public Check
{
public:
    enum class Kind { Least, Most, Above, Below };
    BoundCheck(Kind kind, Decimal bound, std::string text)
        : kind_(kind), bound_(bound), text_(std::move(text))
    {
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        if (evaluation.json[id].kind != JsonKind::Number) {
            return true;
        }
        const auto number = Decimal::parse(evaluation.json.raw(id));
        return (number && isWithin(*number)) || evaluation.fail(*this, id, [&] {
            constexpr const char* Words[] = {"less than ", "more than ", "not more than ",
                                             "not less than "};
            return "is " + excerpt(evaluation.json, id) + ", " +
                   Words[static_cast<std::size_t>(kind_)] + text_;
        });
    }

private:
    bool isWithin(const Decimal& number) const
    {
        switch (kind_) {
        case Kind::Least:
            return number >= bound_;
        case Kind::Most:
            return number <= bound_;
        case Kind::Above:
            return number > bound_;
        default:
            return number < bound_;
        }
    }

    Kind kind_;
    Decimal bound_;
    std::string text_;
};

class MultipleCheck : public Check
{
public:
    MultipleCheck(Decimal step, std::string text) : step_(step), text_(std::move(text)) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        if (evaluation.json[id].kind != JsonKind::Number) {
            return true;
        }
        const auto number = Decimal::parse(evaluation.json.raw(id));
        return (number && number->isMultipleOf(step_)) || evaluation.fail(*this, id, [&] {
            return "is " + excerpt(evaluation.json, id) + ", no multiple of " + text_;
        });
    }

private:
    Decimal step_;
    std::string text_;
};

class LengthCheck : public Check
{
public:
    LengthCheck(std::uint64_t bound, bool isLeast) : bound_(bound), isLeast_(isLeast) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        if (evaluation.json[id].kind != JsonKind::String) {
            return true;
        }
        std::string buffer;
        const std::string_view text = evaluation.json.string(id, buffer);
        const auto length = static_cast<std::uint64_t>(
            std::ranges::count_if(text, [](char byte) { return !isContinuation(byte); }));
        return (isLeast_ ? length >= bound_ : length <= bound_) || evaluation.fail(*this, id, [&] {
            return "has a length of " + std::to_string(length) + ", " +
                   (isLeast_ ? "less than " : "more than ") + std::to_string(bound_);
        });
    }

private:
    std::uint64_t bound_;
    bool isLeast_;
};

class PatternCheck : public Check
{
public:
    explicit PatternCheck(Pattern pattern) : pattern_(std::move(pattern)) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        if (evaluation.json[id].kind != JsonKind::String) {
            return true;
        }
        std::string buffer;
        const auto found = pattern_.isIn(evaluation.json.string(id, buffer));
        if (!found) {
            return evaluation.skip(*this, id, [this] { return notSearchedFor(pattern_); });
        }
        return *found || evaluation.fail(*this, id, [&] {
            return "is " + excerpt(evaluation.json, id) + ", in which /" +
                   excerpt(pattern_.source()) + "/ is not found";
        });
    }

private:
    Pattern pattern_;
};

class FormatCheck : public Check
{
public:
    explicit FormatCheck(const Format& format) : format_(format) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        std::string buffer;
        return evaluation.json[id].kind != JsonKind::String ||
               format_.fits(evaluation.json.string(id, buffer)) || evaluation.fail(*this, id, [&] {
                   return "is " + excerpt(evaluation.json, id) + ", no " +
                          std::string(format_.name);
               });
    }

private:
    const Format& format_;
};

CheckPtr bound(Compiler& compiler, const Place& schema, const YamlValue& value, const char* keyword,
               BoundCheck::Kind kind)
{
    const auto number = compiler.number(schema, value, keyword);
    return number ? std::make_unique<BoundCheck>(kind, *number, value.text) : nullptr;
}

/// In draft 4, exclusiveMinimum is a truth value beside minimum.
bool isExclusive(Compiler& compiler, const Place& schema, const char* keyword)
{
    const YamlValue* value = schema.draft == Draft::Draft4 ? at(*schema.value, keyword) : nullptr;
    return value && compiler.truth(schema, *value, keyword).value_or(false);
}

CheckPtr length(Compiler& compiler, const Place& schema, const YamlValue& value,
                const char* keyword, bool isLeast)
{
    const auto count = compiler.count(schema, value, keyword);
    return count ? std::make_unique<LengthCheck>(*count, isLeast) : nullptr;
}

} // namespace

CheckPtr compileMinimum(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return bound(compiler, schema, value, "minimum",
                 isExclusive(compiler, schema, "exclusiveMinimum") ? BoundCheck::Kind::Above
                                                                   : BoundCheck::Kind::Least);
}

CheckPtr compileMaximum(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return bound(compiler, schema, value, "maximum",
                 isExclusive(compiler, schema, "exclusiveMaximum") ? BoundCheck::Kind::Below
                                                                   : BoundCheck::Kind::Most);
}

CheckPtr compileExclusiveMinimum(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return bound(compiler, schema, value, "exclusiveMinimum", BoundCheck::Kind::Above);
}

CheckPtr compileExclusiveMaximum(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return bound(compiler, schema, value, "exclusiveMaximum", BoundCheck::Kind::Below);
}

CheckPtr compileMultipleOf(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto step = compiler.number(schema, value, "multipleOf");
    if (step && !step->canDivide()) {
        compiler.mistake(schema, value, "multipleOf is greater than 0 and has at most 18 digits");
        return nullptr;
    }
    return step ? std::make_unique<MultipleCheck>(*step, value.text) : nullptr;
}

CheckPtr compileMinLength(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return length(compiler, schema, value, "minLength", true);
}

CheckPtr compileMaxLength(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return length(compiler, schema, value, "maxLength", false);
}

CheckPtr compilePattern(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    if (!isString(value)) {
        compiler.mistake(schema, value, "pattern is a string");
        return nullptr;
    }
    return std::make_unique<PatternCheck>(compiler.pattern(schema, value.text, value.mark));
}

CheckPtr compileFormat(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    if (!isString(value)) {
        compiler.mistake(schema, value, "format is a string");
        return nullptr;
    }
    const Format* format = findFormat(value.text);
    if (!format && !isFormatOfMeaning(value.text)) {
        compiler.remark(schema, value.mark, "not checked: the format \"" + value.text + '"');
    }
    return format ? std::make_unique<FormatCheck>(*format) : nullptr;
}

} // namespace framescope::contract
