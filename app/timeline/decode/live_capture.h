// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/recorder.h"
#include "timeline/decode/capture.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace framescope::timeline {

/// A timeline that is being recorded: a Recorder whose sink is a Capture. Used from the
/// capture thread; `timeline()` from any.
///
/// Once the recording can't be written (a full disk), every call returns that error and
/// nothing is appended any more; the timeline has an `error` of layer "recording" then.
class LiveCapture
{
public:
    static Result<std::unique_ptr<LiveCapture>> create(const std::string& path,
                                                       const recording::Recorder::Options& options);
    ~LiveCapture();

    const std::shared_ptr<const Timeline>& timeline() const { return timeline_; }
    Capture& capture() { return *capture_; }
    recording::Recorder& recorder() { return *recorder_; }

    /// Is called, by the thread that records, after anything was recorded.
    void setListener(std::function<void()> listener) { listener_ = std::move(listener); }

    ConnectionId addConnection();

    /// Records a life-cycle event as a comment.
    Result<void> event(ConnectionId conn, const LifeCycle& detail);
    Result<void> connected(ConnectionId conn, Timestamp synTime, const Endpoints& endpoints,
                           const ConnectedDetail& detail);
    /// What was read or written, at `time`.
    Result<void> append(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes);
    Result<void> streamEnded(ConnectionId conn, Direction dir, recording::StreamEnd how);
    /// A note, a change of one, or a mark. Fails where it is about nothing that there is, or too
    /// long for a comment.
    Result<void> editNotes(const NoteEdit& edit);

    /// The file is whole. Frames that are not, count as cut off.
    Result<void> finish();

private:
    LiveCapture();
    Result<void> told(Result<void> result);

    std::shared_ptr<Timeline> writable_;
    std::shared_ptr<const Timeline> timeline_;
    std::unique_ptr<Capture> capture_;
    std::unique_ptr<recording::Recorder> recorder_;
    std::function<void()> listener_;
    bool failed_ = false;
    bool finished_ = false;
};

} // namespace framescope::timeline
