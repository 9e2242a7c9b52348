// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace framescope::library {

/// The unsaved changes to an event's note and mark; nullopt: no change.
struct KeptNote
{
    std::optional<std::string> note; ///< empty: the note was removed
    std::optional<bool> marked;
};

/// Unsaved notes that an earlier run left for a file.
struct LeftNotes
{
    std::map<EventId, KeptNote> notes;
    std::size_t withoutRow = 0; ///< number of further ones, on events that the file does not have
    bool fileChanged = false;   ///< another program has written to the file since

    bool empty() const { return notes.empty() && withoutRow == 0; }
};

/// Keeps the unsaved notes and marks of an opened file in a small file (mode 0600) in a folder of
/// ours, so that a crash loses none. An event is identified by its place among the events that are
/// not notes, which saving never changes. All journals share one queue on the pool, so everything
/// happens in the order of the calls; only the program's exit waits for it.
///
/// Notes that an earlier run left stay in the journal until `forgetLeft`, whatever this run keeps.
/// A journal in use is locked, so that other processes leave it alone.
class NoteJournal
{
public:
    using Timeline = std::shared_ptr<const timeline::Timeline>;
    using Unsaved = std::map<EventId, KeptNote>;

    /// `folder` is created if it is missing when something is kept, with mode 0700.
    explicit NoteJournal(const QString& folder);

    /// The path of a recording's journal in `folder`; empty if the recording does not exist.
    static QString fileFor(const QString& folder, const QString& recording);

    /// Selects the recording in `file`, whose events are those of `timeline`. Calls `then` on the
    /// queue, with the notes that an earlier run left.
    void open(const QString& file, Timeline timeline, std::function<void(LeftNotes)> then);
    /// Keeps these notes, all that this run has not saved, instead of the previous ones.
    void keep(Timeline timeline, Unsaved unsaved);
    /// Like `keep`, after the recording was saved as `file`; notes that were kept for `file` before
    /// are obsolete.
    void saved(const QString& file, Timeline timeline, Unsaved unsaved);
    /// Forgets the notes that an earlier run left: all, or only those on events that exist.
    void forgetLeft(bool withoutRowToo);

private:
    struct State;
    void ask(std::function<void(State&)> change);

    std::shared_ptr<State> state_;
};

} // namespace framescope::library
