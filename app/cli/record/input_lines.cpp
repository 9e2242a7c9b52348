// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/input_lines.h"

#include <array>
#include <cerrno>
#include <utility>

#include <sys/ioctl.h>
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
    wanted_ = wanted;
    if (wanted_ && !passing_) {
        passOn();
    }
    const bool enable = wanted_ && !exhausted_ && searched_ == ahead_.size() && !isOfAnotherJob();
    if (enable != notifier_.isEnabled()) {
        notifier_.setEnabled(enable);
    }
}

bool InputLines::isLeft() const
{
    if (!ahead_.isEmpty() || exhausted_ || ::isatty(STDIN_FILENO) != 0) {
        return !ahead_.isEmpty();
    }
    int count = 0;
    return ::ioctl(STDIN_FILENO, FIONREAD, &count) == 0 && count > 0;
}

void InputLines::read()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (count > 0) {
        ahead_.append(buffer.data(), count);
    } else {
        exhausted_ = true;
        if (!ahead_.isEmpty() || leavingOut_) {
            ahead_.append('\n');
        }
    }
    setWanted(wanted_);
}

/// Searches each byte of a long line only once.
void InputLines::passOn()
{
    passing_ = true;
    qsizetype start = 0;
    while (wanted_ && searched_ < ahead_.size()) {
        const qsizetype end = ahead_.indexOf('\n', searched_);
        if (end < 0) {
            searched_ = ahead_.size();
            break;
        }
        const bool carriageReturn = end > start && ahead_[end - 1] == '\r';
        const QByteArray text = ahead_.mid(start, end - start - (carriageReturn ? 1 : 0));
        start = searched_ = end + 1;
        ++number_;
        if (std::exchange(leavingOut_, false)) {
            emit lineTooLong();
        } else {
            emit line(text);
        }
    }
    ahead_.remove(0, start);
    searched_ -= start;
    if (searched_ > MaxLine) {
        leavingOut_ = true;
        ahead_.clear();
        searched_ = 0;
    }
    passing_ = false;
    if (exhausted_ && ahead_.isEmpty() && !std::exchange(endTold_, true)) {
        emit ended();
    }
}

} // namespace framescope::cli
