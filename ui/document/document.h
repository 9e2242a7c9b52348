// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "present/rows/load_job.h"
#include "session/session.h"
#include "ui/widgets/notification.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace framescope::ui {

/// What a tab is about: a session that is being recorded, or a recording that was opened. It
/// knows where the recording lives and whether it would be lost.
class Document : public QObject
{
    Q_OBJECT

public:
    enum class Origin { Empty, Session, File };

    /// `folder` must outlive the document.
    explicit Document(library::RecordingsFolder& folder, QObject* parent = nullptr);
    /// Ends the session. A recording of ours that was saved, or holds nothing, is removed; one
    /// that was not saved stays, to be offered again, unless `discard` was called.
    ~Document() override;

    Origin origin() const { return origin_; }
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    /// Null where nothing was connected yet, and for files.
    session::Session* session() const { return session_.get(); }
    session::Session::State state() const;
    /// A connection is there, or being made or closed.
    bool isConnected() const;
    /// The newest connection, as far as it is known.
    std::optional<timeline::ConnectionInfo> connection() const;
    bool isLoading() const;

    /// The recording is in our folder: of a session, or recovered.
    bool isOurs() const { return !recording_.isEmpty(); }
    /// The recording that is shown: the user's file that was opened, or ours.
    const QString& file() const { return recording_.isEmpty() ? path_ : recording_; }
    /// Where it was saved to or opened from; empty while it has no name.
    const QString& path() const { return path_; }
    /// The file's content is shown here; a session may have recorded more since it was saved.
    bool holds(const QString& file) const;
    /// File name, or host and path of the address, or empty.
    QString title() const;
    std::uint64_t recordingSize() const;
    /// Something is not saved in a file of the user's.
    bool isUnsaved() const;
    /// The recording itself is unsaved, not only notes and marks.
    bool isRecordingUnsaved() const;
    /// The report on reading the file, where there was something to report.
    const std::optional<Notification>& loadReport() const { return loadReport_; }

    /// Connects; the first time, a recording is created for it.
    Result<void> connectTo(const connection::ConnectionOptions& options);
    const connection::ConnectionOptions& options() const { return options_; }
    void openFile(const QString& path);
    /// Opens a recording that a run left behind; it is ours, and unsaved.
    bool openLeftBehind(const QString& path);
    void cancelLoading();

    /// Adds a note, a change of one, or a mark: to the recording of a session at once; to that
    /// of a file when it is saved. Ends with `notesEdited` or a notification, however many they
    /// are.
    void editNotes(const std::vector<timeline::NoteEdit>& edits);
    void editNotes(const timeline::NoteEdit& edit) { editNotes(std::vector{edit}); }

    /// Ends with `saved` or a notification.
    void save(const QString& target);
    /// How many edits of the timeline are in a file of the user's.
    std::size_t savedNoteEdits() const { return savedNotes_; }
    bool isSaving() const { return saving_.isRunning(); }
    /// How much of the recording is in the file at `path`.
    std::uint64_t savedSize() const { return path_.isEmpty() ? 0 : savedSize_; }
    /// The recording is not wanted: it is deleted with the document.
    void discard();
    /// Closes an open connection with 1001 (going away), or stops connecting.
    void leaveConnection();
    /// Since when the connection is open.
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
    /// Nothing of it can be shown.
    void openFailed(const framescope::ui::Notification& why);
    void notesEdited();
    void saved(const QString& path);
    void saveFailed();
    void discarded();
    void notified(const framescope::ui::Notification& notification);
    void certificateRejected(const framescope::connection::CertificateFailure& failure);

private:
    Result<void> createSession();
    void load(const QString& path);
    std::optional<Notification> reportOf(const present::LoadJob::Outcome& outcome) const;
    void loadEnded(const present::LoadJob::Outcome& outcome);
    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    void sessionChanged();
    void tellRefusal(const QString& message);
    void saveEnded(const QString& target, const Result<library::Saved>& result);

    library::RecordingsFolder& folder_;
    Origin origin_ = Origin::Empty;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<present::LoadJob> loadJob_;
    work::Task saving_;
    std::optional<Notification> loadReport_;
    connection::ConnectionOptions options_;
    QString recording_; ///< ours, in the folder; empty for a user's file
    QString path_;
    std::optional<library::KnownFile> known_; ///< at `path_`
    std::uint64_t savedSize_ = 0;
    std::uint64_t fileSize_ = 0;
    std::size_t savedNotes_ = 0; ///< edits that are in the file
    std::size_t savingNotes_ = 0;
    std::optional<Timestamp> openSince_;
    bool discarded_ = false;
};

} // namespace framescope::ui
