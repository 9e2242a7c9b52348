// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/likely_name.h"
#include "codec/json/decimal.h"
#include "contract/schema/check_text.h"
#include "contract/schema/compiler.h"
#include "contract/schema/keywords.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

// type, const, enum.
namespace framescope::contract {

using codec::Decimal;
using codec::JsonKind;
using Id = Evaluation::Id;

namespace {

/// The types that a schema may name; the first seven in the order of JsonKind.
struct TypeName
{
    std::string_view name;
    unsigned kinds; ///< bits of JsonKind
};

constexpr unsigned bit(JsonKind kind)
{
    return 1U << static_cast<unsigned>(kind);
}

constexpr auto Types = std::to_array<TypeName>({
    {"object", bit(JsonKind::Object)},
    {"array", bit(JsonKind::Array)},
    {"string", bit(JsonKind::String)},
    {"number", bit(JsonKind::Number)},
    {"boolean", bit(JsonKind::True) | bit(JsonKind::False)},
    {"null", bit(JsonKind::Null)},
    {"integer", 0},
});

class TypeCheck : public Check
{
public:
    TypeCheck(unsigned kinds, bool integer, bool exact, std::string text)
        : kinds_(kinds), integer_(integer), exact_(exact), text_(std::move(text))
    {
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const JsonNodes& json = evaluation.json;
        const JsonKind kind = json[id].kind;
        if ((bit(kind) & kinds_) != 0 ||
            (integer_ && kind == JsonKind::Number && isInteger(json.raw(id)))) {
            return true;
        }
        return evaluation.fail(*this, id,
                               [&] { return "is " + described(json, id) + ", not " + text_; });
    }

private:
    bool isInteger(std::string_view raw) const
    {
        const auto number = Decimal::parse(raw);
        return number && number->isWhole() &&
               (!exact_ || raw.find_first_of(".eE") == std::string_view::npos);
    }

    static std::string described(const JsonNodes& json, Id id)
    {
        const std::string kind(kindText(json[id].kind));
        return json[id].kind == JsonKind::Number ? "the number " + excerpt(json, id) : kind;
    }

    unsigned kinds_;
    bool integer_;
    bool exact_; ///< 1.0 is no integer, as in draft 4
    std::string text_;
};

/// One of the values of a schema, as JSON.
struct Constant
{
    std::string text;
    JsonNodes json;
};

class ConstantsCheck : public Check
{
public:
    explicit ConstantsCheck(std::span<const YamlValue> values)
    {
        for (const YamlValue& value : values) {
            auto constant = std::make_unique<Constant>();
            constant->text = jsonText(value);
            constant->json.read(constant->text);
            constants_.push_back(std::move(constant));
        }
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const bool isOne = std::ranges::any_of(constants_, [&](const auto& constant) {
            return areEqual(evaluation.json, id, constant->json, JsonNodes::Root);
        });
        return isOne ||
               evaluation.fail(*this, id, [&] { return whatIsWrong(evaluation.json, id); });
    }

    bool isOfKind() const override { return constants_.size() == 1; }

private:
    std::string whatIsWrong(const JsonNodes& json, Id id) const
    {
        constexpr std::size_t Most = 8;
        std::string listed;
        for (std::size_t i = 0; i < std::min(constants_.size(), Most); ++i) {
            listed += (i > 0 ? ", " : "") + excerpt(constants_[i]->text);
        }
        if (constants_.size() > Most) {
            listed += ", \xE2\x80\xA6";
        }
        return "is " + excerpt(json, id) + ", not " +
               (constants_.size() == 1 ? listed : "one of " + listed);
    }

    std::vector<std::unique_ptr<Constant>> constants_;
};

std::string typeHint(std::string_view typed)
{
    std::vector<std::string> names;
    std::string all;
    for (const TypeName& type : Types) {
        names.emplace_back(type.name);
        all += (all.empty() ? "" : ", ") + std::string(type.name);
    }
    const std::string likely = likelyName(typed, names);
    return likely.empty() ? "a type is one of " + all : "did you mean " + likely + "?";
}

} // namespace

CheckPtr compileType(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const std::span<const YamlValue> values =
        isList(value) ? std::span(value.items) : std::span(&value, 1);
    unsigned kinds = 0;
    bool integer = false;
    std::string text;
    for (const YamlValue& one : values) {
        // In YAML, type: null is nothing; what was meant is clear.
        const std::string_view name = one.isNull() ? std::string_view("null") : one.text;
        const auto type = std::ranges::find(Types, name, &TypeName::name);
        if (type == Types.end()) {
            compiler.mistake(schema, one, "there is no type \"" + std::string(name) + '"',
                             typeHint(name));
            return nullptr;
        }
        kinds |= type->kinds;
        integer = integer || name == "integer";
        const bool hasAn = name == "object" || name == "array" || name == "integer";
        text += (text.empty() ? "" : " or ") +
                (name == "null" ? std::string(name) : (hasAn ? "an " : "a ") + std::string(name));
    }
    return std::make_unique<TypeCheck>(kinds, integer, schema.draft == Draft::Draft4, text);
}

CheckPtr compileConst(Compiler& /*compiler*/, const Place& /*schema*/, const YamlValue& value)
{
    return std::make_unique<ConstantsCheck>(std::span(&value, 1));
}

CheckPtr compileEnum(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return compiler.expectList(schema, value, "enum")
               ? std::make_unique<ConstantsCheck>(value.items)
               : nullptr;
}

} // namespace framescope::contract
