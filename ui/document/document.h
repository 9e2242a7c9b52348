// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "present/rows/load_job.h"
#include "session/session.h"
#include "ui/document/watched_recording.h"
#include "ui/widgets/notification.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace framescope::ui {

/// The content of a tab: a session that is being recorded, a recording that another part of the
/// program writes, or one that was opened. Knows the file of the recording and whether it is saved.
class Document : public QObject
{
    Q_OBJECT

public:
    enum class Origin { Empty, Session, Watched, File };

    /// `folder` must outlive the document.
    explicit Document(library::RecordingsFolder& folder, QObject* parent = nullptr);
    /// Ends the session. Removes a recording in the recordings folder if it was saved, has no
    /// traffic, or was discarded; otherwise it stays and is offered at the next start.
    ~Document() override;

    Origin origin() const { return origin_; }
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    /// Null before the first connectTo(), and where the recording is watched or a file.
    session::Session* session() const { return session_.get(); }
    session::Session::State state() const;
    /// Whether a connection is open, being opened or being closed, or a watched recording grows.
    bool isConnected() const;
    /// The newest connection; nullopt if there was none yet.
    std::optional<timeline::ConnectionInfo> connection() const;
    bool isLoading() const;

    /// Whether the recording is in the recordings folder: that of a session, or a recovered one.
    bool isOurs() const { return !recording_.isEmpty(); }
    /// The file that is shown: one in the recordings folder, otherwise the user's file.
    const QString& file() const { return recording_.isEmpty() ? path_ : recording_; }
    /// The user's file that it was saved to or opened from; empty if there is none.
    const QString& path() const { return path_; }
    /// Whether the content of `file` is shown here; a session may have recorded more since.
    bool holds(const QString& file) const;
    /// The file name, otherwise host and path of the address; may be empty.
    QString title() const;
    std::uint64_t recordingSize() const;
    /// Whether the recording, or a note or mark, is not saved in a file of the user.
    bool isUnsaved() const;
    /// Whether the recording itself is unsaved, not only notes and marks.
    bool isRecordingUnsaved() const;
    /// The report on reading the file; nullopt if there was nothing to report.
    const std::optional<Notification>& loadReport() const { return loadReport_; }

    /// Opens a connection. The first call creates the session and its recording.
    Result<void> connectTo(const connection::ConnectionOptions& options);
    const connection::ConnectionOptions& options() const { return options_; }
    /// A name for a recording that is to be watched, locked until the document is destroyed.
    Result<QString> newRecording() { return folder_.newRecording(); }
    /// Shows a recording that something else writes, in place of the one before, which is kept
    /// until the document is destroyed, and then removed. Not after connectTo() or openFile().
    void watch(std::unique_ptr<WatchedRecording> recording);
    /// Takes a recording that was written beside the watched one, to be removed with the document.
    void keepAside(const QString& recording);
    /// Shows such a recording again, from its file.
    void showAgain(const QString& recording);
    void openFile(const QString& path);
    /// Opens an unsaved recording of an earlier run; false if another process has taken it.
    bool openLeftBehind(const QString& path);
    void cancelLoading();

    /// Adds or changes notes and marks. A session records them at once; a file contains them when
    /// it is saved. Emits `notesEdited` once, and `notified` if one is refused.
    void editNotes(const std::vector<timeline::NoteEdit>& edits);
    void editNotes(const timeline::NoteEdit& edit) { editNotes(std::vector{edit}); }

    /// Saves to a file. Emits `saved`, or `notified` and `saveFailed`.
    void save(const QString& target);
    /// The number of the timeline's note edits that are saved in the user's file.
    std::size_t savedNoteEdits() const { return savedNotes_; }
    bool isSaving() const { return saving_.isRunning(); }
    /// The number of bytes of the recording that are saved in the file at `path`.
    std::uint64_t savedSize() const { return path_.isEmpty() ? 0 : savedSize_; }
    /// Marks it as unwanted: a recording in the recordings folder is deleted with the document.
    void discard();
    /// Closes an open connection with 1001 (going away), or stops connecting; stops what is
    /// watched.
    void leaveConnection();
    /// When the connection was opened; nullopt while none is open.
    const std::optional<Timestamp>& openSince() const { return openSince_; }
    /// Emits `grew` once, as soon as something more is recorded.
    void awaitGrowth();

signals:
    void grew();
    void timelineChanged();
    void stateChanged();
    void titleChanged();
    void loadProgressed(quint64 done, quint64 total);
    void loadFinished();
    /// Emitted instead of `loadFinished` if nothing of the file can be shown.
    void openFailed(const framescope::ui::Notification& why);
    void notesEdited();
    void saved(const QString& path);
    void saveFailed();
    void discarded();
    void notified(const framescope::ui::Notification& notification);
    void certificateRejected(const framescope::connection::CertificateFailure& failure);

private:
    Result<void> createSession();
    void putAside();
    void load(const QString& path);
    std::optional<Notification> reportOf(const present::LoadJob::Outcome& outcome) const;
    void loadEnded(const present::LoadJob::Outcome& outcome);
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void sessionChanged();
    void tellRefusal(const QString& message);
    void tellFailure(const QString& message);
    void saveEnded(const QString& target, const Result<library::Saved>& result);

    library::RecordingsFolder& folder_;
    Origin origin_ = Origin::Empty;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<WatchedRecording> watched_;
    std::set<QString> aside_; ///< recordings in the recordings folder that were watched before
    std::unique_ptr<present::LoadJob> loadJob_;
    work::Task saving_;
    std::optional<Notification> loadReport_;
    connection::ConnectionOptions options_;
    QString recording_; ///< path in the recordings folder; empty for a user's file
    QString path_;
    std::optional<library::KnownFile> known_; ///< state of the file at `path_`
    std::uint64_t savedSize_ = 0;
    std::uint64_t fileSize_ = 0;
    std::size_t savedNotes_ = 0; ///< note edits that are in the file
    std::size_t savingNotes_ = 0;
    std::optional<Timestamp> openSince_;
    bool discarded_ = false;
};

} // namespace framescope::ui
