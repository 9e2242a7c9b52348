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

/// A timeline that is being recorded: a Recorder whose sink is a Capture. For the capture thread,
/// except `timeline()`, which any thread may call.
///
/// Once the recording can't be written (a full disk), every call returns that error and nothing is
/// appended any more; the timeline then has an `error` of layer "recording".
class LiveCapture
{
public:
    static Result<std::unique_ptr<LiveCapture>> create(const std::string& path,
                                                       const recording::Recorder::Options& options);
    ~LiveCapture();

    const std::shared_ptr<const Timeline>& timeline() const { return timeline_; }
    Capture& capture() { return *capture_; }
    recording::Recorder& recorder() { return *recorder_; }

    /// Sets a function that the recording thread calls after each write.
    void setListener(std::function<void()> listener) { listener_ = std::move(listener); }

    ConnectionId addConnection();

    /// Records a life-cycle event as a comment.
    Result<void> event(ConnectionId conn, LifeCycle detail);
    Result<void> connected(ConnectionId conn, Timestamp synTime, const Endpoints& endpoints,
                           ConnectedDetail detail);
    /// Records data that was received or sent at `time`.
    Result<void> append(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes);
    Result<void> streamEnded(ConnectionId conn, Direction dir, recording::StreamEnd how);
    /// Records a note, its change, or a mark. Fails if there is no such event, or the text is too
    /// long for a comment.
    Result<void> editNotes(const NoteEdit& edit);

    /// Completes the file. Incomplete frames count as cut off.
    Result<void> finish();

private:
    LiveCapture();
    std::string expectedComment(ConnectionId conn, LifeCycle detail);
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
