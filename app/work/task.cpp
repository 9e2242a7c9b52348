// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/task.h"

#include "work/postbox.h"

#include <QCoreApplication>

namespace framescope::work {

Run::Run(std::shared_ptr<Postbox> box, std::shared_ptr<Progress> progress, std::stop_token stop)
    : box_(std::move(box)), progress_(std::move(progress)), stop_(std::move(stop)),
      told_(std::chrono::steady_clock::now())
{
}

void Run::tell(std::function<void()> function)
{
    if (!isStopped()) {
        box_->post([stop = stop_, function = std::move(function)] {
            if (!stop.stop_requested()) { // only the receiver's thread can stop a run
                function();
            }
        });
        told_ = std::chrono::steady_clock::now();
    }
}

bool Run::isDue(std::chrono::milliseconds interval) const
{
    return std::chrono::steady_clock::now() - told_ >= interval;
}

Task::Task() : box_(std::make_shared<Postbox>(&timer_))
{
    timer_.setInterval(ProgressInterval);
    timer_.callOnTimeout(&timer_, [this] { tellProgress(); });
}

Task::~Task()
{
    box_->close();
    cancel();
}

void Task::begin(std::function<void(Run&)> piece)
{
    cancel();
    running_ = true;
    stop_ = std::stop_source();
    progress_ = std::make_shared<Progress>();
    if (progressed_) {
        timer_.start();
    }
    pieces_.add(
        [box = box_, progress = progress_, stop = stop_.get_token(), piece = std::move(piece)] {
            Run run(box, progress, stop);
            piece(run);
        });
}

void Task::finish()
{
    running_ = false;
    timer_.stop();
}

void Task::tellProgress()
{
    if (const std::uint64_t total = progress_->total.load(std::memory_order_relaxed); total > 0) {
        const Progressed progressed = progressed_; // a copy, as the call may start another run
        progressed(progress_->done.load(std::memory_order_relaxed), total);
    }
}

void Task::cancel()
{
    finish();
    stop_.request_stop();
    pieces_.clear();
}

Sequence Task::leave()
{
    box_->close();
    QCoreApplication::removePostedEvents(&timer_, QEvent::MetaCall);
    box_ = std::make_shared<Postbox>(&timer_);
    stop_ = std::stop_source(std::nostopstate);
    finish();
    return std::exchange(pieces_, Sequence());
}

} // namespace framescope::work
