// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/notes/note_places.h"

#include "recording/reader.h"
#include "timeline/decode/capture.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/notes/notes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace framescope::timeline {

namespace {

using Said = NoteEdit::Kind;

/// The place for an event's comment.
struct Place
{
    FileOffset packet;
    std::optional<std::int64_t> nth; ///< see PacketComment; nullopt: a plain comment suffices
    std::optional<std::int64_t> end;

    std::string comment(NoteEdit::Kind kind, std::string_view text) const
    {
        return placedComment(kind, text, nth, end);
    }
};

/// The comment that an edit was read from.
struct CommentSource
{
    FileOffset packet;
    std::string text;
};

/// Reads a file and records which packet causes each event.
class Locator final : public Capture
{
public:
    Locator(Timeline& timeline, std::set<EventId> wanted)
        : Capture(timeline, wire::Inflater::DefaultLimit, Source::File), timeline_(timeline),
          wanted_(std::move(wanted))
    {
    }

    void packet(FileOffset at)
    {
        keepPlaces();
        packet_ = at;
    }
    void end()
    {
        keepPlaces();
        const std::size_t first = timeline_.size();
        finish();
        keepEnd(first);
        std::ranges::move(lateSources_, std::back_inserter(sources_));
    }

    const Timeline& timeline() const { return timeline_; }
    const std::map<EventId, Place>& places() const { return places_; }
    /// One element for each edit of the timeline.
    const std::vector<CommentSource>& sources() const { return sources_; }

    // These calls precede those for the packet's bytes.
    void endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints) override
    {
        Capture::endpointsKnown(conn, time, endpoints);
        bytesFrom_ = timeline_.size();
    }
    void comment(ConnectionId conn, Timestamp time, std::string_view text) override
    {
        if (const auto said = parsePacketComment(text); said.type == Type::Note) {
            (said.end ? lateSources_ : sources_).push_back({packet_, std::string(text)});
        }
        Capture::comment(conn, time, text);
        bytesFrom_ = timeline_.size();
    }

private:
    void packetSays(ConnectionId conn) override { newest_[conn] = packet_; }

    void keepPlaces()
    {
        const std::vector<EventId> before = eventsBetween(packetFrom_, bytesFrom_);
        const std::vector<EventId> after = eventsBetween(bytesFrom_, timeline_.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            const auto back = static_cast<std::int64_t>(before.size() - i);
            keepPlace(before[i], -back, back == 1 && after.empty());
        }
        for (std::size_t i = 0; i < after.size(); ++i) {
            keepPlace(after[i], static_cast<std::int64_t>(i), i == 0);
        }
        packetFrom_ = bytesFrom_ = timeline_.size();
    }

    std::vector<EventId> eventsBetween(std::size_t first, std::size_t end) const
    {
        std::vector<EventId> events;
        for (; first < end; ++first) {
            const EventId id{static_cast<std::uint32_t>(first)};
            if (timeline_.entry(id).type != Type::Note) {
                events.push_back(id);
            }
        }
        return events;
    }

    void keepPlace(EventId id, std::int64_t nth, bool plain)
    {
        if (wanted_.contains(id)) {
            places_[id] = {packet_, plain ? std::nullopt : std::optional(nth), {}};
        }
    }

    /// Places events caused by the end of the recording in the last packet of their connection.
    void keepEnd(std::size_t first)
    {
        std::map<ConnectionId, std::int64_t> counts;
        for (std::size_t i = first; i < timeline_.size(); ++i) {
            const EventId id{static_cast<std::uint32_t>(i)};
            const Entry& entry = timeline_.entry(id);
            const auto packet = newest_.find(entry.conn());
            if (entry.type == Type::Note || packet == newest_.end()) {
                continue;
            }
            const std::int64_t nth = counts[entry.conn()]++;
            if (wanted_.contains(id)) {
                places_[id] = {packet->second, {}, nth};
            }
        }
    }

