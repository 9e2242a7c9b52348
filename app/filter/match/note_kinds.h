// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::filter {

/// Kinds of changes that users make to past events. A filter that depends on a kind must be applied
/// again after such a change.
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
