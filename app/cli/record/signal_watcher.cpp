// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/signal_watcher.h"

#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

std::atomic<int> writeEnd{-1};
std::atomic<int> caught{0};

/// Uses only functions that POSIX allows in a signal handler.
void take(int signal)
{
    const int saved = errno;
    const char byte = 0;
    caught = signal;
    [[maybe_unused]] const ssize_t count = ::write(writeEnd.load(), &byte, 1);
    errno = saved;
}

void setAction(void (*handler)(int), bool evenIgnored)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction former = {};
        ::sigaction(signal, nullptr, &former);
        if (former.sa_handler != SIG_IGN || (evenIgnored && signal != SIGHUP)) {
            ::sigaction(signal, &action, nullptr);
        }
    }
}

} // namespace

SignalWatcher::SignalWatcher(bool evenIgnored, QObject* parent)
    : QObject(parent), evenIgnored_(evenIgnored)
{
    if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
        notifier_.emplace(pipe_[0], QSocketNotifier::Read);
        connect(&*notifier_, &QSocketNotifier::activated, this, &SignalWatcher::readPipe);
        caught = 0;
        writeEnd = pipe_[1];
        setAction(take, evenIgnored_);
    }
}

SignalWatcher::~SignalWatcher()
{
    setAction(SIG_DFL, evenIgnored_);
    notifier_.reset();
    ::close(pipe_[0]);
    ::close(pipe_[1]);
}

bool SignalWatcher::isSet()
{
    return caught != 0;
}

void SignalWatcher::obey() const
{
    if (isSet()) {
        setAction(SIG_DFL, evenIgnored_);
        std::raise(caught);
    }
}

/// Emits a signal for each byte, so that a second Ctrl+C can mean more than the first.
void SignalWatcher::readPipe()
{
    char byte = 0;
    while (::read(pipe_[0], &byte, 1) == 1) {
        emit interrupted();
    }
}

} // namespace framescope::cli
