// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/regular_expression.h"

#include "scenario/model/value_texts.h"

#include <array>

#include <re2/re2.h>

namespace framescope::scenario {

Result<RegularExpression> RegularExpression::of(std::string_view expression)
{
    const auto [pattern, matchCase] = expressionText(expression);
    RE2::Options options;
    options.set_case_sensitive(matchCase == filter::Case::Exact);
    options.set_log_errors(false);
    RegularExpression made;
    made.regex_ =
        std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!made.regex_->ok()) {
        return failure("the regular expression is not understood: " + made.regex_->error(), {},
                       "RE2's syntax, without back-references and look-around");
    }
    return made;
}

std::optional<std::string> RegularExpression::firstGroup(std::string_view text) const
{
    const re2::StringPiece whole(text.data(), text.size());
    std::array<re2::StringPiece, 2> groups;
    const int count = regex_->NumberOfCapturingGroups() > 0 ? 2 : 1;
    if (!regex_->Match(whole, 0, whole.size(), RE2::UNANCHORED, groups.data(), count)) {
        return std::nullopt;
    }
    return std::string(groups.at(static_cast<std::size_t>(count - 1)));
}

} // namespace framescope::scenario
