// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/file_state.h"
#include "timeline/timeline.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::session {

class Retirement;

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
    };

    /// The default is QStandardPaths' AppLocalDataLocation + "/recordings".
    explicit RecordingsFolder(QString folder = {});
    ~RecordingsFolder();

    const QString& folder() const { return folder_; }
    /// Where notes and marks that are not saved are kept; see RemarkJournal.
    QString notesFolder() const;
    /// A new name, locked for as long as this object lives (or until `release`). The folder is
    /// made where it is missing.
    Result<QString> newRecording();
    /// Unlocks and, with `remove`, deletes it and the notes and marks on it.
    void release(const QString& path, bool remove);
    /// Recordings of runs that ended without releasing them, newest first; empty files left out.
    std::vector<Left> leftBehind() const;
    /// Takes over one of those, so that no other run offers it.
    bool adopt(const QString& path);

    /// Where sessions that record here end; the folder goes when all of them have.
    Retirement& retirement() { return *retirement_; }

private:
    struct Locks;
    QString folder_;
    std::unique_ptr<Locks> locks_;
    std::unique_ptr<Retirement> retirement_;
};

/// Copies the whole blocks of a recording to `target` (mode 0600, replacing it), which may be
/// still growing. Written beside and renamed, so a failure leaves `target` as it was.
Result<void> saveRecording(const QString& source, const QString& target);

/// A file as it was when it was opened or saved.
struct KnownFile
{
    QString path;
    FileState state;
};

/// Saves the recording of a timeline likewise, with its notes and marks in the packets they are
/// about (timeline/note_places.h). `isUsersFile`: it may be saved over itself; the timeline goes
/// on reading what it has read before. A classic pcap that has notes becomes a pcapng. Where
/// `target` is a known file that somebody has changed since, it stays as it is, and this fails.
/// Returns how `target` is then.
Result<FileState> saveWithNotes(const std::shared_ptr<const timeline::Timeline>& timeline,
                                const QString& target, bool isUsersFile,
                                const std::optional<KnownFile>& known = {});

} // namespace framescope::session
