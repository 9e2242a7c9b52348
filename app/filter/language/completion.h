// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// Values seen in a session, the most frequent first, and those of its contract.
struct Vocabulary
{
    std::vector<std::string> codes;                 ///< close codes
    std::vector<std::string> connections;           ///< numbers
    std::vector<std::string> jsonPaths;             ///< "$.type", "$.items[0].id"
    std::vector<std::string> rules;                 ///< names of violated rules
    std::vector<std::string> contractMessages = {}; ///< all that the open contract has
};

struct Completion
{
    std::string text;    ///< the text to insert
    std::string meaning; ///< short description; may be empty
};

/// Proposals at the cursor, and the range of the expression that a proposal replaces, in bytes.
struct Completions
{
    std::size_t position = 0;
    std::size_t length = 0;
    std::vector<Completion> choices; ///< the likeliest first
};

/// Completes fields at the beginning of a term, and values after a field. `cursor` is in bytes.
Completions complete(std::string_view expression, std::size_t cursor, const Vocabulary& seen);

} // namespace framescope::filter
