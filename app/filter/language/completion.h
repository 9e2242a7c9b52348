// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// Values that were seen in a session, the most frequent first.
struct Vocabulary
{
    std::vector<std::string> codes;       ///< close codes
    std::vector<std::string> connections; ///< numbers
    std::vector<std::string> jsonPaths;   ///< "$.type", "$.items[0].id"
    std::vector<std::string> rules;       ///< of violations
};

struct Completion
{
    std::string text;    ///< what to put in
    std::string meaning; ///< a few words beside it; may be empty
};

/// What could stand where the cursor is, and which bytes of the expression it would replace.
struct Completions
{
    std::size_t position = 0;
    std::size_t length = 0;
    std::vector<Completion> choices; ///< the likeliest first
};

/// `cursor` is in bytes. Fields where a term begins, values behind a field.
Completions complete(std::string_view expression, std::size_t cursor, const Vocabulary& seen);

} // namespace framescope::filter
