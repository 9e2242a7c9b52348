// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "timeline/details/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::timeline {

// The details of notes, by users and by Framescope; see life_cycle.h.

struct NoteDetail
{
    std::optional<std::string> text;
    std::optional<std::uint64_t> on;      ///< the number of the event that the note is about
    std::optional<std::uint64_t> missing; ///< bytes missing in a gap
    std::optional<bool> removed;          ///< the user has removed the note
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("text", self.text);
        visit("on", self.on);
        visit("missing", self.missing);
        visit("removed", self.removed);
    }
};

/// A deliberate behaviour of the tap.
struct BehaviourDetail
{
    std::optional<std::string> text;
    Members others;

    template <class Self, class Visit>
    static void eachMember(Self& self, const Visit& visit)
    {
        visit("text", self.text);
    }
};

inline NoteDetail noteDetail(std::string_view text, std::optional<EventId> on = {})
{
    NoteDetail note;
    note.text = text;
    if (on) {
        note.on = std::uint64_t{on->value} + 1;
    }
    return note;
}

/// A note with another text; if that is empty, the note is removed.
inline NoteDetail withText(NoteDetail note, std::string_view text)
{
    note.text = text;
    if (text.empty()) {
        note.removed = true;
    }
    return note;
}

inline NoteDetail gapDetail(std::string_view text, std::uint64_t missing)
{
    NoteDetail note = noteDetail(text);
    note.missing = missing;
    return note;
}

} // namespace framescope::timeline
