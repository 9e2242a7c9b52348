// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/send_queue.h"

#include <iterator>

namespace framescope::ui {

using session::Session;

namespace {

constexpr int AtOnce = 500; ///< most messages between two events of the window

} // namespace

void SendQueue::setSession(Session* session)
{
    if (session == session_) {
        return;
    }
    cancel();
    if (session_) {
        session_->disconnect(this);
    }
    session_ = session;
    if (session_) {
        connect(session_, &Session::canSendAgain, this, &SendQueue::sendMore);
        connect(session_, &Session::stateChanged, this, &SendQueue::sendMore);
    }
}

void SendQueue::add(std::vector<message::Outgoing> messages)
{
    if (!isRunning()) {
        sent_ = 0;
    }
    waiting_.insert(waiting_.end(), std::make_move_iterator(messages.begin()),
                    std::make_move_iterator(messages.end()));
    sendMore();
}

void SendQueue::cancel()
{
    if (isRunning()) {
        waiting_.clear();
        emit changed();
    }
}

void SendQueue::sendMore()
{
    if (!isRunning()) {
        return;
    }
    const bool over = !session_ || session_->state() != Session::State::Open;
    for (int n = 0; n < AtOnce && !over && isRunning() && session_->canSend(); ++n) {
        const auto result = session_->send(waiting_.front());
        if (!result) {
            waiting_.clear();
            emit changed();
            emit failed(result.error());
            return;
        }
        waiting_.pop_front();
        ++sent_;
    }
    if (over) {
        cancel();
        return;
    }
    if (isRunning() && session_->canSend()) {
        QMetaObject::invokeMethod(this, &SendQueue::sendMore, Qt::QueuedConnection);
    }
    emit changed();
}

} // namespace framescope::ui
