// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/notes/notes.h"

#include <algorithm>

namespace framescope::timeline {

Annotations::Annotations(std::shared_ptr<const Timeline> timeline) : timeline_(std::move(timeline))
{
    update();
}

Annotations::Annotations(const Timeline& timeline)
    : Annotations(std::shared_ptr<const Timeline>(std::shared_ptr<const Timeline>(), &timeline))
{
}

bool Annotations::update()
{
    const std::size_t before = seen_;
    for (const std::size_t end = timeline_->annotationCount(); seen_ < end; ++seen_) {
        take(timeline_->annotation(seen_));
    }
    return seen_ != before;
}

void Annotations::take(const Annotation& annotation)
{
    if (annotation.kind == Annotation::Kind::Mark) {
        if (annotation.about && annotation.on) {
            marked_.insert(*annotation.about);
        } else if (annotation.about) {
            marked_.erase(*annotation.about);
        }
    } else if (annotation.replaces) {
        const auto note = notes_.find(*annotation.replaces);
        if (note != notes_.end()) {
            note->second.text = annotation.text;
        }
    } else if (annotation.event) {
        notes_[*annotation.event] = {*annotation.event, annotation.about, annotation.text,
                                     annotation.placed};
        if (annotation.about) {
            notesOn_[*annotation.about].push_back(*annotation.event);
        }
    }
}

const Annotations::Note* Annotations::on(EventId id) const
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

const Annotations::Note* Annotations::note(EventId event) const
{
    const auto found = notes_.find(event);
    return found == notes_.end() ? nullptr : &found->second;
}

std::vector<EventId> Annotations::noted() const
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
