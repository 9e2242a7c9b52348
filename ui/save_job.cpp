// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/save_job.h"

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
                    bool isUsersFile, const std::optional<session::KnownFile>& known)
{
    if (thread_.joinable()) {
        thread_.join();
    }
    running_ = true;
    thread_ = std::thread([this, timeline = std::move(timeline), target, isUsersFile, known] {
        const auto result = session::saveWithNotes(timeline, target, isUsersFile, known);
        QMetaObject::invokeMethod(
            this,
            [this, target, result] {
                running_ = false;
                if (result) {
                    emit saved(target, *result);
                } else {
                    emit failed(target, result.error());
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace framescope::ui
