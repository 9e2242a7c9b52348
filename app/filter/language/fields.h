// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace framescope::filter {

/// A row of the one table that gives the parser, the help, the completion and the matcher.
struct Field
{
    std::string_view name;    ///< as it is written before the colon or the operator: "size"
    std::string_view group;   ///< heading it stands under in the help
    std::string_view values;  ///< what may follow: ">1k, 10..200"
    std::string_view meaning; ///< one sentence
    std::string_view example; ///< a whole term
};

/// All of them, in the order of the help. The first ones are not fields but what stands without
/// one, words and connectives: their names have a space or a sign in them.
std::span<const Field> fields();

} // namespace framescope::filter
