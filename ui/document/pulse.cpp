// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/pulse.h"

#include "ui/document/document.h"

#include <QTimer>

namespace framescope::ui {

using session::Session;

namespace {

/// Beats without change before it sleeps: enough for the rate of the last second to become 0.
constexpr int MostSameBeats = 6;
constexpr int ClockInterval = 1000; // ms

} // namespace

Pulse::Pulse(Document& document, QObject* parent)
    : QObject(parent), document_(document), timer_(new QTimer(this)), clock_(new QTimer(this))
{
    timer_->setInterval(Interval);
    clock_->setInterval(ClockInterval);
    connect(timer_, &QTimer::timeout, this, &Pulse::look);
    connect(clock_, &QTimer::timeout, this, &Pulse::clockBeat);
    connect(&document_, &Document::grew, this, &Pulse::wake);
}

void Pulse::wake()
{
    sameBeats_ = 0;
    clock_->stop();
    if (document_.timeline()) {
        timer_->start();
    }
    setLive(document_.isLoading() || document_.isConnected());
}

void Pulse::look()
{
    const Seen now = seen();
    sameBeats_ = now == last_ ? sameBeats_ + 1 : 0;
    last_ = now;
    emit beat();
    if (sameBeats_ >= MostSameBeats && !document_.isLoading()) {
        sleep();
    }
}

void Pulse::sleep()
{
    timer_->stop();
    setLive(false);
    if (document_.isLoading() || document_.isConnected()) {
        document_.awaitGrowth();
        const Session::State state = document_.state();
        if (state == Session::State::Open || state == Session::State::Waiting ||
            document_.origin() == Document::Origin::Watched) {
            clock_->start();
        }
    }
    if (seen() != last_) { // recorded before awaitGrowth() took effect
        wake();
    }
}

void Pulse::setLive(bool live)
{
    if (live_ != live) {
        live_ = live;
        emit liveChanged(live);
    }
}

Pulse::Seen Pulse::seen() const
{
    const auto& timeline = document_.timeline();
    return timeline ? Seen{timeline->size(), document_.recordingSize()} : Seen{};
}

} // namespace framescope::ui
