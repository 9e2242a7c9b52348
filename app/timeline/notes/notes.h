// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace framescope::timeline {

/// Which notes and marks a timeline has now. For one thread; `update` looks at what is new.
class Notes
{
public:
    struct Note
    {
        EventId event;                ///< of type Note
        std::optional<EventId> about; ///< none: a note on the moment
        std::string text;             ///< as it is now; empty: it was removed
        bool placed = false;          ///< see NoteEdit
    };

    explicit Notes(std::shared_ptr<const Timeline> timeline);
    /// The timeline must outlive it.
    explicit Notes(const Timeline& timeline);

    /// Returns whether anything changed.
    bool update();
    /// How much of the timeline's log is in here.
    std::size_t seen() const { return seen_; }

    /// The newest note on an event, or the note that the event is; null where there is none, or
    /// it was removed.
    const Note* on(EventId id) const;
    /// The note that an event of type Note is, removed or not; null where it is none of a user.
    const Note* note(EventId event) const;
    bool isMarked(EventId id) const { return marked_.contains(id); }
    /// A note is about it.
    bool isNoted(EventId id) const { return notesOn_.contains(id) && on(id); }

    /// Notes, removed ones too, in the order of their events.
    const std::map<EventId, Note>& notes() const { return notes_; }
    /// Events that are marked, ascending.
    const std::set<EventId>& marked() const { return marked_; }
    /// Events that a note is about, ascending.
    std::vector<EventId> noted() const;

private:
    void take(const NoteEdit& edit);

    std::shared_ptr<const Timeline> timeline_;
    std::size_t seen_ = 0;
    std::map<EventId, Note> notes_;                   ///< by their event
    std::map<EventId, std::vector<EventId>> notesOn_; ///< the events of the notes on an event
    std::set<EventId> marked_;
};

} // namespace framescope::timeline
