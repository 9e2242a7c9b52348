// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/task.h"

#include "work/postbox.h"

namespace framescope::work {

Run::Run(std::shared_ptr<Postbox> box, std::stop_token stop)
    : box_(std::move(box)), stop_(std::move(stop)), told_(std::chrono::steady_clock::now())
{
}

void Run::tell(std::function<void()> function)
{
    if (!isStopped()) {
        box_->post([stop = stop_, function = std::move(function)] {
            if (!stop.stop_requested()) { // only the receiver's thread stops a run
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

Task::Task() : box_(std::make_shared<Postbox>(&receiver_)) {}

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
    pieces_.add([box = box_, stop = stop_.get_token(), piece = std::move(piece)] {
        Run run(box, stop);
        piece(run);
    });
}

void Task::cancel()
{
    running_ = false;
    stop_.request_stop();
    pieces_.clear();
}

Sequence Task::leave()
{
    box_->close();
    box_ = std::make_shared<Postbox>(&receiver_);
    stop_ = std::stop_source(std::nostopstate);
    running_ = false;
    return std::exchange(pieces_, Sequence());
}

} // namespace framescope::work
