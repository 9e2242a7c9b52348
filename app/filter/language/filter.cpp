// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/filter.h"

#include "filter/language/expression.h"
#include "filter/language/parser.h"

namespace framescope::filter {

Remarks Filter::remarks() const
{
    return expression_ ? expression_->remarks() : Remarks{};
}

tl::expected<Filter, Mistake> parse(std::string_view expression)
{
    Parsed parsed = parseExpression(expression);
    if (parsed.mistake) {
        return tl::unexpected(*std::move(parsed.mistake));
    }
    return Filter(std::move(parsed.expression));
}

} // namespace framescope::filter
