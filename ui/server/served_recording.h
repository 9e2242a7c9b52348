// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/server/server_thread.h"
#include "timeline/decode/live_capture.h"
#include "ui/document/watched_recording.h"
#include "work/sequence.h"

#include <atomic>
#include <memory>

namespace framescope::ui {

class ServerPlay;

/// The recording of all clients of a server, which runs in this program. When the server is started
/// again, the same recording goes on.
class ServedRecording : public WatchedRecording
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Listening, Stopping };

    /// `path`: from Document::newRecording().
    static Result<std::unique_ptr<ServedRecording>> create(const QString& path);
    ~ServedRecording() override;

    State state() const { return state_; }
    /// Starts the server; `listening` or `refused` follows. Precondition: it is stopped.
    void serve(const std::shared_ptr<ServerPlay>& play, scenario::Server::Options options);

    std::shared_ptr<const timeline::Timeline> timeline() const override
    {
        return live_->timeline();
    }
    QString path() const override { return path_; }
    QString title() const override { return tr("Server"); }
    bool isGrowing() const override { return state_ != State::Stopped; }
    void stop() override;
    void awaitNews() override { newsWanted_ = true; }
    void editNotes(const std::vector<timeline::NoteEdit>& edits) override;

signals:
    void listening(const QString& url);
    void refused(const framescope::Error& why);

private:
    ServedRecording(QString path, std::shared_ptr<timeline::LiveCapture> live);
    void wrote();
    void advance(State state);

    QString path_;
    std::shared_ptr<timeline::LiveCapture> live_; ///< its thread is the server's, then `after_`
    std::shared_ptr<ServerPlay> play_;
    std::unique_ptr<scenario::ServerThread> server_; ///< null while it is stopped, or being stopped
    work::Sequence after_;                           ///< what is done when the server has ended
    State state_ = State::Stopped;
    std::atomic<bool> newsWanted_{false};
    std::atomic<bool> failureTold_{false};
};

} // namespace framescope::ui
