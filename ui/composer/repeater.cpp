// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/repeater.h"

#include "ui/widgets/error_text.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace framescope::ui {

using session::Session;

namespace {

/// Messages that are due within it are sent together: a wake-up costs more than a message.
constexpr int ShortestWait = 4;  // ms
constexpr int MostAtOnce = 1000; ///< most messages between two events of the window

} // namespace

Repeater::Repeater(QObject* parent) : QObject(parent), timer_(new QTimer(this))
{
    timer_->setTimerType(Qt::PreciseTimer);
    timer_->setSingleShot(true);
    connect(timer_, &QTimer::timeout, this, &Repeater::sendDue);
}

void Repeater::setSession(Session* session)
{
    if (session == session_) {
        return;
    }
    stop();
    if (session_) {
        session_->disconnect(this);
    }
    session_ = session;
    if (session_) {
        connect(session_, &Session::canSendAgain, this, &Repeater::sendDue);
        connect(session_, &Session::stateChanged, this, &Repeater::sendDue);
    }
}

void Repeater::start(Request request, message::TemplateScope& scope)
{
    stop();
    request_ = std::move(request);
    scope_ = &scope;
    pace_ = message::RepeatPace(request_.interval, request_.count);
    running_ = true;
    emit started();
    if (request_.rows == Rows::None) {
        clock_.start();
        sendDue();
        return;
    }
    clock_.invalidate(); // it starts with the first row
    const bool csv = request_.rows == Rows::Csv;
    feed_.open(
        [csv, path = request_.file.toStdString()] {
            return csv ? message::csvRowsOf(path) : message::linesOf(path);
        },
        [this] {
            if (!clock_.isValid()) {
                clock_.start();
            }
            sendDue();
        });
}

void Repeater::stop()
{
    if (running_) {
        end();
    }
}

void Repeater::end(const QString& reason)
{
    running_ = false;
    timer_->stop();
    feed_.close();
    emit finished();
    if (!reason.isEmpty()) {
        emit failed(reason);
    }
}

void Repeater::sendDue()
{
    if (!running_ || !clock_.isValid()) {
        return;
    }
    if (!session_ || session_->state() != Session::State::Open) {
        end(tr("The connection ended after %1 messages.").arg(pace_.sentCount()));
        return;
    }
    const auto due = pace_.due(Duration(clock_.nsecsElapsed()));
    for (std::uint64_t n = 0; n < std::min<std::uint64_t>(due, MostAtOnce); ++n) {
        if (!session_->canSend() || !sendOne()) {
            break;
        }
    }
    if (running_) {
        schedule();
    }
}

/// Returns false if nothing was sent: a row is still being read, or it is over.
bool Repeater::sendOne()
{
    message::TemplateScope scope = *scope_;
    scope.now.reset(); // that of the composer's preview
    if (request_.rows != Rows::None) {
        auto row = feed_.take();
        if (!row) {
            if (feed_.error()) {
                end(errorText(*feed_.error()));
            } else if (feed_.isOver()) {
                end();
            }
            return false;
        }
        row->merge(scope.variables);
        scope.variables = *std::move(row);
    }
    const auto sent =
        outgoingFrom(request_.draft, scope).and_then([this](const message::Outgoing& outgoing) {
            return session_->send(outgoing);
        });
    if (!sent) {
        end(tr("Message %1: %2").arg(pace_.sentCount() + 1).arg(errorText(sent.error())));
        return false;
    }
    scope_->counter = scope.counter;
    scope_->random = scope.random;
    pace_.sent(Duration(clock_.nsecsElapsed()));
    if (pace_.sentCount() == 1) {
        emit firstSent(request_.draft);
    }
    return true;
}

void Repeater::schedule()
{
    const auto wait = pace_.untilNext(Duration(clock_.nsecsElapsed()));
    if (!wait) {
        end();
        return;
    }
    const bool waitsForRoom = !session_->canSend();
    if (waitsForRoom) {
        return; // canSendAgain is emitted
    }
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(*wait).count();
    timer_->start(std::max(ShortestWait, static_cast<int>(milliseconds)));
}

} // namespace framescope::ui
