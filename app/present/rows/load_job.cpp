// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/load_job.h"

#include "timeline/decode/load.h"

#include <QFile>

#include <chrono>
#include <utility>

namespace framescope::present {

namespace {

struct Loaded
{
    std::shared_ptr<timeline::Loader> loader;
    LoadJob::Outcome outcome;
};

} // namespace

LoadJob::LoadJob(QString path, QObject* parent) : QObject(parent), path_(std::move(path)) {}

Result<void> LoadJob::editNotes(const timeline::NoteEdit& edit)
{
    if (!loader_) {
        return failure("the file is still being read");
    }
    return loader_->editNotes(edit);
}

void LoadJob::start()
{
    task_.run(
        [this, path = QFile::encodeName(path_).toStdString(),
         cancelled = cancelled_.get_token()](work::Run& run) {
            constexpr std::chrono::milliseconds interval{33};
            Loaded loaded;
            Outcome& outcome = loaded.outcome;
            if (auto loader = timeline::Loader::open(path)) {
                loaded.loader = *std::move(loader);
                run.tell([this, timeline = loaded.loader->timeline()] { emit opened(timeline); });
                const auto summary =
                    loaded.loader->run([&](std::uint64_t done, std::uint64_t total) {
                        if (run.isDue(interval)) {
                            run.tell([this, done, total] { emit progressed(done, total); });
                        }
                        return !run.isStopped() && !cancelled.stop_requested();
                    });
                if (summary) {
                    outcome.summary = *summary;
                } else {
                    outcome.error = summary.error();
                }
            } else {
                outcome.error = loader.error();
            }
            outcome.cancelled = cancelled.stop_requested();
            return loaded;
        },
        [this](Loaded loaded) {
            loader_ = std::move(loaded.loader);
            emit finished(loaded.outcome);
        });
}

void LoadJob::cancel()
{
    cancelled_.request_stop();
}

} // namespace framescope::present
