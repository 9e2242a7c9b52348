// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace framescope::collection {

// The brackets of lists and maps in a text that may be no YAML. What is quoted, a comment or a text
// line by line does not count.

/// Whether the text in quotation marks that begins there has an end.
bool isQuoteClosed(std::string_view text, std::size_t begin);

/// The bracket at which more than `most` are open.
std::optional<std::size_t> tooDeepAt(std::string_view text, std::size_t most);

/// The innermost bracket that is open before `end`.
std::optional<std::size_t> openBracketAt(std::string_view text, std::size_t end);

} // namespace framescope::collection
