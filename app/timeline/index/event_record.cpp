// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/event_record.h"

#include <algorithm>

namespace framescope::timeline {

bool isVisible(const Entry& entry, View view)
{
    return entry.has(view == View::Frames ? Entry::InFrames : Entry::InMessages);
}

Kind kindIn(const Entry& entry, View view)
{
    if (isLifeCycle(entry.type)) {
        return Kind::Event;
    }
    const bool isMessage =
        entry.has(Entry::InMessages) && (entry.type == Type::Text || entry.type == Type::Binary);
    return entry.has(Entry::Assembled) || (isMessage && view == View::Messages) ? Kind::Message
                                                                                : Kind::Frame;
}

Detail currentDetail(const Timeline& timeline, EventId id)
{
    const Entry& entry = timeline.entry(id);
    const Detail* detail = timeline.detail(entry);
    Detail current = detail ? *detail : Detail{};
    if (entry.type == Type::Note) {
        if (const auto text = timeline.changedNote(id)) {
            const auto* note = current.as<NoteDetail>();
            current.lifeCycle =
                std::make_shared<const LifeCycle>(withText(note ? *note : NoteDetail(), *text));
        }
    }
    return current;
}

std::optional<EventId> firstError(const Timeline& timeline, ConnectionId conn, std::size_t lookBack)
{
    std::optional<EventId> error;
    const std::size_t size = timeline.size();
    for (std::size_t back = 1; back <= std::min(size, lookBack); ++back) {
        const EventId id{static_cast<std::uint32_t>(size - back)};
        const Entry& entry = timeline.entry(id);
        if (entry.conn() == conn && entry.type == Type::Error) {
            error = id;
        }
    }
    return error;
}

bool isDamaged(const Entry& entry, const Detail& detail)
{
    return entry.has(Entry::Compressed) &&
           (detail.notInflated ||
            std::ranges::any_of(detail.violations, [](const wire::Violation& violation) {
                return violation.rule == wire::Rule::DeflateInvalid ||
                       violation.rule == wire::Rule::InflateLimit;
            }));
}

std::string whyNotInflated(const Detail& detail)
{
    if (!detail.notInflated) {
        return {};
    }
    return std::string(detail.missing > 0 ? "bytes of it" : "bytes before it that it refers to") +
           " are missing from the recording";
}

Result<EventRecord> eventRecord(const Timeline& timeline, StreamReader& reader, EventId id,
                                View view, std::uint64_t payloadLimit)
{
    EventRecord record;
    record.id = id;
    record.entry = timeline.entry(id);
    record.kind = kindIn(record.entry, view);
    record.sinceStart = record.entry.timestamp() - timeline.start();
    record.detail = currentDetail(timeline, id);
    record.detail.wireLength = timeline.wireLength(record.entry);
    record.detail.length = timeline.length(record.entry);
    if (record.kind == Kind::Event) {
        return record;
    }
    if (record.kind == Kind::Frame) {
        const auto header = reader.header(id);
        if (!header) {
            return tl::unexpected(header.error());
        }
        record.header = *header;
    }
    auto payload = reader.payload(id, 0, payloadLimit);
    if (!payload) {
        return tl::unexpected(std::move(payload).error());
    }
    record.payload = *std::move(payload);
    record.payloadCut = record.payload.size() < record.detail.length;
    if (isDamaged(record.entry, record.detail)) {
        auto wire = reader.wirePayload(id, 0, payloadLimit);
        if (!wire) {
            return tl::unexpected(std::move(wire).error());
        }
        record.wirePayload = *std::move(wire);
    }
    return record;
}

} // namespace framescope::timeline
