// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/notes/notes.h"

#include <algorithm>

namespace framescope::timeline {

Notes::Notes(std::shared_ptr<const Timeline> timeline) : timeline_(std::move(timeline))
{
    update();
}

Notes::Notes(const Timeline& timeline)
    : Notes(std::shared_ptr<const Timeline>(std::shared_ptr<const Timeline>(), &timeline))
{
}

bool Notes::update()
{
    const std::size_t before = seen_;
    for (const std::size_t end = timeline_->noteEditCount(); seen_ < end; ++seen_) {
        take(timeline_->noteEdit(seen_));
    }
    return seen_ != before;
}

void Notes::take(const NoteEdit& edit)
{
    if (edit.kind == NoteEdit::Kind::Mark) {
        if (edit.about && edit.on) {
            marked_.insert(*edit.about);
        } else if (edit.about) {
            marked_.erase(*edit.about);
        }
    } else if (edit.replaces) {
        const auto note = notes_.find(*edit.replaces);
        if (note != notes_.end()) {
            note->second.text = edit.text;
        }
    } else if (edit.event) {
        notes_[*edit.event] = {*edit.event, edit.about, edit.text, edit.placed};
        if (edit.about) {
            notesOn_[*edit.about].push_back(*edit.event);
        }
    }
}

const Notes::Note* Notes::on(EventId id) const
{
    if (const Note* own = note(id)) {
        return own->text.empty() ? nullptr : own;
    }
    const auto found = notesOn_.find(id);
    if (found == notesOn_.end()) {
        return nullptr;
    }
    const std::vector<EventId>& events = found->second;
    const auto newest = std::find_if(events.rbegin(), events.rend(), [this](EventId event) {
        const Note* candidate = note(event);
        return candidate && !candidate->text.empty();
    });
    return newest == events.rend() ? nullptr : note(*newest);
}

const Notes::Note* Notes::note(EventId event) const
{
    const auto found = notes_.find(event);
    return found == notes_.end() ? nullptr : &found->second;
}

std::vector<EventId> Notes::noted() const
{
    std::vector<EventId> events;
    for (const auto& [event, notes] : notesOn_) {
        if (on(event)) {
            events.push_back(event);
        }
    }
    return events;
}

} // namespace framescope::timeline
