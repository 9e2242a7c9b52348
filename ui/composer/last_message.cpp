// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/last_message.h"

#include "base/text/qt_string.h"
#include "timeline/payload/stream_reader.h"

namespace framescope::ui {

namespace {

constexpr std::uint64_t LargestMessage = std::uint64_t{4} << 20;

std::optional<QByteArray> lastIn(const timeline::Timeline& timeline)
{
    using timeline::Entry;
    for (auto n = static_cast<std::uint32_t>(timeline.size()); n > 0; --n) {
        const EventId id{n - 1};
        const Entry& entry = timeline.entry(id);
        const bool isData =
            entry.type == timeline::Type::Text || entry.type == timeline::Type::Binary;
        if (!isData || !entry.has(Entry::InMessages) || entry.direction() != Direction::In) {
            continue;
        }
        if (timeline.length(entry) > LargestMessage) {
            return std::nullopt;
        }
        timeline::StreamReader reader(timeline);
        const auto payload = reader.payload(id);
        return payload ? std::optional(toByteArray(*payload)) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

void LastMessage::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    value_.reset();
    task_.cancel();
}

void LastMessage::update(const std::function<void()>& then)
{
    if (!timeline_) {
        then();
        return;
    }
    task_.run([timeline = timeline_](work::Run& /*run*/) { return lastIn(*timeline); },
              [this, then](std::optional<QByteArray> value) {
                  value_ = std::move(value);
                  then();
              });
}

} // namespace framescope::ui
