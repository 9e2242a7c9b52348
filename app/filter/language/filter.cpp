// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/filter.h"

#include "filter/language/expression.h"
#include "filter/language/parser.h"

namespace framescope::filter {

NoteKinds Filter::noteKinds() const
{
    return expression_ ? expression_->noteKinds() : NoteKinds{};
}

tl::expected<Filter, Mistake> parse(std::string_view expression, const ContractPtr& contract)
{
    Parsed parsed = parseExpression(expression, contract);
    if (parsed.mistake) {
        return tl::unexpected(*std::move(parsed.mistake));
    }
    return Filter(std::move(parsed.expression), contract);
}

} // namespace framescope::filter
