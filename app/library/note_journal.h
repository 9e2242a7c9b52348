// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::library {

/// What a journal knows of one event.
struct KeptNote
{
    EventId about;
    std::optional<std::string> note; ///< its newest text; empty: it was taken away
    std::optional<bool> marked;
};

/// What was found for a file.
struct KeptNotes
{
    std::vector<KeptNote> remarks; ///< by their events
    std::size_t withoutRow = 0;    ///< how many more are about events that the file has not
    bool fileChanged = false;      ///< somebody wrote to the file since
};

/// Keeps notes and marks on a file that was opened, until they are saved: a small file (mode
/// 0600) in a folder of ours that grows with each of them, so that a crash loses none. Events
/// are told by their place among those that are no notes, which no saving changes. Everything
/// happens in a thread of its own, in the order it was asked for; the destructor waits until what
/// is to be kept is written, which is one write for all of it.
///
/// What an earlier run left stays in it until it is answered, whatever becomes of the remarks of
/// this one. While a journal is used its file is locked: another one leaves it alone.
class NoteJournal
{
public:
    using Timeline = std::shared_ptr<const timeline::Timeline>;

    /// The folder is made where it is missing, with mode 0700.
    explicit NoteJournal(QString folder);
    ~NoteJournal();
    /// Ends it without anybody waiting; a journal that is made after this begins when it has.
    static void retire(std::unique_ptr<NoteJournal> journal);
    NoteJournal(const NoteJournal&) = delete;
    NoteJournal& operator=(const NoteJournal&) = delete;

    /// The file in `folder` for a recording; empty where that does not exist.
    static QString fileFor(const QString& folder, const QString& recording);

    /// For the recording in `file` from now on, which is taken to be as `timeline` has it. Calls
    /// `then`, from the journal's thread, with what a run that ended left; not at all where there
    /// is nothing. `then` may be empty.
    void open(const QString& file, Timeline timeline, std::function<void(KeptNotes)> then);
    void keepNote(Timeline timeline, EventId about, std::string text);
    void keepMark(Timeline timeline, EventId about, bool marked);
    /// What was kept by this run is not wanted.
    void forget();
    /// What was kept by this run is in `file`, which is the recording from now on: what was kept
    /// for that file before is about nothing any more.
    void saved(const QString& file);
    /// What an earlier run left, as far as it has rows, is this run's now.
    void takeOver(Timeline timeline);
    /// Neither what an earlier run left nor what was kept by this one is wanted.
    void forgetAll();

private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace framescope::library
