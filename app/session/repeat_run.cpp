// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/repeat_run.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <utility>

namespace framescope::session {

namespace {

/// Messages that are sent before other things get their turn.
constexpr std::uint64_t MostAtOnce = 1000;

} // namespace

RepeatRun::RepeatRun(Session& session, Plan plan, message::TemplateScope& scope, QObject* parent)
    : QObject(parent), session_(session), plan_(std::move(plan)), scope_(scope),
      pace_(plan_.interval, plan_.count)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &RepeatRun::sendDue);
    connect(&session_, &Session::canSendAgain, this, &RepeatRun::sendDue);
    connect(&session_, &Session::stateChanged, this, &RepeatRun::sendDue);
}

RepeatRun::~RepeatRun() = default;

void RepeatRun::start()
{
    running_ = true;
    started_ = std::chrono::steady_clock::now();
    sendDue();
}

void RepeatRun::stop()
{
    end({});
}

void RepeatRun::sendDue()
{
    if (!running_) {
        return;
    }
    if (session_.state() != Session::State::Open) {
        return end(tr("the connection has ended"));
    }
    const std::uint64_t due = std::min(pace_.due(elapsed()), MostAtOnce);
    for (std::uint64_t i = 0; i < due && session_.canSend(); ++i) {
        if (!sendOne()) {
            return;
        }
    }
    if (pace_.isOver()) {
        return end({});
    }
    if (session_.canSend()) {
        timer_.start(std::chrono::ceil<std::chrono::milliseconds>(*pace_.untilNext(elapsed())));
    }
}

/// Returns false if the series has ended.
bool RepeatRun::sendOne()
{
    if (plan_.rows) {
        auto row = plan_.rows->next();
        if (!row || !*row) {
            end(row ? QString() : toQString(row.error().message()));
            return false;
        }
        for (auto& [name, value] : **row) {
            scope_.variables[name] = std::move(value);
        }
    }
    const auto sent =
        message::outgoingFrom(plan_.draft, scope_).and_then([&](const message::Outgoing& outgoing) {
            return session_.send(outgoing);
        });
    if (!sent) {
        end(toQString(sent.error().message()));
        return false;
    }
    pace_.sent(elapsed());
    return running_;
}

void RepeatRun::end(const QString& mistake)
{
    timer_.stop();
    if (std::exchange(running_, false)) {
        emit finished(mistake);
    }
}

Duration RepeatRun::elapsed() const
{
    return std::chrono::steady_clock::now() - started_;
}

} // namespace framescope::session
