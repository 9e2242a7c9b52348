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

/// The index of a recording: events in the order in which they happened.
///
/// One Capture writes it from its thread. All const members are thread-safe; published data never
/// changes.
class Timeline
{
public:
    Timeline();
    ~Timeline();
    Timeline(const Timeline&) = delete;
    Timeline& operator=(const Timeline&) = delete;

    /// The number of events published so far.
    std::size_t size() const { return entries_.size(); }
    /// Precondition: `id.value < size()` as this thread has seen it.
    const Entry& entry(EventId id) const { return entries_[id.value]; }
    /// The detail of an entry; null if it has none.
    const Detail* detail(const Entry& entry) const;

    /// The true lengths, from the entry or its detail.
    std::uint64_t wireLength(const Entry& entry) const;
    std::uint64_t length(const Entry& entry) const;

    /// Time of the first event, from which `t` counts; the current time if there is no event.
    Timestamp start() const;

    std::size_t connectionCount() const;
    /// Returns nullopt for an unknown id. Locks; the writer locks only for life-cycle changes.
    std::optional<ConnectionInfo> connection(ConnectionId id) const;

    Totals statistics() const;

    /// Edits of notes and marks in the order in which they were made; see Notes.
    std::size_t noteEditCount() const { return noteEdits_.size(); }
    const NoteEdit& noteEdit(std::size_t i) const { return noteEdits_[i]; }
    /// The current text of a changed note, empty if it was removed; nullopt if the event is no
    /// changed note. Locks briefly if any note was changed.
    std::optional<std::string> changedNote(EventId event) const;

    /// The file from which payloads are read; null if there is none.
    std::shared_ptr<const recording::File> file() const;

private:
    friend class Publisher;    ///< the writer's access
    friend class StreamSource; ///< the readers' access to the file
    struct Connections;        ///< states, extents and inflate checkpoints by connection

    AppendLog<Entry> entries_;
    AppendLog<Detail> details_;
    AppendLog<NoteEdit, 16> noteEdits_;
    std::unique_ptr<Connections> connections_;
};

} // namespace framescope::timeline
