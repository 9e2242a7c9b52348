// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "transcript/json_text.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

constexpr std::size_t Much = 256 * 1024;

/// UTF-8 whose control characters are written as \xNN, those of C1 too.
std::string withoutControls(std::string_view text)
{
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1 =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (byte < 0x20 || byte == 0x7F || c1) {
            line += "\\x";
            transcript::appendHex(line, asBytes(text.substr(c1 ? ++i : i, 1)));
        } else {
            line += text[i];
        }
    }
    return line;
}

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

ExitStatus printData(std::string_view text)
{
    Output output;
    output.write(text);
    output.flush();
    if (output.error()) {
        printError(*output.error());
        return ExitStatus::WrongUsage;
    }
    return ExitStatus::Done;
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

/// One write, so that lines of several threads don't mix. A server's words, a close reason say,
/// must not steer the terminal.
void printMessage(std::string_view text)
{
    std::string line = "framescope-cli: " + withoutControls(text) + "\n";
    [[maybe_unused]] const ssize_t count = ::write(STDERR_FILENO, line.data(), line.size());
}

void printError(const Error& error)
{
    printMessage(error.message());
}

} // namespace framescope::cli
