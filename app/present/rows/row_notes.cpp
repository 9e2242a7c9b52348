// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/row_notes.h"

#include "base/text/qt_string.h"

#include <algorithm>

namespace framescope::present {

void RowNotes::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    notes_ = timeline_ ? std::make_unique<timeline::Notes>(timeline_) : nullptr;
    take();
    emit changed();
}

void RowNotes::refresh()
{
    if (notes_ && notes_->update()) {
        take();
        emit changed();
    }
}

void RowNotes::take()
{
    marked_.clear();
    noted_.clear();
    texts_.clear();
    if (!notes_) {
        return;
    }
    marked_.assign(notes_->marked().begin(), notes_->marked().end());
    noted_ = notes_->noted();
    for (const auto& [event, note] : notes_->notes()) {
        if (note.about && !note.text.empty()) {
            QString& text = texts_[*note.about];
            text += text.isEmpty() ? QString() : QStringLiteral("\n");
            text += toQString(note.text);
        }
    }
}

QString RowNotes::textOn(EventId id) const
{
    const auto* note = notes_ ? notes_->on(id) : nullptr;
    return note ? toQString(note->text) : QString();
}

QString RowNotes::allOn(EventId id) const
{
    const auto found = texts_.find(id);
    return found == texts_.end() ? QString() : found->second;
}

std::optional<QString> RowNotes::changedText(EventId id) const
{
    const auto* note = notes_ ? notes_->note(id) : nullptr;
    return note ? std::optional(toQString(note->text)) : std::nullopt;
}

std::optional<EventId> RowNotes::noteOf(EventId id) const
{
    const auto* note = notes_ ? notes_->on(id) : nullptr;
    return note ? std::optional(note->event) : std::nullopt;
}

EventId RowNotes::subjectOf(EventId id) const
{
    const auto* note = notes_ ? notes_->note(id) : nullptr;
    return note && note->about ? *note->about : id;
}

bool RowNotes::isMarked(EventId id) const
{
    return notes_ && notes_->isMarked(id);
}

std::optional<EventId> RowNotes::within(const std::vector<EventId>& events, EventId first,
                                        EventId last)
{
    const auto found = std::ranges::lower_bound(events, first);
    return found != events.end() && *found <= last ? std::optional(*found) : std::nullopt;
}

std::optional<EventId> noteSubject(const timeline::Timeline& timeline, EventId id)
{
    const timeline::Entry& entry = timeline.entry(id);
    if (entry.type != timeline::Type::Note) {
        return std::nullopt;
    }
    const timeline::Detail* detail = timeline.detail(entry);
    const auto* note = detail ? detail->as<timeline::NoteDetail>() : nullptr;
    if (!note || !note->on || *note->on == 0 || *note->on > id.value) {
        return std::nullopt;
    }
    const EventId subject{static_cast<std::uint32_t>(*note->on - 1)}; // event numbers count from 1
    return timeline.entry(subject).type == timeline::Type::Note ? std::nullopt
                                                                : std::optional(subject);
}

} // namespace framescope::present
