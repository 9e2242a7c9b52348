// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::filter {

/// What people add to events after these happened. A filter that looks at it has to look again
/// when some was added.
struct NoteKinds
{
    bool notes = false;   ///< a new note on an event
    bool changes = false; ///< a changed or removed note
    bool marks = false;   ///< a mark that was set or removed

    friend NoteKinds operator|(NoteKinds a, NoteKinds b)
    {
        return {a.notes || b.notes, a.changes || b.changes, a.marks || b.marks};
    }
    bool meets(NoteKinds other) const
    {
        return (notes && other.notes) || (changes && other.changes) || (marks && other.marks);
    }
};

} // namespace framescope::filter
