// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <string>
#include <string_view>

namespace framescope::collection {

/// The text of a regular file of at most MostYamlBytes. A recording is an error that says so.
Result<std::string> textOfFile(const QString& path);

/// Replaces the text of a file in one step; only its owner can read it.
Result<void> replaceFile(const QString& path, std::string_view text);

/// The lines with # and the empty lines at the beginning of a text.
std::string leadingComment(std::string_view text);

} // namespace framescope::collection
