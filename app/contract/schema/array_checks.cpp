// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/counted.h"
#include "contract/schema/compiler.h"
#include "contract/schema/keywords.h"

#include <string>
#include <unordered_map>

namespace framescope::contract {

using codec::JsonKind;
using Id = Evaluation::Id;

namespace {

bool isArray(const Evaluation& evaluation, Id id)
{
    return evaluation.json[id].kind == JsonKind::Array;
}

/// Holds the items against a list of schemas, and those after it against another one.
class ItemsCheck : public Check
{
public:
    /// `rest` may be null.
    ItemsCheck(std::vector<const Rules*> first, std::size_t skipped, const Rules* rest)
        : first_(std::move(first)), skipped_(skipped), rest_(rest)
    {
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const JsonNodes& json = evaluation.json;
        bool all = true;
        std::size_t ordinal = 0;
        for (Id item = JsonNodes::firstChild(id); isArray(evaluation, id) && item < json[id].next;
             item = json[item].next, ++ordinal) {
            const Rules* rules = ordinal < skipped_        ? nullptr
                                 : ordinal < first_.size() ? first_[ordinal]
                                                           : rest_;
            if (rules) {
                evaluation.mark(ordinal);
                all = evaluation.child(*rules, item) && all;
            }
            if (!all && !evaluation.isCollecting()) {
                break;
            }
        }
        return all;
    }

private:
    std::vector<const Rules*> first_;
    std::size_t skipped_; ///< items that another keyword is about
    const Rules* rest_;
};

class ItemCountCheck : public Check
{
public:
    ItemCountCheck(std::uint64_t bound, bool isLeast) : bound_(bound), isLeast_(isLeast) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const std::uint64_t count = evaluation.json[id].children;
        return !isArray(evaluation, id) || (isLeast_ ? count >= bound_ : count <= bound_) ||
               evaluation.fail(*this, id, [&] {
                   return "has " + counted(count, "item") + ", " +
                          (isLeast_ ? "less than " : "more than ") + std::to_string(bound_);
               });
    }

private:
    std::uint64_t bound_;
    bool isLeast_;
};

class UniqueItemsCheck : public Check
{
public:
    bool holds(Evaluation& evaluation, Id id) const override
    {
        const JsonNodes& json = evaluation.json;
        std::unordered_multimap<std::size_t, std::pair<Id, std::size_t>> seen;
        std::size_t ordinal = 0;
        for (Id item = JsonNodes::firstChild(id); isArray(evaluation, id) && item < json[id].next;
             item = json[item].next, ++ordinal) {
            const std::size_t hash = hashOf(json, item);
            const auto [begin, end] = seen.equal_range(hash);
            for (auto other = begin; other != end; ++other) {
                if (areEqual(json, item, json, other->second.first)) {
                    return evaluation.fail(*this, item, [&] {
                        return "is equal to the item " + std::to_string(other->second.second);
                    });
                }
            }
            seen.emplace(hash, std::pair(item, ordinal));
        }
        return true;
    }
};

class ContainsCheck : public Check
{
public:
    ContainsCheck(const Rules* rules, std::uint64_t least, std::uint64_t most, bool marks)
        : rules_(rules), least_(least), most_(most), marks_(marks)
    {
    }

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const JsonNodes& json = evaluation.json;
        if (!isArray(evaluation, id)) {
            return true;
        }
        std::uint64_t count = 0;
        std::uint64_t unsure = 0;
        const std::size_t before = evaluation.skips();
        std::size_t ordinal = 0;
        for (Id item = JsonNodes::firstChild(id); item < json[id].next;
             item = json[item].next, ++ordinal) {
            const std::size_t skips = evaluation.skips();
            if (evaluation.childFits(*rules_, item)) {
                ++(evaluation.skips() == skips ? count : unsure);
                if (marks_) {
                    evaluation.mark(ordinal);
                }
            }
        }
        const bool holdsForSure = count >= least_ && count + unsure <= most_;
        if (!holdsForSure && count <= most_ && count + unsure >= least_) {
            return true; // what was skipped decides
        }
        evaluation.forgetSkips(before);
        return holdsForSure || evaluation.fail(*this, id, [&] {
            return "has " + counted(count, "item") + " that " + (count == 1 ? "fits " : "fit ") +
                   rules_->location() + ", " +
                   (count < least_ ? "less than " + std::to_string(least_)
                                   : "more than " + std::to_string(most_));
        });
    }

private:
    const Rules* rules_;
    std::uint64_t least_;
    std::uint64_t most_;
    bool marks_; ///< since 2020-12, what fits counts as evaluated
};

