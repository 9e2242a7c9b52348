// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace framescope::filter {

/// A row of the table of fields, for the parser, the help, completion and the matcher.
struct Field
{
    std::string_view name;    ///< written before the colon or the operator: "size"
    std::string_view group;   ///< its heading in the help
    std::string_view values;  ///< examples of values: ">1k, 10..200"
    std::string_view meaning; ///< one sentence
    std::string_view example; ///< a whole term
};

/// All fields, in the order of the help. The first rows describe terms without a field, words and
/// connectives; their names contain a space or a sign.
std::span<const Field> fields();

} // namespace framescope::filter
