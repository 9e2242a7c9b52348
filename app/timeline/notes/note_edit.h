// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace framescope::timeline {

/// A change of the notes and marks by a user: a note is added, changed or removed, a mark is set or
/// taken away. The log of them (Timeline::noteEdit) only grows; Notes tells what holds now.
///
/// A new note is an event of type Note as well, with a number like any other. A change of a
/// note, its removal, and marks are no events: they change no number.
struct NoteEdit
{
    enum class Kind : std::uint8_t { Note, Mark };

    Kind kind = Kind::Note;
    std::optional<EventId> about;    ///< none: a note on the moment
    std::optional<EventId> replaces; ///< the Note event whose text this one's takes the place of
    std::string text;                ///< of a note; an empty one that replaces removes
    bool on = true;                  ///< of a mark: whether it is set or taken away

    std::optional<EventId> event; ///< the Note event of a new note; told by the timeline
    bool placed = false;          ///< it stands in the packet it is about; likewise

    static NoteEdit noteOn(EventId about, std::string text)
    {
        NoteEdit note;
        note.about = about;
        note.text = std::move(text);
        return note;
    }
    /// Another text for a note, or none.
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

    /// A change or removal of a note.
    bool isChange() const { return replaces.has_value(); }
};

} // namespace framescope::timeline
