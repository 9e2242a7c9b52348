// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/exit_status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::cli {

// All output to standard output and standard error goes through here: text from outside, such as a
// close reason or the name of a file, must not control the terminal.

/// Standard output, for data. Collects text until `flush`, or until there is much of it. A terminal
/// gets invisible characters as escapes; a file or pipe gets the text unchanged.
class Output
{
public:
    Output() = default;
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(std::string_view text);
    void flush();

    /// Whether the reader has left (`| head`) or the disk is full; further output is ignored.
    bool failed() const { return failed_; }
    /// The error; nullopt if there is none, or the reader has left, which is no error.
    const std::optional<Error>& error() const { return error_; }

private:
    std::string buffer_;
    std::optional<Error> error_;
    bool failed_ = false;
};

/// Writes the whole output of a command to standard output, and reports a failure.
ExitStatus printData(std::string_view text);

/// Columns of the terminal; nullopt if standard output is not a terminal.
std::optional<std::size_t> terminalWidth();
bool standardErrorIsTerminal();

/// Prints `text` after "framescope-cli: ", as a line on standard error.
void printMessage(std::string_view text);
/// Prints lines to standard error, without the name of the program.
void printLines(std::string_view text);
/// Prints progress in place of the previous status, as much as fits on a line of the terminal.
void printStatus(std::string_view text);
void clearStatus();
/// Prints the error as a message. Returns WrongUsage.
ExitStatus printError(const Error& error);

} // namespace framescope::cli
