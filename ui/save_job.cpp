// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/save_job.h"

#include "session/recordings_folder.h"

namespace framescope::ui {

SaveJob::SaveJob(QObject* parent) : QObject(parent) {}

SaveJob::~SaveJob()
{
    if (thread_.joinable()) {
        thread_.join();
    }
}

void SaveJob::start(const QString& source, const QString& target)
{
    if (thread_.joinable()) {
        thread_.join();
    }
    running_ = true;
    thread_ = std::thread([this, source, target] {
        const Result<void> result = session::saveRecording(source, target);
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
