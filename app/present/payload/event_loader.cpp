// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/event_loader.h"

#include "base/text/utf8_validator.h"
#include "codec/json/json_outline.h"
#include "timeline/payload/stream_reader.h"

#include <QString>

#include <utility>

namespace framescope::present {

/// The timeline and its reader. Kept between requests, so that the reader continues where it was.
struct EventLoader::Source
{
    explicit Source(std::shared_ptr<const timeline::Timeline> events)
        : timeline(std::move(events)), reader(*timeline)
    {
    }

    const std::shared_ptr<const timeline::Timeline> timeline;
    timeline::StreamReader reader;
};

namespace {

Result<LoadedFrame> readFrame(const timeline::Timeline& timeline, timeline::StreamReader& reader,
                              EventId id)
{
    LoadedFrame frame;
    const auto header = reader.header(id);
    if (!header) {
        return tl::unexpected(header.error());
    }
    frame.header = *header;
    auto bytes = reader.wireBytes(id, EventLoader::WireLimit);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    frame.wireBytes = std::make_shared<const Bytes>(*std::move(bytes));
    const timeline::Entry& entry = timeline.entry(id);
    frame.compressed = entry.has(timeline::Entry::Compressed);
    if (const timeline::Detail* detail = timeline.detail(entry)) {
        frame.violations = detail->violations;
    }
    return frame;
}

/// Adds the payload as Payload, and as JSON if that costs little.
void addContent(LoadedEvent& event, const std::shared_ptr<const timeline::Timeline>& timeline,
                EventId id)
{
    event.content =
        event.record.payloadCut ? Payload::ofEvent(timeline, id) : Payload::ofBytes(event.payload);
    if (event.isLifeCycle()) {
        return;
    }
    if (event.record.entry.has(timeline::Entry::Compressed)) {
        event.asItCame = Payload::asItCame(timeline, id);
    }
    if (event.content->size() <= EventLoader::JsonLimit) {
        event.json = jsonDocument(event.record.entry.type, event.payload);
    } else {
        event.jsonLater = codec::beginsLikeJson(*event.payload);
    }
}

Result<std::shared_ptr<LoadedEvent>> readEvent(const std::shared_ptr<const timeline::Timeline>& of,
                                               timeline::StreamReader& reader, EventId id,
                                               timeline::View view)
{
    const timeline::Timeline& timeline = *of;
    auto record = timeline::eventRecord(timeline, reader, id, view, EventLoader::PayloadLimit);
    if (!record) {
        return tl::unexpected(record.error());
    }
    auto event = std::make_shared<LoadedEvent>();
    event->record = *std::move(record);
    event->payload = std::make_shared<const Bytes>(std::exchange(event->record.payload, {}));
    if (!event->isLifeCycle()) {
        const timeline::Detail& detail = event->record.detail;
        const EventId firstFrame = detail.firstFrame ? detail.firstFrameOf(id) : id;
        auto frame = readFrame(timeline, reader, firstFrame);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        event->frame = *std::move(frame);
    }
    addContent(*event, of, id);
    event->connection = timeline.connection(event->record.entry.conn());
    if (event->connection) {
        event->responseBody = responseBody(*event->connection);
    }
    event->start = timeline.start();
    return event;
}

} // namespace

std::shared_ptr<const JsonDocument> jsonDocument(timeline::Type type,
                                                 const std::shared_ptr<const Bytes>& payload)
{
    const bool isText = type == timeline::Type::Text;
    if (!codec::beginsLikeJson(*payload) || !isUtf8(*payload)) {
        return nullptr;
    }
    auto document = std::make_shared<JsonDocument>();
    document->text = payload;
    document->outline = codec::JsonOutline::parse(*payload);
    if (!isText && document->outline.failure()) {
        return nullptr;
    }
    return document;
}

void EventLoader::load(std::shared_ptr<const timeline::Timeline> timeline, EventId id,
                       timeline::View view)
{
    if (!source_ || source_->timeline != timeline) {
        source_ = std::make_shared<Source>(std::move(timeline));
    }
    task_.run(
        [source = source_, findings = findings_, id, view](work::Run& /*run*/) {
            return readEvent(source->timeline, source->reader, id, view).map([&](auto event) {
                if (findings && findings->timeline() == source->timeline) {
                    event->contract = findings->document();
                    event->verdict = findings->of(id);
                }
                return std::shared_ptr<const LoadedEvent>(std::move(event));
            });
        },
        [this](const Result<std::shared_ptr<const LoadedEvent>>& event) {
            event ? emit loaded(*event)
                  : emit failed(QString::fromStdString(event.error().message()));
        });
}

void EventLoader::cancel()
{
    task_.cancel();
    source_.reset();
}

} // namespace framescope::present
