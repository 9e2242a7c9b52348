// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace framescope::timeline {

/// A user's change of notes and marks: a note is added, changed or removed, a mark is set or
/// removed. The log of changes (Timeline::noteEdit) only grows; Notes has the current state.
///
/// A new note is also an event of type Note with a number of its own. Changes and removals of
/// notes, and marks, are no events and change no numbers.
struct NoteEdit
{
    enum class Kind : std::uint8_t { Note, Mark };

    Kind kind = Kind::Note;
    std::optional<EventId> about;    ///< nullopt: a note on a point in time
    std::optional<EventId> replaces; ///< the Note event whose text is replaced by `text`
    std::string text;                ///< of a note; an empty one removes the replaced note
    bool on = true;                  ///< of a mark: set or removed

    std::optional<EventId> event; ///< the Note event of a new note; set by the timeline
    bool placed = false; ///< the comment is in the packet of its event; set by the timeline

    static NoteEdit noteOn(EventId about, std::string text)
    {
        NoteEdit note;
        note.about = about;
        note.text = std::move(text);
        return note;
    }
    /// Replaces the text of a note; an empty text removes the note.
    static NoteEdit change(EventId event, std::string text)
    {
        NoteEdit change;
        change.replaces = event;
        change.text = std::move(text);
        return change;
    }
    static NoteEdit mark(EventId about, bool on = true)
    {
        NoteEdit mark;
        mark.kind = Kind::Mark;
        mark.about = about;
        mark.on = on;
        return mark;
    }

    /// Whether this is a change or removal of a note.
    bool isChange() const { return replaces.has_value(); }
};

} // namespace framescope::timeline
