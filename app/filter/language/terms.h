// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <string>
#include <string_view>

namespace framescope::filter {

/// A phrase that finds this text: in quotes, with what is special in it escaped by \.
std::string phraseTerm(std::string_view text);

/// `field:value`, the value in quotes where it has to be.
std::string fieldTerm(std::string_view field, std::string_view value);

/// Since the first event: `time:1.25s..2.5s`, both ends included.
std::string timeTerm(Duration from, Duration to);

/// A JSON value of any kind, as it was sent, at a path: `json:$.price=100`, `json:$.type=tick`.
std::string jsonTerm(std::string_view path, std::string_view value);

/// There is something at a path: `json:$.items[0]`.
std::string jsonPathTerm(std::string_view path);

/// The expression with one more term: `and`, with parentheses where the expression needs them
/// (it has `or` outside of any). A term of `time:` takes the place of one that is there.
std::string withTerm(std::string_view expression, std::string_view term);

} // namespace framescope::filter
