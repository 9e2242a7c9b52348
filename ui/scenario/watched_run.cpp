// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/watched_run.h"

#include "base/text/qt_string.h"
#include "ui/scenario/run_worker.h"

namespace framescope::ui {

WatchedRun::WatchedRun(const std::shared_ptr<const scenario::Scenario>& scenario,
                       const scenario::Values& values, const scenario::RunOptions& options,
                       const QString& recording)
    : recording_(recording), title_(toQString(scenario->name)),
      worker_(std::make_unique<RunWorker>(scenario, values, options, recording))
{
    thread_.setObjectName(QStringLiteral("scenario"));
    worker_->moveToThread(&thread_);
    connect(worker_.get(), &RunWorker::recording, this,
            [this](const std::shared_ptr<const timeline::Timeline>& timeline) {
                timeline_ = timeline;
                emit began();
            });
    connect(worker_.get(), &RunWorker::progressed, this, &WatchedRun::progressed);
    connect(worker_.get(), &RunWorker::news, this, &WatchedRun::news);
    connect(worker_.get(), &RunWorker::ended, this,
            [this](const scenario::RunResult& result, bool stopped) {
                growing_ = false;
                emit changed();
                emit ended(result, stopped);
            });
    thread_.start();
}

WatchedRun::~WatchedRun()
{
    disconnect(worker_.get(), nullptr, this, nullptr);
    // The worker's run must end in its thread.
    QMetaObject::invokeMethod(worker_.get(), [this] {
        worker_.release()->deleteLater();
        thread_.quit();
    });
    thread_.wait();
}

void WatchedRun::start()
{
    QMetaObject::invokeMethod(worker_.get(), &RunWorker::start);
}

void WatchedRun::stop()
{
    QMetaObject::invokeMethod(worker_.get(), &RunWorker::stop);
}

void WatchedRun::awaitNews()
{
    worker_->awaitNews();
}

void WatchedRun::editNotes(const std::vector<timeline::NoteEdit>& /*edits*/)
{
    emit noteRefused(tr("The scenario is running. Notes and marks can be made when it has ended."));
}

} // namespace framescope::ui
