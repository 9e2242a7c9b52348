// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/live_capture.h"

#include "base/clock.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/decode/packet_cuts.h"

#include <utility>

namespace framescope::timeline {

LiveCapture::LiveCapture()
    : writable_(std::make_shared<Timeline>()), timeline_(writable_),
      capture_(std::make_unique<Capture>(*writable_))
{
}

LiveCapture::~LiveCapture() = default;

Result<std::unique_ptr<LiveCapture>>
LiveCapture::create(const std::string& path, const recording::Recorder::Options& options)
{
    std::unique_ptr<LiveCapture> live(new LiveCapture);
    auto recorder = recording::Recorder::create(path, options, *live->capture_);
    if (!recorder) {
        return tl::unexpected(std::move(recorder).error());
    }
    live->recorder_ = *std::move(recorder);
    live->capture_->setFile(live->recorder_->file());
    return live;
}

ConnectionId LiveCapture::addConnection()
{
    return recorder_->addConnection(now());
}

Result<void> LiveCapture::event(ConnectionId conn, LifeCycle detail)
{
    const std::string text = expectedComment(conn, std::move(detail));
    return told(recorder_->comment(conn, now(), text));
}

Result<void> LiveCapture::connected(ConnectionId conn, Timestamp synTime,
                                    const Endpoints& endpoints, ConnectedDetail detail)
{
    const std::string text = expectedComment(conn, std::move(detail));
    return told(recorder_->connected(conn, synTime, now(), endpoints, text));
}

/// The comment to be recorded next.
std::string LiveCapture::expectedComment(ConnectionId conn, LifeCycle detail)
{
    EventComment comment = recordedEvent(conn, std::move(detail));
    capture_->expect(std::move(comment.parsed));
    return std::move(comment.text);
}

Result<void> LiveCapture::append(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes)
{
    const auto cuts = packetCuts(capture_->decoder(conn, dir), bytes);
    return told(recorder_->data(conn, dir, time, bytes, {}, cuts));
}

Result<void> LiveCapture::streamEnded(ConnectionId conn, Direction dir, recording::StreamEnd how)
{
    return told(recorder_->streamEnded(conn, dir, now(), how));
}

Result<void> LiveCapture::editNotes(const NoteEdit& edit)
{
    const auto subject = edit.about ? edit.about : edit.replaces;
    if (!subject || subject->value >= timeline_->size()) {
        return failure("there is no such event");
    }
    const ConnectionId conn = timeline_->entry(*subject).conn();
    const std::string text = noteComment(conn, edit);
    if (text.size() > MaxComment) {
        return failure("the note is too long", {}, "a packet comment has at most 65,000 bytes");
    }
    return told(recorder_->comment(conn, now(), text));
}

Result<void> LiveCapture::finish()
{
    auto result = told(recorder_->finish());
    if (!finished_) {
        finished_ = true;
        capture_->finish();
    }
    return result;
}

/// Reports the first failure of the recording in the timeline, as the file can't hold it.
Result<void> LiveCapture::told(Result<void> result)
{
    if (!result && !failed_ && recorder_->failed()) {
        failed_ = true;
        capture_->recordingFailed(now(), result.error());
    }
    if (listener_) {
        listener_();
    }
    return result;
}

} // namespace framescope::timeline
