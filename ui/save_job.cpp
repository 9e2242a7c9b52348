// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/save_job.h"

#include "session/recordings_folder.h"

#include <utility>

namespace framescope::ui {

SaveJob::SaveJob(QObject* parent) : QObject(parent) {}

SaveJob::~SaveJob()
{
    if (thread_.joinable()) {
        thread_.join();
    }
}

void SaveJob::start(std::shared_ptr<const timeline::Timeline> timeline, const QString& target,
                    bool isUsersFile)
{
    if (thread_.joinable()) {
        thread_.join();
    }
    running_ = true;
    thread_ = std::thread([this, timeline = std::move(timeline), target, isUsersFile] {
        const Result<void> result = session::saveWithNotes(timeline, target, isUsersFile);
        QMetaObject::invokeMethod(
            this,
            [this, target, result] {
                running_ = false;
                if (result) {
                    emit saved(target);
                } else {
                    emit failed(target, result.error());
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace framescope::ui
