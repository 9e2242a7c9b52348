// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/file/file_state.h"
#include "library/lock_file.h"
#include "timeline/index/timeline.h"
#include "work/retirement.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace framescope::library {

/// Where recordings of unsaved sessions live: a folder of mode 0700 in the user's data folder.
/// A recording in use is locked by its process; one that is there without a lock was left by
/// a run that crashed.
class RecordingsFolder
{
public:
    struct Left
    {
        QString path;
        std::uint64_t size = 0;
        qint64 modified = 0; ///< seconds since the epoch
        /// A file of the user's that holds the beginning, and how much of it.
        QString savedTo;
        std::uint64_t savedSize = 0;
    };

    /// The default is QStandardPaths' AppLocalDataLocation + "/recordings".
    explicit RecordingsFolder(QString folder = {});

    const QString& folder() const { return folder_; }
    /// Where notes and marks that are not saved are kept; see NoteJournal.
    QString notesFolder() const;
    /// A new name, locked for as long as this object lives (or until `release`). The folder is
    /// made where it is missing.
    Result<QString> newRecording();
    /// Unlocks and, with `remove`, deletes it and the notes and marks on it. From any thread.
    void release(const QString& path, bool remove);
    /// Destroys the session that records to `path` in another thread, so that no caller waits for
    /// its end, then releases the recording. The session lives in the calling thread; its signals
    /// are disconnected. It may be null.
    void retire(std::unique_ptr<QObject> session, const QString& path, bool remove);
    /// Recordings of runs that ended without releasing them, newest first; without empty ones and
    /// those that are saved as far as they go.
    std::vector<Left> leftBehind() const;
    /// Deletes what runs that ended left behind although it is saved, all of it.
    void removeSaved();
    /// Locks a recording of leftBehind() for this process, so that no other offers it. False where
    /// another one has it.
    bool adopt(const QString& path);

    /// Where sessions that record here end, and saves of what they recorded; the folder goes when
    /// all of them have.
    work::Retirement& retirement() { return retirement_; }

private:
    std::vector<Left> abandoned() const;

    QString folder_;
    std::mutex mutex_;
    std::map<QString, LockFile> held_; ///< by recording; under `mutex_`
    work::Retirement retirement_;      ///< the last: what ends there uses the others
};

/// A file as it was when it was opened or saved.
struct KnownFile
{
    QString path;
    FileState state;
};

/// What came of saving.
struct Saved
{
    FileState state;        ///< of the file that was written
    std::uint64_t upTo = 0; ///< how much of the recording is in it
};

/// Saves the recording of a timeline, which may be still growing, with its notes and marks in the
/// packets they are about (timeline/notes/note_places.h). `target` (mode 0600) is written beside
/// and renamed, so a failure leaves it as it was. `isUsersFile`: it may be saved over itself; the
/// timeline goes on reading what it has read before. A classic pcap that has notes becomes a
/// pcapng. Where `target` is a known file that another program has changed since, this fails.
/// What is known of a recording of ours after a crash is how much of it was saved, and where.
Result<Saved> saveWithNotes(const std::shared_ptr<const timeline::Timeline>& timeline,
                            const QString& target, bool isUsersFile,
                            const std::optional<KnownFile>& known = {});

} // namespace framescope::library
