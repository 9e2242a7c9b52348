// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::connection {

/// The words of the first command of a text, as the shell would pass them to the program. They are
/// bytes, mostly UTF-8. Nothing is run or expanded.
struct ShellWords
{
    std::vector<std::string> words;
    std::optional<std::size_t> rest; ///< where a redirection or another command begins, in bytes
    bool hasExpansions = false;      ///< $NAME, $(…) or `…`, kept as they are written
};

/// Reads a command line by the quoting of bash, $'…' included. An error says where a quote was
/// opened that is not closed.
Result<ShellWords> bashWords(std::string_view text);

/// Reads a command line by the quoting of the Windows command prompt (cmd.exe) and of the C runtime
/// of the programs that it starts: ^ escapes, "…" with \" and "".
Result<ShellWords> cmdWords(std::string_view text);

/// Reads a command line of one of both, whichever it looks like.
Result<ShellWords> shellWords(std::string_view text);

/// A position for an error message, "at character N", of an offset in UTF-8.
std::string characterAt(std::string_view text, std::size_t offset);

} // namespace framescope::connection
