// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/completion.h"

#include "filter/fields.h"

#include <algorithm>

namespace framescope::filter {

Completions complete(std::string_view expression, std::size_t cursor, const Vocabulary& /*seen*/)
{
    const std::string_view before = expression.substr(0, std::min(cursor, expression.size()));
    const std::size_t start = before.find_last_of(" \t(") + 1;
    Completions result{start, before.size() - start, {}};
    for (const Field& field : fields()) {
        if (field.name.starts_with(before.substr(start))) {
            result.choices.push_back({std::string(field.name) + ':', std::string(field.meaning)});
        }
    }
    return result;
}

} // namespace framescope::filter
