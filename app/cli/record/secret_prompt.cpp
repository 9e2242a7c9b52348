// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/secret_prompt.h"

#include "base/text/visible_text.h"

#include <cerrno>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

/// The terminal, which does not show what is typed while this exists.
class QuietTerminal
{
public:
    QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        quiet_ = descriptor_ >= 0 && ::tcgetattr(descriptor_, &before_) == 0;
        if (quiet_) {
            termios silent = before_;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            // ECHONL shows the line break, so that what follows begins on a line of its own.
            silent.c_lflag |= ECHONL | ICANON | ISIG;
            quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
        }
    }
    ~QuietTerminal()
    {
        if (quiet_) {
            ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
        }
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    bool isQuiet() const { return quiet_; }

    std::optional<std::string> ask(const std::string& question) const
    {
        if (::write(descriptor_, question.data(), question.size()) < 0) {
            return {};
        }
        std::string line;
        for (;;) {
            char c = 0;
            const ssize_t count = ::read(descriptor_, &c, 1);
            if (count < 0 && errno == EINTR) {
                continue;
            }
            if (count <= 0) {
                return {};
            }
            if (c == '\n') {
                return line;
            }
            line += c;
        }
    }

private:
    int descriptor_;
    termios before_{};
    bool quiet_ = false;
};

} // namespace

std::optional<std::string> promptForSecret(const std::string& question)
{
    const QuietTerminal terminal;
    return terminal.isQuiet() ? terminal.ask(visibleText(question)) : std::nullopt;
}

} // namespace framescope::cli
