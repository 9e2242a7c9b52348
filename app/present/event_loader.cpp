// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/event_loader.h"

#include "timeline/stream_reader.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace framescope::present {

struct EventLoader::Request
{
    std::uint64_t number = 0;
    std::shared_ptr<const timeline::Timeline> timeline;
    EventId id;
    timeline::View view = timeline::View::Messages;
};

bool looksLikeJson(const timeline::EventRecord& record)
{
    if (record.kind == timeline::Kind::Event || record.entry.has(timeline::Entry::NotText)) {
        return false;
    }
    for (const std::uint8_t byte : record.payload) {
        if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') {
            return byte == '{' || byte == '[';
        }
    }
    return false;
}

namespace {

Result<std::shared_ptr<const LoadedEvent>> readEvent(const timeline::Timeline& timeline,
                                                     timeline::StreamReader& reader, EventId id,
                                                     timeline::View view)
{
    auto record = timeline::eventRecord(timeline, reader, id, view, EventLoader::PayloadLimit);
    if (!record) {
        return tl::unexpected(record.error());
    }
    auto event = std::make_shared<LoadedEvent>();
    event->record = std::move(*record);
    if (event->record.header) {
        auto bytes = reader.wireBytes(id, EventLoader::WireLimit);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        event->wireBytes = std::move(*bytes);
    }
    if (looksLikeJson(event->record)) {
        auto document = std::make_shared<JsonDocument>();
        document->text = event->record.payload;
        document->outline = JsonOutline::parse(document->text);
        event->json = std::move(document);
    }
    event->connection = timeline.connection(event->record.entry.conn());
    event->start = timeline.start();
    return event;
}

} // namespace

/// One thread, one pending request. A newer request replaces the pending one.
class EventLoader::Worker
{
public:
    explicit Worker(EventLoader& owner)
        : owner_(owner), thread_([this](const std::stop_token& stop) { run(stop); })
    {
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
    void run(const std::stop_token& stop)
    {
        std::shared_ptr<const timeline::Timeline> current;
        std::optional<timeline::StreamReader> reader;
        while (const auto request = next(stop)) {
            if (request->timeline != current) {
                reader.emplace(*request->timeline);
                current = request->timeline;
            }
            auto result = readEvent(*current, *reader, request->id, request->view);
            QMetaObject::invokeMethod(
                &owner_,
                [owner = &owner_, number = request->number, result = std::move(result)] {
                    owner->deliver(number, result);
                },
                Qt::QueuedConnection);
        }
    }

    std::optional<Request> next(const std::stop_token& stop)
    {
        std::unique_lock lock(mutex_);
        if (!wake_.wait(lock, stop, [this] { return pending_.has_value(); })) {
            return std::nullopt;
        }
        return std::exchange(pending_, std::nullopt);
    }

    EventLoader& owner_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Request> pending_;
    std::jthread thread_; // last: it uses the others
};

EventLoader::EventLoader(QObject* parent)
    : QObject(parent), worker_(std::make_unique<Worker>(*this))
{
}

EventLoader::~EventLoader() = default;

void EventLoader::load(std::shared_ptr<const timeline::Timeline> timeline, EventId id,
                       timeline::View view)
{
    worker_->ask(Request{++newest_, std::move(timeline), id, view});
}

void EventLoader::cancel()
{
    ++newest_;
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
