// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/append_log.h"
#include "base/ids.h"
#include "recording/file.h"
#include "timeline/details/detail.h"
#include "timeline/index/connection_info.h"
#include "timeline/index/entry.h"
#include "timeline/index/totals.h"
#include "timeline/notes/note_edit.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::timeline {

/// The index of a recording, as readers see it: events in the order they happened.
///
/// One Capture writes, from its thread. Every const member may be called from any thread at
/// any time; what has been published does not change.
class Timeline
{
public:
    Timeline();
    ~Timeline();
    Timeline(const Timeline&) = delete;
    Timeline& operator=(const Timeline&) = delete;

    /// Events published so far.
    std::size_t size() const { return entries_.size(); }
    /// Precondition: `id.value < size()` as this thread has seen it.
    const Entry& entry(EventId id) const { return entries_[id.value]; }
    /// The detail of an entry; null where it has none.
    const Detail* detail(const Entry& entry) const;

    /// True lengths, whichever place they are kept in.
    std::uint64_t wireLength(const Entry& entry) const;
    std::uint64_t length(const Entry& entry) const;

    /// Time of the first event; `t` counts from it. Now where there is none yet.
    Timestamp start() const;

    std::size_t connectionCount() const;
    /// Locks briefly (life-cycle changes only, never per frame). Nothing for an unknown id.
    std::optional<ConnectionInfo> connection(ConnectionId id) const;

    Totals statistics() const;

    /// Notes and marks in the order in which they were made; see Notes.
    std::size_t noteEditCount() const { return noteEdits_.size(); }
    const NoteEdit& noteEdit(std::size_t i) const { return noteEdits_[i]; }
    /// The newest text of a note that was changed, empty where it was taken away; nothing where
    /// the event is no such note. Locks briefly where any note was changed.
    std::optional<std::string> changedNote(EventId event) const;

    /// The file payloads are read from; null while there is none.
    std::shared_ptr<const recording::File> file() const;

private:
    friend class Publisher;    ///< the writer's access
    friend class StreamSource; ///< the readers' access to what the file holds
    struct Connections;        ///< states, extents and inflate checkpoints by connection

    AppendLog<Entry> entries_;
    AppendLog<Detail> details_;
    AppendLog<NoteEdit, 16> noteEdits_;
    std::unique_ptr<Connections> connections_;
};

} // namespace framescope::timeline
