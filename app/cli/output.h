// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/exit_status.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::cli {

// All that goes to standard output and standard error goes through here: what others sent, a
// close reason or the name of a file, must not steer the terminal.

/// Standard output, for data. Collects what is written until `flush`, or until it is much. A
/// terminal gets what can't be seen as escapes; a file or pipe gets all as it is.
class Output
{
public:
    Output() = default;
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// What is to be appended to goes here, whole characters; `written` after it sends it on when
    /// it is much.
    std::string& buffer() { return buffer_; }
    void written();
    void write(std::string_view text);
    void flush();

    /// Nobody reads any more (`| head`), or the disk is full: nothing more is written.
    bool failed() const { return failed_; }
    /// What failed; nothing where the reader just left, which is no error.
    const std::optional<Error>& error() const { return error_; }

private:
    std::string buffer_;
    std::optional<Error> error_;
    bool failed_ = false;
};

/// All that a command has to say, on standard output. WrongUsage where it can't be written,
/// which is said.
ExitStatus printData(std::string_view text);

/// Columns of the terminal that standard output is; nothing where it is none.
std::optional<std::size_t> terminalWidth();
bool standardErrorIsTerminal();

/// "framescope-cli: what" as a line on standard error.
void printMessage(std::string_view text);
/// Lines that go with a message.
void printLines(std::string_view text);
/// How far something has come, in the place of what was said before; for a terminal.
void printStatus(std::string_view text);
void clearStatus();
void printError(const Error& error);

} // namespace framescope::cli
