// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/compared_events.h"

#include "present/values/decoding_payload.h"
#include "timeline/details/detail_json.h"

#include <string>
#include <utility>

namespace framescope::present {

namespace {

struct Read
{
    std::shared_ptr<const Bytes> bytes;
    bool cut = false;
};

Result<Read> readEvent(const ComparedEvents& events, EventId id, const std::stop_token& stop)
{
    const timeline::Entry& entry = events.timeline->entry(id);
    if (timeline::kindIn(entry, events.view) == timeline::Kind::Event) {
        const timeline::Detail* detail = events.timeline->detail(entry);
        const std::string text =
            detail && detail->lifeCycle ? timeline::toJson(*detail->lifeCycle) : std::string();
        const ByteView json = asBytes(text);
        return Read{std::make_shared<const Bytes>(json.begin(), json.end()), false};
    }
    const auto payload = Payload::ofEvent(events.timeline, id);
    auto bytes = readBeginning(payload, codec::ContentLimit, stop);
    if (!bytes) {
        return tl::unexpected(std::move(bytes).error());
    }
    return Read{*std::move(bytes), payload->size() > codec::ContentLimit};
}

} // namespace

Result<std::shared_ptr<const codec::Diff>> compareEvents(const ComparedEvents& events,
                                                         const codec::DiffOptions& options,
                                                         const std::stop_token& stop)
{
    auto left = readEvent(events, events.left, stop);
    if (!left) {
        return tl::unexpected(std::move(left).error());
    }
    auto right = readEvent(events, events.right, stop);
    if (!right) {
        return tl::unexpected(std::move(right).error());
    }
    auto diff = std::make_shared<codec::Diff>(
        codec::compare(std::move(left->bytes), std::move(right->bytes), options, stop));
    diff->cut = diff->cut || left->cut || right->cut;
    return std::shared_ptr<const codec::Diff>(std::move(diff));
}

} // namespace framescope::present
