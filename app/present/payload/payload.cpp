// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload.h"

#include "recording/file.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace framescope::present {

namespace {

/// Creates a file that vanishes when it is closed.
Result<std::shared_ptr<recording::File>> namelessFile()
{
    const QString name =
        QStringLiteral("framescope-%1").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    const std::string path = QFile::encodeName(QDir::temp().filePath(name)).toStdString();
    auto file = recording::File::create(path, false);
    if (file) {
        QFile::remove(QFile::decodeName(path.c_str()));
    }
    return file;
}

} // namespace

/// The part of a payload unpacked so far, in a file. A reader that needs more unpacks more.
class Payload::Unpacked
{
public:
    Unpacked(const timeline::Timeline& timeline, EventId id, std::uint64_t size)
        : reader_(timeline), id_(id), size_(size)
    {
    }

    Result<Bytes> read(std::uint64_t offset, std::uint64_t limit, const std::stop_token& stop)
    {
        const std::uint64_t end = offset + std::min(limit, size_ - offset);
        while (available_.load(std::memory_order_acquire) < end) {
            if (stop.stop_requested()) {
                return failure("cancelled");
            }
            if (auto done = unpackMore(); !done) {
                return tl::unexpected(std::move(done).error());
            }
        }
        Bytes bytes(static_cast<std::size_t>(end - offset));
        if (auto done = file_->readExactly(FileOffset{offset}, bytes); !done) {
            return tl::unexpected(std::move(done).error());
        }
        return bytes;
    }

private:
    /// Unpacks one part, so that the lock is held only briefly.
    Result<void> unpackMore()
    {
        constexpr std::uint64_t part = 512 * 1024;
        const std::lock_guard lock(mutex_);
        if (!file_) {
            auto file = namelessFile();
            if (!file) {
                return tl::unexpected(std::move(file).error());
            }
            file_ = *std::move(file);
        }
        const std::uint64_t at = available_.load(std::memory_order_relaxed);
        const auto bytes = reader_.payload(id_, at, part);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        if (bytes->empty() && at < size_) {
            return failure("the payload ends early");
        }
        if (auto done = file_->append(*bytes); !done) {
            return done;
        }
        available_.store(at + bytes->size(), std::memory_order_release);
        return {};
    }

    std::mutex mutex_; ///< guards the reader and writing
    timeline::StreamReader reader_;
    EventId id_;
    std::uint64_t size_;
    std::shared_ptr<recording::File> file_; ///< set before any byte is available
    std::atomic<std::uint64_t> available_{0};
};

Payload::Payload() = default;

Payload::~Payload() = default;

std::shared_ptr<const Payload> Payload::ofEvent(std::shared_ptr<const timeline::Timeline> timeline,
                                                EventId id)
{
    const timeline::Entry& entry = timeline->entry(id);
    const std::shared_ptr<Payload> payload(new Payload);
    payload->size_ = timeline->length(entry);
    payload->id_ = id;
    if (entry.has(timeline::Entry::Compressed)) {
        payload->unpacked_ = std::make_unique<Unpacked>(*timeline, id, payload->size_);
    }
    payload->timeline_ = std::move(timeline);
    return payload;
}

std::shared_ptr<const Payload> Payload::asItCame(std::shared_ptr<const timeline::Timeline> timeline,
                                                 EventId id)
{
    const std::shared_ptr<Payload> payload(new Payload);
    payload->size_ = timeline->wireLength(timeline->entry(id));
    payload->id_ = id;
    payload->asItCame_ = true;
    payload->timeline_ = std::move(timeline);
    return payload;
}

std::shared_ptr<const Payload> Payload::ofBytes(std::shared_ptr<const Bytes> bytes)
{
    const std::shared_ptr<Payload> payload(new Payload);
    payload->bytes_ = bytes ? std::move(bytes) : std::make_shared<const Bytes>();
    payload->size_ = payload->bytes_->size();
    return payload;
}

PayloadReader::PayloadReader(std::shared_ptr<const Payload> payload) : payload_(std::move(payload))
{
    if (payload_->timeline_ && !payload_->unpacked_) {
        reader_.emplace(*payload_->timeline_);
    }
}

Result<Bytes> PayloadReader::read(std::uint64_t offset, std::uint64_t limit,
                                  const std::stop_token& stop)
{
    offset = std::min(offset, payload_->size());
    limit = std::min(limit, payload_->size() - offset);
    if (limit == 0) {
        return Bytes();
    }
    if (payload_->bytes_) {
        const ByteView part = ByteView(*payload_->bytes_).subspan(offset, limit);
        return Bytes(part.begin(), part.end());
    }
    if (!reader_) {
        return payload_->unpacked_->read(offset, limit, stop);
    }
    return payload_->asItCame_ ? reader_->wirePayload(payload_->id_, offset, limit)
                               : reader_->payload(payload_->id_, offset, limit);
}

} // namespace framescope::present
