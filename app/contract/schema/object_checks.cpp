// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/counted.h"
#include "contract/schema/check_text.h"
#include "contract/schema/compiler.h"
#include "contract/schema/keywords.h"
#include "contract/schema/pattern.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace framescope::contract {

using codec::JsonKind;
using Id = Evaluation::Id;

namespace {

/// Calls `visit(id, ordinal)` for each child of an object or array; ends when it returns false.
template <class Visit>
void eachChild(const JsonNodes& json, Id parent, Visit visit)
{
    std::size_t ordinal = 0;
    for (Id id = JsonNodes::firstChild(parent); id < json[parent].next; id = json[id].next) {
        if (!visit(id, ordinal++)) {
            return;
        }
    }
}

bool isObject(const Evaluation& evaluation, Id id)
{
    return evaluation.json[id].kind == JsonKind::Object;
}

class RequiredCheck : public Check
{
public:
    explicit RequiredCheck(std::vector<std::string> names) : names_(std::move(names)) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        bool all = true;
        for (const std::string& name : names_) {
            if (isObject(evaluation, id) && !evaluation.json.member(id, name)) {
                all = evaluation.fail(*this, id, [&] { return "lacks \"" + excerpt(name) + '"'; });
                if (!evaluation.isCollecting()) {
                    break;
                }
            }
        }
        return all;
    }

private:
    std::vector<std::string> names_;
};

class MemberCountCheck : public Check
{
public:
    MemberCountCheck(std::uint64_t bound, bool isLeast) : bound_(bound), isLeast_(isLeast) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const std::uint64_t count = evaluation.json[id].children;
        return !isObject(evaluation, id) || (isLeast_ ? count >= bound_ : count <= bound_) ||
               evaluation.fail(*this, id, [&] {
                   return "has " + counted(count, "member") + ", " +
                          (isLeast_ ? "less than " : "more than ") + std::to_string(bound_);
               });
    }

private:
    std::uint64_t bound_;
    bool isLeast_;
};

/// Holds each member that `rulesOf` finds rules for against them.
class MembersCheck : public Check
{
public:
    bool holds(Evaluation& evaluation, Id id) const override
    {
        bool all = true;
        if (!isObject(evaluation, id)) {
            return true;
        }
        eachChild(evaluation.json, id, [&](Id member, std::size_t ordinal) {
            all = memberHolds(evaluation, member, ordinal) && all;
            return all || evaluation.isCollecting();
        });
        return all;
    }

private:
    virtual bool memberHolds(Evaluation& evaluation, Id member, std::size_t ordinal) const = 0;
};

class PropertiesCheck : public MembersCheck
{
public:
    void add(std::string_view name, const Rules* rules) { rules_.emplace(name, rules); }

private:
    bool memberHolds(Evaluation& evaluation, Id member, std::size_t ordinal) const override
    {
        const auto found = rules_.find(evaluation.json[member].key);
        if (found == rules_.end()) {
            return true;
        }
        evaluation.mark(ordinal);
        return evaluation.child(*found->second, member);
    }

    std::unordered_map<std::string_view, const Rules*> rules_; ///< the names are the document's
};

class PatternPropertiesCheck : public MembersCheck
{
public:
    void add(Pattern pattern, const Rules* rules)
    {
        rules_.emplace_back(std::move(pattern), rules);
    }

private:
    bool memberHolds(Evaluation& evaluation, Id member, std::size_t ordinal) const override
    {
        bool all = true;
        for (const auto& [pattern, rules] : rules_) {
            const auto found = pattern.isIn(evaluation.json[member].key);
            if (!found) {
                evaluation.skip(*this, member,
                                [&searched = pattern] { return notSearchedFor(searched); });
            } else if (*found) {
                all = evaluation.child(*rules, member) && all;
            }
            if (found.value_or(true)) {
                evaluation.mark(ordinal);
            }
        }
        return all;
    }

    std::vector<std::pair<Pattern, const Rules*>> rules_;
};

class AdditionalPropertiesCheck : public MembersCheck
{
public:
    AdditionalPropertiesCheck(const Rules* rules, const YamlValue* known,
                              std::vector<Pattern> patterns)
        : rules_(rules), patterns_(std::move(patterns))
    {
        for (std::size_t i = 0; known && i < known->entries.size(); ++i) {
            known_.emplace(known->entries[i].key, 0);
        }
    }

private:
    bool memberHolds(Evaluation& evaluation, Id member, std::size_t ordinal) const override
    {
        const std::string_view key = evaluation.json[member].key;
        const Pattern* unsure = nullptr;
        bool isKnown = known_.contains(key);
        for (std::size_t i = 0; i < patterns_.size() && !isKnown; ++i) {
            const auto found = patterns_[i].isIn(key);
            unsure = found ? unsure : &patterns_[i];
            isKnown = found.value_or(false);
        }
        if (isKnown) {
            return true;
        }
        evaluation.mark(ordinal);
        return unsure ? evaluation.skip(*this, member, [&] { return notSearchedFor(*unsure); })
                      : evaluation.child(*rules_, member);
    }

    const Rules* rules_;
    std::unordered_map<std::string_view, char> known_;
    std::vector<Pattern> patterns_;
};