class UnevaluatedItemsCheck : public Check
{
public:
    explicit UnevaluatedItemsCheck(const Rules* rules) : rules_(rules) {}

    bool holds(Evaluation& evaluation, Id id) const override
    {
        const JsonNodes& json = evaluation.json;
        bool all = true;
        std::size_t ordinal = 0;
        for (Id item = JsonNodes::firstChild(id); isArray(evaluation, id) && item < json[id].next;
             item = json[item].next, ++ordinal) {
            if (!evaluation.marks()[ordinal]) {
                evaluation.mark(ordinal);
                all = evaluation.child(*rules_, item) && all;
            }
        }
        return all;
    }

private:
    const Rules* rules_;
};

std::vector<const Rules*> listed(Compiler& compiler, const Place& list)
{
    std::vector<const Rules*> rules;
    for (std::size_t i = 0; i < list.value->items.size(); ++i) {
        rules.push_back(compiler.inner(list.inner(std::to_string(i), list.value->items[i])));
    }
    return rules;
}

} // namespace

CheckPtr compilePrefixItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return compiler.expectList(schema, value, "prefixItems")
               ? std::make_unique<ItemsCheck>(listed(compiler, schema.inner("prefixItems", value)),
                                              0, nullptr)
               : nullptr;
}

CheckPtr compileItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const Place place = schema.inner("items", value);
    if (isList(value)) {
        return std::make_unique<ItemsCheck>(listed(compiler, place), 0, nullptr);
    }
    const YamlValue* prefix =
        schema.draft == Draft::Draft2020 ? at(*schema.value, "prefixItems") : nullptr;
    return std::make_unique<ItemsCheck>(std::vector<const Rules*>(),
                                        prefix ? prefix->items.size() : 0, compiler.inner(place));
}

CheckPtr compileAdditionalItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const YamlValue* items = at(*schema.value, "items");
    return items && isList(*items) ? std::make_unique<ItemsCheck>(
                                         std::vector<const Rules*>(), items->items.size(),
                                         compiler.inner(schema.inner("additionalItems", value)))
                                   : nullptr;
}

CheckPtr compileContains(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const bool counts = schema.draft >= Draft::Draft2019;
    const YamlValue* least = counts ? at(*schema.value, "minContains") : nullptr;
    const YamlValue* most = counts ? at(*schema.value, "maxContains") : nullptr;
    return std::make_unique<ContainsCheck>(
        compiler.inner(schema.inner("contains", value)),
        least ? compiler.count(schema, *least, "minContains").value_or(1) : 1,
        most ? compiler.count(schema, *most, "maxContains").value_or(UINT64_MAX) : UINT64_MAX,
        schema.draft == Draft::Draft2020);
}

CheckPtr compileMinItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto count = compiler.count(schema, value, "minItems");
    return count ? std::make_unique<ItemCountCheck>(*count, true) : nullptr;
}

CheckPtr compileMaxItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    const auto count = compiler.count(schema, value, "maxItems");
    return count ? std::make_unique<ItemCountCheck>(*count, false) : nullptr;
}

CheckPtr compileUniqueItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return compiler.truth(schema, value, "uniqueItems").value_or(false)
               ? std::make_unique<UniqueItemsCheck>()
               : nullptr;
}

CheckPtr compileUnevaluatedItems(Compiler& compiler, const Place& schema, const YamlValue& value)
{
    return std::make_unique<UnevaluatedItemsCheck>(
        compiler.inner(schema.inner("unevaluatedItems", value)));
}

} // namespace framescope::contract
