// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/sending_control.h"

#include "present/words/format.h"
#include "ui/composer/sending_strip.h"

#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int WatchInterval = 100; // ms

} // namespace

SendingControl::SendingControl(QObject* parent)
    : QObject(parent), strip_(new SendingStrip), timer_(new QTimer(this))
{
    timer_->setInterval(WatchInterval);
    connect(timer_, &QTimer::timeout, this, &SendingControl::update);
    connect(&queue_, &SendQueue::changed, this, &SendingControl::watch);
    connect(&repeater_, &Repeater::started, this, [this] {
        reason_.clear();
        cancelled_.reset();
        watch();
    });
    connect(&repeater_, &Repeater::finished, this, [this] {
        result_ = repeater_.sent() > 0;
        update();
    });
    connect(&repeater_, &Repeater::failed, this, [this](const QString& why) {
        reason_ = why;
        result_ = true;
        update();
    });
    connect(strip_, &SendingStrip::stopRequested, this, &SendingControl::stop);
}

void SendingControl::setSession(session::Session* session)
{
    session_ = session;
    queue_.setSession(session);
    repeater_.setSession(session);
    cancelled_.reset();
    update();
}

void SendingControl::watch()
{
    if (!timer_->isActive()) {
        timer_->start();
    }
}

void SendingControl::stop()
{
    if (repeater_.isRunning()) {
        repeater_.stop();
    } else if (queue_.isRunning()) {
        queue_.cancel();
    } else if (const auto stream = session_ ? session_->sending() : std::nullopt) {
        cancelled_ = stream->number;
        session_->cancelSending();
    } else {
        result_ = false;
        cancelled_.reset();
    }
    update();
}

void SendingControl::update()
{
    const auto stream = session_ ? session_->sending() : std::nullopt;
    if (repeater_.isRunning()) {
        showRepeating();
    } else if (queue_.isRunning()) {
        const auto sent = static_cast<std::uint64_t>(queue_.sent());
        const auto total = static_cast<std::uint64_t>(queue_.total());
        strip_->show({tr("Sent %1 of %2 messages")
                          .arg(present::formatCount(sent), present::formatCount(total)),
                      tr("Cancel"), sent, total});
    } else if (stream) {
        showStream(*stream);
    } else {
        timer_->stop();
        const auto cancelled = session_ && cancelled_ ? session_->cancelledSending() : std::nullopt;
        if (cancelled && cancelled->number == *cancelled_ && !cancelled->oneFrame) {
            showCancelled(*cancelled);
        } else {
            result_ ? showRepeating() : strip_->hide();
        }
    }
}

void SendingControl::showStream(const session::Session::Sending& stream)
{
    if (cancelled_ && *cancelled_ != stream.number) {
        cancelled_.reset();
    }
    const QString sent =
        tr("Sent %1 of %2")
            .arg(present::formatBytes(stream.sent), present::formatBytes(stream.size));
    const QString cut = tr("A frame that has begun can't be ended: Cancel cuts the connection.");
    strip_->show({stream.oneFrame ? sent + QStringLiteral("  ·  ") + cut : sent, tr("Cancel"),
                  stream.sent, stream.size,
                  stream.oneFrame ? cut
                                  : tr("The message ends behind the current fragment: the server "
                                       "takes what it got as a whole message.")});
}

/// RFC 6455 has no way to take a message back: its last frame makes it whole.
void SendingControl::showCancelled(const session::Session::Sending& stream)
{
    strip_->show(
        {stream.sent == 0
             ? tr("Cancelled: nothing of the message was sent")
             : tr("Cancelled: the server got the first %1 of %2 as a whole message")
                   .arg(present::formatBytes(stream.sent), present::formatBytes(stream.size)),
         tr("Dismiss")});
}

void SendingControl::showRepeating()
{
    const auto drift = repeater_.drift();
    const auto count = repeater_.count();
    const QString sent = present::formatCount(repeater_.sent());
    const QString of = count ? tr("%1 of %2").arg(sent, present::formatCount(*count)) : sent;
    const QString what =
        tr("Sent %1 · %2 a second · %3 late on average, at most %4")
            .arg(of, QString::number(drift.rate, 'f', 1), present::formatDuration(drift.mean),
                 present::formatDuration(drift.largest));
    if (repeater_.isRunning()) {
        strip_->show({what, tr("Stop"), repeater_.sent(), count.value_or(0)});
        return;
    }
    const QString why = reason_.isEmpty() ? QString() : reason_ + QStringLiteral("  ·  ");
    strip_->show({.what = tr("Ended: %1").arg(why + what),
                  .button = tr("Dismiss"),
                  .bad = !reason_.isEmpty()});
}

} // namespace framescope::ui