class PropertyNamesCheck : public MembersCheck
{
public:
    explicit PropertyNamesCheck(const Rules* rules) : rules_(rules) {}

private:
    bool memberHolds(Evaluation& evaluation, Id member, std::size_t /*ordinal*/) const override
    {
        JsonNodes name;
        name.takeAsString(evaluation.json[member].key);
        return evaluation.otherFits(*rules_, name) || evaluation.fail(*this, member, [&] {
            return "the name of the member is not allowed";
        });
    }

    const Rules* rules_;
};

/// What applies to an object that has a certain member.
class DependenciesCheck : public Check
{
public:
    struct Dependency
    {
        std::string name;
        std::vector<std::string> required;
        const Rules* rules = nullptr; ///< may be null
    };
    void add(Dependency dependency) { dependencies_.push_back(std::move(dependency)); }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        bool all = true;
        for (const Dependency& one : dependencies_) {
            if (isObject(evaluation, id) && evaluation.json.member(id, one.name)) {
                all = holds(evaluation, id, one) && all;
            }
        }
        return all;
    }

private:
    bool holds(Evaluation& evaluation, Id id, const Dependency& one) const
    {
        bool all = !one.rules || one.rules->holds(evaluation, id);
        for (const std::string& name : one.required) {
            if (!evaluation.json.member(id, name)) {
                all = evaluation.fail(*this, id, [&] {
                    return "has \"" + excerpt(one.name) + "\" and lacks \"" + excerpt(name) + '"';
                });
            }
        }
        return all;
    }

    std::vector<Dependency> dependencies_;
};

class UnevaluatedPropertiesCheck : public MembersCheck
{
public:
    explicit UnevaluatedPropertiesCheck(const Rules* rules) : rules_(rules) {}

private:
    bool memberHolds(Evaluation& evaluation, Id member, std::size_t ordinal) const override
    {
        if (evaluation.marks()[ordinal]) {
            return true;
        }
        evaluation.mark(ordinal);
        return evaluation.child(*rules_, member);
    }

    const Rules* rules_;
};

} // namespace

CheckPtr compileRequired(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    if (kindOf(value) == JsonKind::True || kindOf(value) == JsonKind::False) {
        compiler.mistake(schema, value, "required is a list of names",
                         "it belongs to the object: required: [name]");
        return nullptr;
    }
    return std::make_unique<RequiredCheck>(compiler.names(schema, value, "required"));
}

CheckPtr compileMinProperties(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto count = compiler.count(schema, value, "minProperties");
    return count ? std::make_unique<MemberCountCheck>(*count, true) : nullptr;
}

CheckPtr compileMaxProperties(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto count = compiler.count(schema, value, "maxProperties");
    return count ? std::make_unique<MemberCountCheck>(*count, false) : nullptr;
}

CheckPtr compileProperties(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    if (!compiler.expectMap(schema, value, "properties")) {
        return nullptr;
    }
    auto check = std::make_unique<PropertiesCheck>();
    const Place map = schema.inner("properties", value);
    for (const YamlEntry& entry : value.entries) {
        check->add(entry.key, compiler.inner(map.inner(entry.key, entry.value)));
    }
    return check;
}

CheckPtr compilePatternProperties(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    if (!compiler.expectMap(schema, value, "patternProperties")) {
        return nullptr;
    }
    auto check = std::make_unique<PatternPropertiesCheck>();
    const Place map = schema.inner("patternProperties", value);
    for (const YamlEntry& entry : value.entries) {
        check->add(compiler.pattern(schema, entry.key, entry.mark),
                   compiler.inner(map.inner(entry.key, entry.value)));
    }
    return check;
}

CheckPtr compileAdditionalProperties(Compiler& compiler, const Place& schema,
                                     const YamlValue& value)
{
    std::vector<Pattern> patterns;
    if (const YamlValue* map = at(*schema.value, "patternProperties")) {
        for (const YamlEntry& entry : map->entries) {
            patterns.emplace_back(entry.key);
        }
    }
    return std::make_unique<AdditionalPropertiesCheck>(
        compiler.inner(schema.inner("additionalProperties", value)),
        at(*schema.value, "properties"), std::move(patterns));
}

CheckPtr compilePropertyNames(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return std::make_unique<PropertyNamesCheck>(
        compiler.inner(schema.inner("propertyNames", value)));
}

/// Of dependencies, dependentRequired and dependentSchemas alike.
CheckPtr compileDependencies(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto keyword = std::ranges::find_if(
        schema.value->entries, [&](const YamlEntry& entry) { return &entry.value == &value; });
    if (!compiler.expectMap(schema, value, keyword->key.c_str())) {
        return nullptr;
    }
    auto check = std::make_unique<DependenciesCheck>();
    const Place map = schema.inner(keyword->key, value);
    for (const YamlEntry& entry : value.entries) {
        DependenciesCheck::Dependency dependency{.name = entry.key, .required = {}};
        if (isList(entry.value)) {
            dependency.required = compiler.names(schema, entry.value, keyword->key.c_str());
        } else {
            dependency.rules = compiler.inPlace(map.inner(entry.key, entry.value));
        }
        check->add(std::move(dependency));
    }
    return check;
}

CheckPtr compileUnevaluatedProperties(Compiler& compiler, const Place& schema,
                                      const YamlValue& value)
{
    return std::make_unique<UnevaluatedPropertiesCheck>(
        compiler.inner(schema.inner("unevaluatedProperties", value)));
}

} // namespace framescope::contract
