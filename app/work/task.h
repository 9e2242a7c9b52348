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

/// The progress of a piece of work, in a unit that the piece chooses.
struct Progress
{
    std::atomic<std::uint64_t> done{0};
    std::atomic<std::uint64_t> total{0}; ///< 0 if not known yet
};

/// The running piece's access to its task; used in the piece's thread.
class Run
{
public:
    Run(std::shared_ptr<Postbox> box, std::shared_ptr<Progress> progress, std::stop_token stop);

    /// Whether the result is no longer wanted: the piece should return soon.
    bool isStopped() const { return stop_.stop_requested(); }
    const std::stop_token& stop() const { return stop_; }
    /// Sets the progress, which the task reads at intervals. Costs next to nothing.
    void setProgress(std::uint64_t done, std::uint64_t total)
    {
        progress_->done.store(done, std::memory_order_relaxed);
        progress_->total.store(total, std::memory_order_relaxed);
    }
    /// Calls a function in the task's thread, unless the run is stopped before the call.
    void tell(std::function<void()> function);
    /// Whether `interval` has passed since the last `tell`, or since the beginning.
    bool isDue(std::chrono::milliseconds interval) const;

private:
    std::shared_ptr<Postbox> box_;
    std::shared_ptr<Progress> progress_;
    std::stop_token stop_;
    std::chrono::steady_clock::time_point told_;
};

/// Background work, one piece at a time. A new piece stops the one before it and begins when that
/// has returned. The results and calls of a stopped piece are dropped, even those already queued. A
/// task belongs to the thread that creates it, which needs an event loop.
///
///     task_.run([=](work::Run& run) { return read(file, run.stop()); },
///               [this](Result<Bytes> bytes) { show(bytes); });
///
/// A piece must not use the task's owner, which may be gone: it captures copies of all it needs.
class Task
{
public:
    static constexpr std::chrono::milliseconds ProgressInterval{100};
    using Progressed = std::function<void(std::uint64_t done, std::uint64_t total)>;

    Task();
    /// Stops the piece without waiting for it. Nothing is called any more.
    ~Task();
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

    /// Calls `piece` with a Run& in another thread, then `then` with its result in this thread; in
    /// between, calls `progressed` in this thread at intervals.
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
    /// Lets the piece run to its end, though `then` is not called any more. The returned sequence
    /// can be waited for.
    Sequence leave();
    /// Whether a piece is running or its result is still queued.
    bool isRunning() const { return running_; }

private:
    void begin(std::function<void(Run&)> piece);
    void finish();
    void tellProgress();

    QTimer timer_; ///< emits the progress; also the receiver of the piece's calls
    std::shared_ptr<Postbox> box_;
    std::shared_ptr<Progress> progress_;
    Progressed progressed_;
    Sequence pieces_;
    std::stop_source stop_{std::nostopstate};
    bool running_ = false;
};

} // namespace framescope::work
