// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/interrupt_flag.h"

#include <array>
#include <csignal>

namespace framescope::cli {

namespace {

volatile std::sig_atomic_t received = 0;

constexpr std::array<int, 3> Signals{SIGINT, SIGTERM, SIGHUP};

void note(int signal)
{
    received = signal;
}

/// A signal that is ignored (nohup) stays ignored.
void handle(void (*handler)(int))
{
    for (const int signal : Signals) {
        if (std::signal(signal, handler) == SIG_IGN) {
            std::signal(signal, SIG_IGN);
        }
    }
}

} // namespace

InterruptFlag::InterruptFlag()
{
    received = 0;
    handle(note);
}

InterruptFlag::~InterruptFlag()
{
    handle(SIG_DFL);
}

bool InterruptFlag::isSet() const
{
    return received != 0;
}

void InterruptFlag::obey()
{
    if (isSet()) {
        handle(SIG_DFL);
        std::raise(received);
    }
}

} // namespace framescope::cli
