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
    connect(&repeater_, &Repeater::started, this, &SendingControl::watch);
    connect(&repeater_, &Repeater::finished, this, [this] {
        result_ = repeater_.sent() > 0;
        update();
    });
    connect(strip_, &SendingStrip::stopRequested, this, &SendingControl::stop);
}

void SendingControl::setSession(session::Session* session)
{
    session_ = session;
    queue_.setSession(session);
    repeater_.setSession(session);
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
    } else if (session_ && session_->sending()) {
        session_->cancelSending();
    } else {
        result_ = false;
    }
    update();
}

void SendingControl::update()
{
    const auto stream = session_ ? session_->sending() : std::nullopt;
    if (repeater_.isRunning()) {
        showRepeating();
    } else if (queue_.isRunning()) {
        strip_->show(tr("Sent %1 of %2 messages")
                         .arg(present::formatCount(static_cast<std::uint64_t>(queue_.sent())),
                              present::formatCount(static_cast<std::uint64_t>(queue_.total()))),
                     static_cast<quint64>(queue_.sent()), static_cast<quint64>(queue_.total()),
                     tr("Cancel"));
    } else if (stream) {
        strip_->show(
            tr("Sent %1 of %2")
                .arg(present::formatBytes(stream->sent), present::formatBytes(stream->size)),
            stream->sent, stream->size, tr("Cancel"));
    } else {
        timer_->stop();
        result_ ? showRepeating() : strip_->hide();
    }
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
    const bool running = repeater_.isRunning();
    strip_->show(running ? what : tr("Ended: %1").arg(what), repeater_.sent(),
                 running ? count.value_or(0) : 0, running ? tr("Stop") : tr("Dismiss"));
}

} // namespace framescope::ui