    Timeline& timeline_;
    std::set<EventId> wanted_;
    FileOffset packet_;
    std::size_t packetFrom_ = 0; ///< its first event
    std::size_t bytesFrom_ = 0;  ///< its first event from bytes, after those of comments
    std::map<EventId, Place> places_;
    std::vector<CommentSource> sources_;
    std::vector<CommentSource> lateSources_;    ///< of comments about events at the end
    std::map<ConnectionId, FileOffset> newest_; ///< the newest packet
};

/// A note's comment with another text; empty if the text is.
std::string changed(const std::string& comment, const std::string& text)
{
    if (text.empty()) {
        return {};
    }
    const PacketComment old = parsePacketComment(comment);
    return old.ours && !old.edit.placed ? withText(comment, text)
                                        : placedComment(Said::Note, text, old.nth, old.end);
}

/// Adds the edits of comments that are already in the file.
void editRecorded(const Locator& found, const Notes& now, recording::CommentEdits& edits)
{
    const std::size_t count = std::min(found.timeline().noteEditCount(), now.seen());
    for (std::size_t i = 0; i < count && i < found.sources().size(); ++i) {
        const NoteEdit& edit = found.timeline().noteEdit(i);
        const CommentSource& source = found.sources()[i];
        const bool mark = edit.kind == Said::Mark;
        const bool located = edit.about && found.places().contains(*edit.about);
        std::optional<std::string> text; // replaces the comment
        if (edit.isChange() || (!edit.placed && edit.about)) {
            const bool unmarked = mark && !now.isMarked(*edit.about);
            if (edit.isChange() || located || unmarked) {
                edits[source.packet].dropIfEmpty = true;
                text.emplace();
            }
        } else if (mark && edit.about && !now.isMarked(*edit.about)) {
            text.emplace();
        } else if (!mark && edit.event) {
            const Notes::Note* note = now.note(*edit.event);
            if (note && note->text != edit.text) {
                text = changed(source.text, note->text);
            }
        }
        if (text) {
            edits[source.packet].replace.emplace_back(source.text, *text);
        }
    }
}

std::set<EventId> placedMarks(const Timeline& timeline)
{
    std::set<EventId> marks;
    for (std::size_t i = 0; i < timeline.noteEditCount(); ++i) {
        const NoteEdit& edit = timeline.noteEdit(i);
        if (edit.kind == Said::Mark && edit.placed && edit.about) {
            marks.insert(*edit.about);
        }
    }
    return marks;
}

} // namespace

Result<recording::CommentEdits> placedNotes(const std::shared_ptr<const Timeline>& timeline)
{
    recording::CommentEdits edits;
    const Notes now(timeline);
    if (now.seen() == 0) {
        return edits;
    }
    std::set<EventId> wanted(now.marked());
    for (const auto& [event, note] : now.notes()) {
        if (note.about) {
            wanted.insert(*note.about);
        }
    }
    Timeline again;
    Locator locator(again, std::move(wanted));
    auto reader = recording::Reader::open(timeline->file());
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const auto read =
        (*reader)->read(locator, {}, [&locator](FileOffset packet) { locator.packet(packet); });
    if (!read) {
        return tl::unexpected(read.error());
    }
    locator.end();
    editRecorded(locator, now, edits);
    for (const auto& [event, note] : now.notes()) {
        const auto place = note.about ? locator.places().find(*note.about) : locator.places().end();
        if (!note.placed && !note.text.empty() && place != locator.places().end()) {
            edits[place->second.packet].add.push_back(place->second.comment(Said::Note, note.text));
        }
    }
    const std::set<EventId> there = placedMarks(locator.timeline());
    for (const EventId id : now.marked()) {
        const auto place = locator.places().find(id);
        if (!there.contains(id) && place != locator.places().end()) {
            edits[place->second.packet].add.push_back(place->second.comment(Said::Mark, {}));
        }
    }
    std::erase_if(edits, [](const auto& edit) {
        return edit.second.replace.empty() && edit.second.add.empty();
    });
    return edits;
}

} // namespace framescope::timeline
