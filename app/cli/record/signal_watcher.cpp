// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/signal_watcher.h"

#include <atomic>
#include <cerrno>
#include <csignal>

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

namespace framescope::cli {

namespace {

std::atomic<int> writeEnd{-1};

/// Uses only functions that POSIX allows in a signal handler.
void writeToPipe(int)
{
    const int saved = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t count = ::write(writeEnd.load(), &byte, 1);
    errno = saved;
}

void setAction(void (*handler)(int))
{
    struct sigaction action
    {
    };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    struct sigaction former
    {
    };
    ::sigaction(SIGHUP, nullptr, &former);
    if (former.sa_handler != SIG_IGN) { // nohup
        ::sigaction(SIGHUP, &action, nullptr);
    }
}

} // namespace

SignalWatcher::SignalWatcher(QObject* parent) : QObject(parent)
{
    if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        return;
    }
    notifier_ = new QSocketNotifier(pipe_[0], QSocketNotifier::Read, this);
    connect(notifier_, &QSocketNotifier::activated, this, &SignalWatcher::readPipe);
    writeEnd = pipe_[1];
    setAction(writeToPipe);
}

SignalWatcher::~SignalWatcher()
{
    if (notifier_) {
        setAction(SIG_DFL);
        delete notifier_;
        ::close(pipe_[0]);
        ::close(pipe_[1]);
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
