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

/// The folder with the recordings of unsaved sessions, of mode 0700 in the user's data folder. A
/// process locks the recordings that it uses; one without a lock was left by a run that crashed.
class RecordingsFolder
{
public:
    struct Left
    {
        QString path;
        std::uint64_t size = 0;
        qint64 modified = 0; ///< seconds since the epoch
        /// The user's file with the beginning of the recording, and that part's size; else empty.
        QString savedTo;
        std::uint64_t savedSize = 0;
    };

    /// The default is QStandardPaths' AppLocalDataLocation + "/recordings".
    explicit RecordingsFolder(QString folder = {});

    const QString& folder() const { return folder_; }
    /// The folder for unsaved notes and marks; see NoteJournal.
    QString notesFolder() const;
    /// The file for the history of sent messages, beside the folder.
    QString historyFile() const;
    /// Returns a new name, locked for as long as this object lives (or until `release`). Creates
    /// the folder if it is missing.
    Result<QString> newRecording();
    /// Unlocks a recording and, with `remove`, deletes it and its notes and marks. Thread-safe.
    void release(const QString& path, bool remove);
    /// Destroys the session that records to `path` in another thread, so that the caller does not
    /// wait, then releases the recording. The session must live in the calling thread; its signals
    /// are disconnected. It may be null.
    void retire(std::unique_ptr<QObject> session, const QString& path, bool remove);
    /// Recordings that ended runs have not released, newest first, except empty and completely
    /// saved ones.
    std::vector<Left> leftBehind() const;
    /// Deletes the completely saved recordings that ended runs have left behind.
    void removeSaved();
    /// Locks a recording of leftBehind() for this process, so that no other offers it. False if it
    /// is already locked or missing.
    bool adopt(const QString& path);

    /// Runs the ends of sessions that record here, and the saving of their recordings. Destroying
    /// the folder waits for all of them.
    work::Retirement& retirement() { return retirement_; }

private:
    std::vector<Left> abandoned() const;

    QString folder_;
    std::mutex mutex_;
    std::map<QString, LockFile> held_; ///< by recording; under `mutex_`
    work::Retirement retirement_;      ///< the last member, since its tasks use the others
};

/// The state of a file when it was opened or saved.
struct KnownFile
{
    QString path;
    FileState state;
};

/// The result of saving.
struct Saved
{
    FileState state;        ///< of the file that was written
    std::uint64_t upTo = 0; ///< number of the recording's bytes that it has
};

/// Saves the recording of a timeline, which may still be growing, with its notes and marks in the
/// packets that they belong to (timeline/notes/note_places.h). Writes a file (mode 0600) beside
/// `target` and renames it, so a failure leaves `target` unchanged. `isUsersFile`: the recording is
/// the user's and may be saved over itself, with the same mode; the timeline goes on reading the
/// old content. Otherwise a SavedMark is written. A classic pcap with notes becomes pcapng. Fails
/// if `target` is the `known` file and another program has changed it.
Result<Saved> saveWithNotes(const std::shared_ptr<const timeline::Timeline>& timeline,
                            const QString& target, bool isUsersFile,
                            const std::optional<KnownFile>& known = {});

} // namespace framescope::library
