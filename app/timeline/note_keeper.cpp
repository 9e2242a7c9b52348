// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/note_keeper.h"

#include <utility>

namespace framescope::timeline {

void NoteKeeper::take(ConnectionId conn, Timestamp time, PacketComment comment)
{
    packet(conn, time);
    if (!waiting_.empty() && publisher_.timeline().size() != from_) {
        publish();
    }
    if (waiting_.empty()) {
        conn_ = conn;
        time_ = time;
        from_ = publisher_.timeline().size();
    }
    const bool placed = comment.annotation.placed;
    waiting_.push_back(std::move(comment));
    if (!placed && waiting_.size() == 1) {
        publish();
    }
}

void NoteKeeper::publish()
{
    const std::vector<PacketComment> comments = std::exchange(waiting_, {});
    std::vector<Annotation> annotations;
    for (const PacketComment& comment : comments) {
        annotations.push_back(comment.annotation);
        if (comment.annotation.placed) {
            annotations.back().about = subject(comment);
        }
    }
    for (std::size_t i = 0; i < comments.size(); ++i) {
        Annotation& annotation = annotations[i];
        if (annotation.kind == Annotation::Kind::Note && !annotation.isChange()) {
            annotation.event = publisher_.publish(
                conn_, time_, Type::Note,
                Detail::of(annotation.placed
                               ? LifeCycle(noteDetail(annotation.text, annotation.about))
                               : comments[i].content));
        }
        publisher_.annotate(std::move(annotation));
    }
}

/// The event that a comment in its packet is about.
std::optional<EventId> NoteKeeper::subject(const PacketComment& comment) const
{
    if (comment.nth) {
        return *comment.nth >= 0 ? following(*comment.nth) : preceding(-*comment.nth - 1);
    }
    const auto next = following(0);
    return next ? next : preceding(0);
}

std::optional<EventId> NoteKeeper::following(std::int64_t nth) const
{
    const Timeline& timeline = publisher_.timeline();
    for (std::size_t i = from_; i < timeline.size(); ++i) {
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
