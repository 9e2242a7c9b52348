// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/save_job.h"

#include "work/postbox.h"

#include <thread>
#include <utility>

namespace framescope::ui {

struct SaveJob::Work
{
    explicit Work(SaveJob* job) : box(present::postboxOf(job)) {}
    ~Work() { thread.join(); }

    const std::shared_ptr<present::Postbox> box;
    std::thread thread;
};

SaveJob::SaveJob(Retirement& retirement, QObject* parent) : QObject(parent), retirement_(retirement)
{
}

SaveJob::~SaveJob()
{
    retire();
}

void SaveJob::retire()
{
    if (work_) {
        retirement_.takeObject(std::move(work_));
    }
}

void SaveJob::start(std::shared_ptr<const timeline::Timeline> timeline, const QString& target,
                    bool isUsersFile, const std::optional<library::KnownFile>& known)
{
    work_ = std::make_unique<Work>(this);
    work_->thread = std::thread(
        [this, box = work_->box, timeline = std::move(timeline), target, isUsersFile, known] {
            auto result = library::saveWithNotes(timeline, target, isUsersFile, known);
            box->post([this, target, result = std::move(result)] { finish(target, result); });
        });
}

void SaveJob::finish(const QString& target, const Result<library::Saved>& result)
{
    retire(); // its thread is about to end
    if (result) {
        emit saved(target, *result);
    } else {
        emit failed(target, result.error());
    }
}

} // namespace framescope::ui
