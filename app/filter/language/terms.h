// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <string>
#include <string_view>

namespace framescope::filter {

/// A phrase that finds this text: quoted, with special characters escaped by a backslash.
std::string phraseTerm(std::string_view text);

/// A value after a field, in quotes if necessary.
std::string fieldValue(std::string_view value);

/// `field:value`, with quotes around the value if necessary.
std::string fieldTerm(std::string_view field, std::string_view value);

/// A range of times since the first event, both ends included: `time:1.25s..2.5s`.
std::string timeTerm(Duration from, Duration to);

/// A condition on the JSON value at a path, as sent: `json:$.price=100`, `json:$.type=tick`.
std::string jsonTerm(std::string_view path, std::string_view value);

/// Requires a value at a path: `json:$.items[0]`.
std::string jsonPathTerm(std::string_view path);

/// Appends a term, so that both it and the expression must match. Puts the expression in
/// parentheses if it has `or` outside of any; otherwise a `time:` term replaces an existing one.
std::string withTerm(std::string_view expression, std::string_view term);

} // namespace framescope::filter
