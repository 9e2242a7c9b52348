// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/load_job.h"

#include "timeline/decode/load.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QFile>

#include <atomic>
#include <chrono>
#include <thread>

namespace framescope::present {

struct LoadJob::Worker
{
    Worker(LoadJob* job, std::string file) : owner(job), box(postboxOf(job)), path(std::move(file))
    {
    }

    ~Worker()
    {
        cancelled = true;
        if (thread.joinable()) {
            thread.join();
        }
    }

    void run()
    {
        auto opened = timeline::Loader::open(path);
        if (!opened) {
            finish({opened.error(), {}, cancelled});
            return;
        }
        loader = *std::move(opened);
        box->post([owner = owner, timeline = loader->timeline()] { emit owner->opened(timeline); });
        const auto summary = loader->run(
            [this](std::uint64_t done, std::uint64_t total) { return report(done, total); });
        if (!summary) {
            finish({summary.error(), {}, cancelled});
            return;
        }
        finish({std::nullopt, *summary, cancelled});
    }

    /// At most about 30 times a second, however often the reader asks.
    bool report(std::uint64_t done, std::uint64_t total)
    {
        const auto now = std::chrono::steady_clock::now();
        if (now - reported >= std::chrono::milliseconds(33)) {
            reported = now;
            box->post([owner = owner, done, total] { emit owner->progressed(done, total); });
        }
        return !cancelled;
    }

    void finish(Outcome outcome)
    {
        box->post([owner = owner, outcome = std::move(outcome)] {
            owner->running_ = false;
            emit owner->finished(outcome);
        });
    }

    LoadJob* owner; ///< for what is posted to it
    const std::shared_ptr<Postbox> box;
    std::string path;
    std::unique_ptr<timeline::Loader> loader; ///< the owner's when the thread has finished
    std::atomic<bool> cancelled{false};
    std::chrono::steady_clock::time_point reported;
    std::thread thread;
};

LoadJob::LoadJob(QString path, QObject* parent) : QObject(parent), path_(std::move(path))
{
    worker_ = std::make_unique<Worker>(this, QFile::encodeName(path_).toStdString());
}

LoadJob::~LoadJob()
{
    cancel();
    Retirement::ofProgram().takeObject(std::move(worker_));
}

Result<void> LoadJob::editNotes(const timeline::NoteEdit& edit)
{
    if (running_ || !worker_->loader) {
        return failure("the file is still being read");
    }
    return worker_->loader->editNotes(edit);
}

void LoadJob::start()
{
    if (running_ || worker_->thread.joinable()) {
        return;
    }
    running_ = true;
    worker_->thread = std::thread([worker = worker_.get()] { worker->run(); });
}

void LoadJob::cancel()
{
    worker_->cancelled = true;
}

} // namespace framescope::present
