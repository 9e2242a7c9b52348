// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/served_recording.h"

#include "ui/server/server_play.h"

#include <QFile>

#include <utility>

namespace framescope::ui {

Result<std::unique_ptr<ServedRecording>> ServedRecording::create(const QString& path)
{
    return timeline::LiveCapture::create(QFile::encodeName(path).toStdString(), {})
        .map([&path](std::unique_ptr<timeline::LiveCapture> live) {
            return std::unique_ptr<ServedRecording>(new ServedRecording(path, std::move(live)));
        });
}

ServedRecording::ServedRecording(QString path, std::shared_ptr<timeline::LiveCapture> live)
    : path_(std::move(path)), live_(std::move(live))
{
    live_->setListener([this] { wrote(); });
}

ServedRecording::~ServedRecording()
{
    server_.reset();
    after_.wait();
    static_cast<void>(live_->finish()); // a failure was told when it happened
}

void ServedRecording::serve(const std::shared_ptr<ServerPlay>& play,
                            scenario::Server::Options options)
{
    play_ = play;
    options.recording = live_;
    server_ = std::make_unique<scenario::ServerThread>(play->handlers());
    server_->begin(options, this, [this](const Result<QString>& url) {
        if (state_ != State::Starting) {
            return; // it was stopped meanwhile
        }
        if (url) {
            advance(State::Listening);
            emit listening(*url);
        } else {
            stop();
            emit refused(url.error());
        }
    });
    advance(State::Starting);
}

/// The server waits for its thread, so it ends in another one.
void ServedRecording::stop()
{
    if (!server_) {
        return;
    }
    after_.add([this, play = play_,
                server = std::shared_ptr<scenario::ServerThread>(std::move(server_))]() mutable {
        server.reset();
        QMetaObject::invokeMethod(this, [this] { advance(State::Stopped); });
    });
    advance(State::Stopping);
}

void ServedRecording::editNotes(const std::vector<timeline::NoteEdit>& edits)
{
    auto edit = [this, edits] {
        Result<void> edited;
        for (std::size_t i = 0; i < edits.size() && edited; ++i) {
            edited = live_->editNotes(edits[i]);
        }
        QMetaObject::invokeMethod(this, [this, edited] {
            if (!edited) {
                emit noteRefused(QString::fromStdString(edited.error().message()));
            }
            emit notesEdited();
        });
    };
    if (server_) {
        server_->run(std::move(edit));
    } else {
        after_.add(std::move(edit));
    }
}

/// Called in the thread that writes.
void ServedRecording::wrote()
{
    if (newsWanted_.exchange(false)) {
        QMetaObject::invokeMethod(this, &ServedRecording::news);
    }
    if (live_->recorder().failed() && !failureTold_.exchange(true)) {
        QMetaObject::invokeMethod(this, [this] {
            emit recordingFailed(tr("The file can't be written any more. The server goes on."));
        });
    }
}

void ServedRecording::advance(State state)
{
    state_ = state;
    emit changed();
}

} // namespace framescope::ui
