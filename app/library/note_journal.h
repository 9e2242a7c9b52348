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

/// What is new of an event's note and mark.
struct KeptNote
{
    std::optional<std::string> note; ///< empty: it was taken away
    std::optional<bool> marked;
};

/// What a run that ended left for a file.
struct LeftNotes
{
    std::map<EventId, KeptNote> notes;
    std::size_t withoutRow = 0; ///< how many more are about events that the file has not
    bool fileChanged = false;   ///< another program wrote to the file since

    bool empty() const { return notes.empty() && withoutRow == 0; }
};

/// Keeps the unsaved notes and marks on a file that was opened, in a small file (mode 0600) of a
/// folder of ours, so that a crash loses none. Events are told by their place among those that are
/// no notes, which no saving changes. All journals share one sequence on the pool, so everything
/// happens in the order in which it was asked for; only the exit of the program waits for it.
///
/// What an earlier run left stays in it until it is answered, whatever this run keeps. While a
/// journal is used it is locked: other processes leave it alone.
class NoteJournal
{
public:
    using Timeline = std::shared_ptr<const timeline::Timeline>;
    using Unsaved = std::map<EventId, KeptNote>;

    /// The folder is made where it is missing, with mode 0700.
    explicit NoteJournal(const QString& folder);

    /// The journal in `folder` for a recording; empty where that does not exist.
    static QString fileFor(const QString& folder, const QString& recording);

    /// For the recording in `file` from now on, which is taken to be as `timeline` has it. Calls
    /// `then`, from that sequence, with what an earlier run left.
    void open(const QString& file, Timeline timeline, std::function<void(LeftNotes)> then);
    /// All that this run has not saved.
    void keep(Timeline timeline, Unsaved unsaved);
    /// Likewise, after the recording was saved as `file`; what was kept for that file before is
    /// about nothing any more.
    void saved(const QString& file, Timeline timeline, Unsaved unsaved);
    /// What an earlier run left is answered: all of it, or what is about events that are there.
    void forgetLeft(bool withoutRowToo);

private:
    struct State;
    void ask(std::function<void(State&)> change);

    std::shared_ptr<State> state_;
};

} // namespace framescope::library
