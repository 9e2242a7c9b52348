// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input_lines.h"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace framescope::cli {

namespace {

bool isOfAnotherJob()
{
    return ::isatty(STDIN_FILENO) != 0 && ::tcgetpgrp(STDIN_FILENO) != ::getpgrp();
}

} // namespace

InputLines::InputLines(QObject* parent)
    : QObject(parent), notifier_(STDIN_FILENO, QSocketNotifier::Read)
{
    notifier_.setEnabled(false);
    connect(&notifier_, &QSocketNotifier::activated, this, &InputLines::read);
}

void InputLines::setWanted(bool wanted)
{
    const bool enable = wanted && !ended_ && !isOfAnotherJob();
    if (enable != notifier_.isEnabled()) {
        notifier_.setEnabled(enable);
    }
}

void InputLines::read()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    const qsizetype known = partial_.size();
    if (count > 0) {
        partial_.append(buffer.data(), count);
    } else {
        ended_ = true;
        notifier_.setEnabled(false);
        if (!partial_.isEmpty()) {
            partial_.append('\n');
        }
    }
    qsizetype start = 0;
    qsizetype from = known; // a long line is not searched again and again
    for (qsizetype end = 0; (end = partial_.indexOf('\n', from)) >= 0; from = start = end + 1) {
        const bool carriageReturn = end > start && partial_[end - 1] == '\r';
        emit line(partial_.mid(start, end - start - (carriageReturn ? 1 : 0)));
    }
    partial_.remove(0, start);
    if (ended_) {
        emit ended();
    }
}

} // namespace framescope::cli
