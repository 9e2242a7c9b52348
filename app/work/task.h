// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "work/sequence.h"

#include <QTimer>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace framescope::work {

class Postbox;

/// How far a piece of work has come.
struct Progress
{
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> total{0}; ///< 0: not known yet
};

/// What a piece of work knows of its task; for the piece's thread.
class Run
{
public:
    Run(std::shared_ptr<Postbox> box, std::shared_ptr<Progress> progress, std::stop_token stop);

    /// Nobody wants the result any more: the piece should return soon.
    bool isStopped() const { return stop_.stop_requested(); }
    const std::stop_token& stop() const { return stop_; }
    /// Costs next to nothing: the task looks at it now and then.
    void setProgress(std::uint64_t done, std::uint64_t total)
    {
        progress_->done.store(done, std::memory_order_relaxed);
        progress_->total.store(total, std::memory_order_relaxed);
    }
    /// Calls a function in the task's thread, unless the run is stopped before its turn comes.
    void tell(std::function<void()> function);
    /// An interval has passed since something was told, or since the beginning.
    bool isDue(std::chrono::milliseconds interval) const;

private:
    std::shared_ptr<Postbox> box_;
    std::shared_ptr<Progress> progress_;
    std::stop_token stop_;
    std::chrono::steady_clock::time_point told_;
};

/// Work in the background, one piece at a time, of which the newest wins: it stops the one before
/// it and begins when that has returned. What a stopped piece tells and returns is dropped, also
/// when it is on its way already. A task belongs to the thread that makes it, which needs an event
/// loop.
///
///     task_.run([=](work::Run& run) { return read(file, run.stop()); },
///               [this](Result<Bytes> bytes) { show(bytes); });
///
/// A piece does not use the task's owner, which may be gone: all that it needs is captured.
class Task
{
public:
    static constexpr std::chrono::milliseconds ProgressInterval{100};
    using Progressed = std::function<void(std::uint64_t done, std::uint64_t total)>;

    Task();
    /// Stops. Nobody waits for the piece, and nothing is told any more.
    ~Task();
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

    /// `piece` is called with a Run& in another thread, `then` with what it returned in this one,
    /// and `progressed` now and then in between.
    template <class Piece, class Then>
    void run(Piece piece, Then then, Progressed progressed = {})
    {
        progressed_ = std::move(progressed);
        begin([this, piece = std::move(piece), then = std::move(then)](Run& run) mutable {
            using Value = std::invoke_result_t<Piece&, Run&>;
            if constexpr (std::is_void_v<Value>) {
                piece(run);
                run.tell([this, then = std::move(then)]() mutable {
                    finish();
                    then();
                });
            } else {
                auto value = std::make_shared<Value>(piece(run));
                run.tell([this, then = std::move(then), value]() mutable {
                    finish();
                    then(std::move(*value));
                });
            }
        });
    }
    template <class Piece>
    void run(Piece piece)
    {
        run(std::move(piece), [] {});
    }

    /// Stops the piece; `then` is not called any more.
    void cancel();
    /// Lets the piece be done to its end, though `then` is not called any more. Returns what can
    /// be waited for.
    Sequence leave();
    /// A piece is at work, or what it returned on its way.
    bool isRunning() const { return running_; }

private:
    void begin(std::function<void(Run&)> piece);
    void finish();
    void tellProgress();

    QTimer timer_; ///< for the progress; also what is told comes through it
    std::shared_ptr<Postbox> box_;
    std::shared_ptr<Progress> progress_;
    Progressed progressed_;
    Sequence pieces_;
    std::stop_source stop_{std::nostopstate};
    bool running_ = false;
};

} // namespace framescope::work
