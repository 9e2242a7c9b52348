// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace framescope::timeline {

/// The current notes and marks of a timeline. For one thread; `update` takes the newest edits.
class Notes
{
public:
    struct Note
    {
        EventId event;                ///< of type Note
        std::optional<EventId> about; ///< nullopt: a note on a point in time
        std::string text;             ///< the current text; empty if the note was removed
        bool placed = false;          ///< see NoteEdit
    };

    explicit Notes(std::shared_ptr<const Timeline> timeline);
    /// The timeline must outlive this object.
    explicit Notes(const Timeline& timeline);

    /// Takes the newest edits. Returns whether anything changed.
    bool update();
    /// The number of edits taken from the timeline's log.
    std::size_t seen() const { return seen_; }

    /// The newest note on an event, or the note of a Note event; null if there is none or it was
    /// removed.
    const Note* on(EventId id) const;
    /// The note of a Note event, removed or not; null if the event is no user's note.
    const Note* note(EventId event) const;
    bool isMarked(EventId id) const { return marked_.contains(id); }
    /// Whether a note is about the event.
    bool isNoted(EventId id) const { return notesOn_.contains(id) && on(id); }

    /// All notes, including removed ones, in the order of their events.
    const std::map<EventId, Note>& notes() const { return notes_; }
    /// The marked events, ascending.
    const std::set<EventId>& marked() const { return marked_; }
    /// The events with a note, ascending.
    std::vector<EventId> noted() const;

private:
    void take(const NoteEdit& edit);

    std::shared_ptr<const Timeline> timeline_;
    std::size_t seen_ = 0;
    std::map<EventId, Note> notes_;                   ///< by Note event
    std::map<EventId, std::vector<EventId>> notesOn_; ///< Note events by their subject
    std::set<EventId> marked_;
};

} // namespace framescope::timeline
