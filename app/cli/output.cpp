// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "base/text/visible_text.h"
#include "transcript/formats/column_width.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

constexpr std::size_t Much = 256 * 1024;
constexpr std::size_t UsualWidth = 80;

/// Columns of the terminal.
std::size_t widthOf(int descriptor)
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                          : UsualWidth;
}

/// Uses one write, so that lines of several threads don't mix.
void writeToStandardError(std::string_view text)
{
    [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
}

constexpr std::string_view ClearLine = "\r\033[K";

} // namespace

Output::~Output()
{
    flush();
}

void Output::write(std::string_view text)
{
    buffer_ += text;
    if (buffer_.size() >= Much) {
        flush();
    }
}

void Output::flush()
{
    if (::isatty(STDOUT_FILENO) != 0) {
        buffer_ = visibleLines(buffer_);
    }
    std::string_view rest = buffer_;
    while (!rest.empty() && !failed_) {
        const ssize_t count = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (count >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            failed_ = true;
            if (errno != EPIPE) {
                error_ = systemFailure("cannot write", "standard output").value();
            }
        }
    }
    buffer_.clear();
}

ExitStatus printData(std::string_view text)
{
    Output output;
    output.write(text);
    output.flush();
    return output.error() ? printError(*output.error()) : ExitStatus::Done;
}

std::optional<std::size_t> terminalWidth()
{
    return ::isatty(STDOUT_FILENO) == 0 ? std::nullopt : std::optional(widthOf(STDOUT_FILENO));
}

bool standardErrorIsTerminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

void printMessage(std::string_view text)
{
    writeToStandardError("framescope-cli: " + visibleText(text) + "\n");
}

void printLines(std::string_view text)
{
    writeToStandardError(visibleLines(text));
}

void printStatus(std::string_view text)
{
    // A line that wraps could not be replaced.
    const std::string visible = visibleText(text);
    writeToStandardError(std::string(ClearLine) +
                         std::string(transcript::fitting(visible, widthOf(STDERR_FILENO) - 1)));
}

void clearStatus()
{
    writeToStandardError(ClearLine);
}

ExitStatus printError(const Error& error)
{
    printMessage(error.message());
    return ExitStatus::WrongUsage;
}

} // namespace framescope::cli
