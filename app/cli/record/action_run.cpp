// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/action_run.h"

#include <utility>

namespace framescope::cli {

ActionRun::ActionRun(std::vector<RecordAction> actions, session::Session& session,
                     message::TemplateScope& scope)
    : actions_(std::move(actions)), session_(session), scope_(scope)
{
    pause_.setSingleShot(true);
    pause_.setTimerType(Qt::PreciseTimer);
    connect(&pause_, &QTimer::timeout, this, &ActionRun::go);
}

void ActionRun::go()
{
    using State = session::Session::State;
    if (hasFailed_ || isDone_ || pause_.isActive() || session_.state() == State::Connecting ||
        session_.state() == State::Waiting) {
        return; // it goes on when the connection is open
    }
    while (next_ < actions_.size()) {
        const RecordAction& action = actions_[next_];
        const bool open = session_.state() == State::Open;
        if (const auto* time = std::get_if<std::chrono::milliseconds>(&action)) {
            ++next_;
            pause_.start(*time);
            return;
        }
        if (const auto* misdeed = std::get_if<connection::Misdeed>(&action)) {
            const auto done = session_.commit(*misdeed, session::Session::When::InOrder);
            ++next_;
            if (!done) {
                emit failed(done.error());
            }
            continue;
        }
        if (open && !isClose(action) && !session_.canSend()) {
            return;
        }
        if (const auto done = send(action); !done) {
            hasFailed_ = true;
            emit failed(done.error());
            return;
        }
        hasClosed_ = hasClosed_ || isClose(action);
        ++next_;
    }
    isDone_ = true;
    emit finished();
}

std::uint64_t ActionRun::unsent() const
{
    std::uint64_t count = 0;
    for (std::size_t i = next_; i < actions_.size(); ++i) {
        const bool isSent = std::holds_alternative<message::Outgoing>(actions_[i]) ||
                            std::holds_alternative<NamedDraft>(actions_[i]);
        count += isSent && !isClose(actions_[i]) ? 1 : 0;
    }
    return count;
}

Result<void> ActionRun::send(const RecordAction& action)
{
    if (const auto* named = std::get_if<NamedDraft>(&action)) {
        return outgoingFrom(*named, scope_).and_then([&](const message::Outgoing& outgoing) {
            return session_.send(outgoing);
        });
    }
    return session_.send(std::get<message::Outgoing>(action));
}

} // namespace framescope::cli
