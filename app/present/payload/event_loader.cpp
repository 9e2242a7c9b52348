// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/event_loader.h"

#include "base/utf8_validator.h"
#include "codec/json_outline.h"
#include "timeline/payload/stream_reader.h"
#include "work/postbox.h"
#include "work/retirement.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace framescope::present {

struct EventLoader::Request
{
    std::uint64_t number = 0;
    std::shared_ptr<const timeline::Timeline> timeline; ///< null: let go of the last one
    EventId id;
    timeline::View view = timeline::View::Messages;
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

/// The payload by position, and as JSON where that costs little.
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

Result<std::shared_ptr<const LoadedEvent>>
readEvent(const std::shared_ptr<const timeline::Timeline>& of, timeline::StreamReader& reader,
          EventId id, timeline::View view)
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

/// One thread, one pending request. A newer request replaces the pending one.
class EventLoader::Worker
{
public:
    explicit Worker(EventLoader& owner)
        : owner_(owner), box(postboxOf(&owner)), thread_([this] { run(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    void ask(Request request)
    {
        {
            const std::lock_guard lock(mutex_);
            pending_ = std::move(request);
        }
        wake_.notify_one();
    }

private:
    void run()
    {
        std::shared_ptr<const timeline::Timeline> current;
        std::optional<timeline::StreamReader> reader;
        while (const auto request = next()) {
            if (request->timeline != current) {
                reader.reset();
                current = request->timeline;
                if (current) {
                    reader.emplace(*current);
                }
            }
            if (reader) {
                deliver(request->number, readEvent(current, *reader, request->id, request->view));
            }
        }
    }

    void deliver(std::uint64_t number, Result<std::shared_ptr<const LoadedEvent>> result)
    {
        box->post([owner = &owner_, number, result = std::move(result)] {
            owner->deliver(number, result);
        });
    }

    std::optional<Request> next()
    {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || pending_.has_value(); });
        return stopping_ ? std::nullopt : std::exchange(pending_, std::nullopt);
    }

    EventLoader& owner_; ///< for what is posted to it
    const std::shared_ptr<Postbox> box;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<Request> pending_;
    bool stopping_ = false;
    std::thread thread_; ///< last: it uses the others
};

EventLoader::EventLoader(QObject* parent)
    : QObject(parent), worker_(std::make_unique<Worker>(*this))
{
}

EventLoader::~EventLoader()
{
    Retirement::ofProgram().takeObject(std::move(worker_));
}

void EventLoader::load(std::shared_ptr<const timeline::Timeline> timeline, EventId id,
                       timeline::View view)
{
    worker_->ask({++newest_, std::move(timeline), id, view});
}

void EventLoader::cancel()
{
    worker_->ask({++newest_, nullptr, {}, {}});
}

void EventLoader::deliver(std::uint64_t number,
                          const Result<std::shared_ptr<const LoadedEvent>>& result)
{
    if (number != newest_) {
        return;
    }
    if (result) {
        emit loaded(*result);
    } else {
        emit failed(QString::fromStdString(result.error().message()));
    }
}

} // namespace framescope::present
