// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

constexpr std::size_t Much = 256 * 1024;

} // namespace

Output::~Output()
{
    flush();
}

void Output::written()
{
    if (buffer_.size() >= Much) {
        flush();
    }
}

void Output::write(std::string_view text)
{
    buffer_ += text;
    written();
}

void Output::flush()
{
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

std::optional<std::size_t> terminalWidth()
{
    constexpr std::size_t Usual = 80;
    if (::isatty(STDOUT_FILENO) == 0) {
        return std::nullopt;
    }
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return Usual;
}

bool standardInputIsTerminal()
{
    return ::isatty(STDIN_FILENO) != 0;
}

bool standardErrorIsTerminal()
{
    return ::isatty(STDERR_FILENO) != 0;
}

/// One write, so that lines of several threads don't mix.
void printMessage(std::string_view text)
{
    std::string line = "framescope-cli: ";
    line.append(text).append("\n");
    [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, line.data(), line.size());
}

void printError(const Error& error)
{
    printMessage(error.message());
}

} // namespace framescope::cli
