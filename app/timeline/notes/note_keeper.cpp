// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/notes/note_keeper.h"

#include <utility>

namespace framescope::timeline {

void NoteKeeper::take(ConnectionId conn, Timestamp time, PacketComment comment)
{
    packet(conn, time);
    if (comment.end) {
        late_.push_back({conn, time, std::move(comment)});
        return;
    }
    if (!waiting_.empty() && publisher_.timeline().size() != from_) {
        publish();
    }
    if (waiting_.empty()) {
        conn_ = conn;
        time_ = time;
        from_ = publisher_.timeline().size();
    }
    const bool placed = comment.edit.placed;
    waiting_.push_back(std::move(comment));
    if (!placed && waiting_.size() == 1) {
        publish();
    }
}

void NoteKeeper::publish()
{
    std::vector<PacketComment> comments = std::exchange(waiting_, {});
    std::vector<std::optional<EventId>> subjects; // before any of the notes becomes an event
    for (const PacketComment& comment : comments) {
        subjects.push_back(comment.edit.placed ? subject(comment) : comment.edit.about);
    }
    for (std::size_t i = 0; i < comments.size(); ++i) {
        publish(std::move(comments[i]), subjects[i]);
    }
}

void NoteKeeper::publishEnd(std::size_t first)
{
    from_ = first;
    for (Late& late : std::exchange(late_, {})) {
        conn_ = late.conn;
        time_ = late.time;
        const auto about = following(*late.comment.end);
        publish(std::move(late.comment), about);
    }
}

void NoteKeeper::publish(PacketComment comment, std::optional<EventId> about)
{
    NoteEdit edit = std::move(comment.edit);
    edit.about = about;
    if (edit.kind == NoteEdit::Kind::Note && !edit.isChange()) {
        edit.event =
            publisher_.publish(conn_, time_, Type::Note,
                               Detail::of(edit.placed ? LifeCycle(noteDetail(edit.text, about))
                                                      : std::move(comment.content)));
    }
    publisher_.editNotes(std::move(edit));
}

/// The event of a comment that is in the event's packet.
std::optional<EventId> NoteKeeper::subject(const PacketComment& comment) const
{
    if (comment.nth.value_or(0) != 0) {
        return *comment.nth > 0 ? following(*comment.nth) : preceding(-(*comment.nth + 1));
    }
    const auto next = following(0);
    return next ? next : preceding(0);
}

std::optional<EventId> NoteKeeper::following(std::int64_t nth) const
{
    const Timeline& timeline = publisher_.timeline();
    for (std::size_t i = from_; nth >= 0 && i < timeline.size(); ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const Entry& entry = timeline.entry(id);
        if (entry.conn() == conn_ && entry.type != Type::Note && nth-- == 0) {
            return id;
        }
    }
    return std::nullopt;
}

std::optional<EventId> NoteKeeper::preceding(std::int64_t nth) const
{
    const Timeline& timeline = publisher_.timeline();
    for (std::size_t i = from_; i-- > 0;) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const Entry& entry = timeline.entry(id);
        if (entry.timestamp() != time_ || entry.conn() != conn_) {
            break;
        }
        if (entry.type != Type::Note && nth-- == 0) {
            return id;
        }
    }
    return std::nullopt;
}

} // namespace framescope::timeline
