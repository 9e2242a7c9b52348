// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_pages.h"

#include <algorithm>
#include <utility>

namespace framescope::present {

void PayloadPages::setPayload(std::shared_ptr<const Payload> payload)
{
    task_.cancel();
    payload_ = payload ? std::move(payload) : Payload::ofBytes(nullptr);
    pages_.clear();
    uses_.clear();
    wanted_.clear();
    coming_.clear();
    failed_ = false;
}

std::optional<Bytes> PayloadPages::read(std::uint64_t offset, std::uint64_t count)
{
    offset = std::min(offset, size());
    count = std::min(count, size() - offset);
    if (count == 0) {
        return Bytes();
    }
    if (const auto& all = payload_->bytes()) {
        const ByteView part = ByteView(*all).subspan(offset, count);
        return Bytes(part.begin(), part.end());
    }
    Bytes bytes;
    bytes.reserve(count);
    bool whole = true;
    for (std::uint64_t at = offset; at < offset + count;) {
        const std::uint64_t start = at % PageSize;
        const std::uint64_t size = std::min(PageSize - start, offset + count - at);
        const Bytes* here = page(at / PageSize);
        whole = whole && here && here->size() >= start + size;
        if (whole) {
            append(bytes, ByteView(*here).subspan(start, size));
        }
        at += size;
    }
    return whole ? std::optional(std::move(bytes)) : std::nullopt;
}

const Bytes* PayloadPages::page(std::uint64_t number)
{
    const auto found = pages_.find(number);
    if (found != pages_.end()) {
        uses_.splice(uses_.begin(), uses_, found->second.use);
        return &found->second.bytes;
    }
    if (!failed_ && !coming_.contains(number) && wanted_.insert(number).second && !requested_) {
        requested_ = true; // pages requested together are loaded together
        QMetaObject::invokeMethod(this, &PayloadPages::request, Qt::QueuedConnection);
    }
    return nullptr;
}

void PayloadPages::request()
{
    requested_ = false;
    coming_ = std::exchange(wanted_, {});
    task_.run([this, payload = payload_, numbers = coming_](work::Run& run) {
        PayloadReader reader(payload);
        for (const std::uint64_t number : numbers) {
            auto bytes = reader.read(number * PageSize, PageSize, run.stop());
            if (run.isStopped()) {
                return;
            }
            run.tell([this, number, bytes = std::move(bytes)]() mutable {
                store(number, std::move(bytes));
            });
        }
    });
}

void PayloadPages::store(std::uint64_t number, Result<Bytes> bytes)
{
    if (failed_) {
        return;
    }
    coming_.erase(number);
    if (!bytes) {
        failed_ = true;
        emit failed(QString::fromStdString(bytes.error().message()));
        return;
    }
    if (pages_.contains(number)) {
        return;
    }
    uses_.push_front(number);
    pages_.emplace(number, Page{*std::move(bytes), uses_.begin()});
    while (pages_.size() > MostPages) {
        pages_.erase(uses_.back());
        uses_.pop_back();
    }
    emit loaded();
}

} // namespace framescope::present
