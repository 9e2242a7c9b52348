// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/schema.h"

#include "contract/schema/compilation.h"
#include "contract/schema/compiler.h"
#include "contract/schema/recognition.h"

namespace framescope::contract {

namespace {

Result<const Rules*> compiled(Compilation& compilation, const Result<Place>& root)
{
    if (!root) {
        return tl::unexpected(root.error());
    }
    if (const auto recognised = recogniseSchema(*root); !recognised) {
        return tl::unexpected(recognised.error());
    }
    compilation.resources.index(*root);
    Compiler compiler(compilation.resources, compilation.rules);
    const Rules* rules = compiler.add(*root);
    const auto finished = compiler.finish();
    compilation.remarks = compiler.remarks();
    compilation.unusable = compiler.unusable();
    return finished.map([rules] { return rules; });
}

} // namespace

Held holds(const Rules& rules, const JsonNodes& json, std::vector<Violation>* into)
{
    Evaluation evaluation(json, into);
    const bool holds = rules.holds(evaluation, JsonNodes::Root) && !evaluation.aborted();
    if (into && into->empty() && evaluation.aborted()) {
        into->assign(
            1, {"$", 0, std::string("was not checked: ") + evaluation.aborted(), "", "", 0, false});
    }
    return {holds, holds ? evaluation.skipped() : std::nullopt};
}

Violation noJson(const JsonNodes::Failure& failure)
{
    return {"$",
            failure.at,
            (failure.isLimit ? "was not checked: " : "is no JSON: ") + failure.what + " at byte " +
                std::to_string(failure.at),
            "",
            "",
            0,
            false};
}

Schema::Schema(std::shared_ptr<const Compilation> compilation, const Rules* rules)
    : compilation_(std::move(compilation)), rules_(rules)
{
}

Result<Schema> Schema::open(const std::string& path)
{
    auto compilation = std::make_shared<Compilation>();
    const auto rules = compiled(*compilation, compilation->resources.open(path));
    return rules.map([&](const Rules* made) { return Schema(std::move(compilation), made); });
}

Result<Schema> Schema::read(std::string_view text, const std::string& name,
                            const std::string& folder)
{
    auto compilation = std::make_shared<Compilation>();
    const auto rules = compiled(*compilation, compilation->resources.add(text, name, folder));
    return rules.map([&](const Rules* made) { return Schema(std::move(compilation), made); });
}

std::vector<Violation> Schema::validate(std::string_view payload) const
{
    JsonNodes json;
    if (const auto failure = json.read(payload)) {
        return {noJson(*failure)};
    }
    std::vector<Violation> violations;
    const Held held = holds(*rules_, json, nullptr);
    if (!held.fits) {
        holds(*rules_, json, &violations);
    } else if (held.skipped) {
        violations.push_back(*held.skipped);
    }
    return violations;
}

const std::vector<std::string>& Schema::remarks() const
{
    return compilation_->remarks;
}

const std::optional<Error>& Schema::unusable() const
{
    return compilation_->unusable;
}

} // namespace framescope::contract
