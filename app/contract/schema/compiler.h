// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "codec/json/decimal.h"
#include "contract/schema/pattern.h"
#include "contract/schema/resources.h"
#include "contract/schema/rules.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace framescope::contract {

/// Makes rules of schemas. Schemas wait in a queue, so that neither their depth nor a chain of
/// references needs stack.
class Compiler
{
public:
    /// Both must outlive it; `rules` is empty.
    Compiler(Resources& resources, std::deque<Rules>& rules) : resources_(resources), rules_(rules)
    {
    }

    /// The rules of a schema, which `finish` fills.
    const Rules* add(const Place& schema);
    /// Compiles all schemas. Fails at the first mistake, and at a schema that refers to itself
    /// without a value between, so that there would be no end.
    Result<void> finish();
    /// What in the schemas is not checked, each with its place.
    const std::vector<std::string>& remarks() const { return remarks_; }
    /// The first pattern that can't be used, so that what depends on it is not checked.
    const std::optional<Error>& unusable() const { return unusable_; }

    // For the keywords of the schema that is being compiled:

    /// A schema inside this one, for a child of the value.
    const Rules* inner(const Place& place) { return add(place); }
    /// The same, for the value itself.
    const Rules* inPlace(const Place& place);
    /// The schema that a reference leads to; null after a mistake.
    const Rules* refer(const Place& schema, const YamlValue& reference);

    void mistake(const Place& schema, const YamlValue& value, std::string what,
                 std::string hint = {});
    void remark(const Place& schema, const YamlMark& mark, const std::string& what);
    /// A regular expression. One that can't be used is remarked upon, and never tells.
    Pattern pattern(const Place& schema, const std::string& expression, const YamlMark& mark);
    /// Each reports a mistake if the value is something else.
    bool expectMap(const Place& schema, const YamlValue& value, const char* keyword);
    bool expectList(const Place& schema, const YamlValue& value, const char* keyword);
    std::optional<codec::Decimal> number(const Place& schema, const YamlValue& value,
                                         const char* keyword);
    std::optional<std::uint64_t> count(const Place& schema, const YamlValue& value,
                                       const char* keyword);
    std::optional<bool> truth(const Place& schema, const YamlValue& value, const char* keyword);
    std::vector<std::string> names(const Place& schema, const YamlValue& value,
                                   const char* keyword);

private:
    void compile(const Place& schema, Rules& rules);
    bool findCycle(std::size_t from);

    Resources& resources_;
    std::deque<Rules>& rules_;
    std::map<const YamlValue*, std::size_t> numbers_; ///< of the rules of a schema
    std::vector<Place> places_;                       ///< by that number
    std::vector<std::vector<std::size_t>> inPlace_;   ///< by that number
    std::size_t current_ = 0;
    std::vector<std::string> remarks_;
    std::optional<Error> mistake_;
    std::optional<Error> unusable_;
    enum class State : std::uint8_t { New, Open, Done };
    std::vector<State> states_; ///< of the search for cycles
};

} // namespace framescope::contract
