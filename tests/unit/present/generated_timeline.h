// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/details/detail.h"
#include "timeline/index/publisher.h"
#include "timeline/index/timeline.h"

#include <memory>
#include <random>

namespace framescope::test {

// A timeline without a recording, written event by event; times are nanoseconds since a full hour.
class GeneratedTimeline
{
public:
    static constexpr std::int64_t Start = 1'700'000'000'000'000'000;

    const std::shared_ptr<const timeline::Timeline>& timeline() const { return timeline_; }
    std::size_t size() const { return timeline_->size(); }

    void lifeCycle(std::int64_t time, timeline::Type type)
    {
        publisher_.publish(ConnectionId{1}, at(time), type, {});
    }

    void noteOn(std::int64_t time, EventId about)
    {
        publisher_.publish(ConnectionId{1}, at(time), timeline::Type::Note,
                           timeline::Detail::of(timeline::noteDetail("look here", about)));
    }

    // A whole message of one frame, or a control frame.
    void message(std::int64_t time, Direction direction, timeline::Type type,
                 std::uint64_t wireLength, std::uint64_t length, bool compressed = false)
    {
        publisher_.publish(entryOf(time, direction, type, compressed),
                           detailOf(wireLength, length));
    }

    // The same without a detail, as plain frames are.
    void plain(std::int64_t time, Direction direction, std::uint32_t length)
    {
        timeline::Entry entry = entryOf(time, direction, timeline::Type::Text, false);
        entry.wireLength = length;
        entry.length = length;
        publisher_.publish(entry);
    }

    // Its frames are rows of Frames only, the message after them is a row of Messages only.
    void fragmented(std::int64_t time, Direction direction, std::uint64_t each, int frames)
    {
        for (int i = 0; i < frames; ++i) {
            timeline::Entry frame =
                entryOf(time, direction,
                        i == 0 ? timeline::Type::Text : timeline::Type::Continuation, false);
            frame.flags = static_cast<std::uint16_t>(frame.flags & ~timeline::Entry::InMessages);
            publisher_.publish(frame, detailOf(each, each));
        }
        timeline::Entry whole = entryOf(time, direction, timeline::Type::Text, false);
        whole.flags = static_cast<std::uint16_t>(whole.flags & ~timeline::Entry::InFrames);
        const auto all = each * static_cast<std::uint64_t>(frames);
        publisher_.publish(whole, detailOf(all, all));
    }

    void pong(std::int64_t time, Direction direction, std::optional<Duration> roundTrip)
    {
        timeline::Detail detail = detailOf(4, 4);
        detail.roundTrip = roundTrip;
        publisher_.publish(entryOf(time, direction, timeline::Type::Pong, false), detail);
    }

    void violation(std::int64_t time, Direction direction)
    {
        timeline::Detail detail = detailOf(1, 1);
        detail.violations.push_back({wire::Rule::Utf8Invalid, {}});
        publisher_.publish(entryOf(time, direction, timeline::Type::Text, false), detail);
    }

    // A random mixture of all of these; `disorder`: how far a time may precede the previous one.
    void random(std::uint32_t seed, int events, std::int64_t step, std::int64_t disorder = 0)
    {
        std::mt19937_64 random(seed);
        const auto below = [&random](std::uint64_t end) { return random() % end; };
        for (int i = 0; i < events; ++i) {
            clock_ += static_cast<std::int64_t>(below(static_cast<std::uint64_t>(2 * step) + 1));
            const std::int64_t late =
                disorder == 0
                    ? 0
                    : static_cast<std::int64_t>(below(static_cast<std::uint64_t>(disorder)));
            const std::int64_t time = clock_ - late;
            const auto direction = below(3) == 0 ? Direction::Out : Direction::In;
            switch (below(14)) {
            case 0:
                message(time, direction, timeline::Type::Ping, below(126), below(126));
                break;
            case 1:
                pong(time, direction,
                     below(4) == 0 ? std::nullopt : std::optional(Duration{below(90'000'000)}));
                break;
            case 2:
                fragmented(time, direction, below(3000), 1 + static_cast<int>(below(4)));
                break;
            case 3:
                violation(time, direction);
                break;
            case 4:
                lifeCycle(time, below(2) == 0 ? timeline::Type::Note : timeline::Type::Closed);
                break;
            case 5:
                message(time, direction, timeline::Type::Binary, below(400'000), below(400'000));
                break;
            case 6:
                message(time, direction, timeline::Type::Close, 2, 2);
                break;
            case 7:
                message(time, direction, timeline::Type::Reserved, 9, 9);
                break;
            case 8:
            case 9:
                message(time, direction, timeline::Type::Text, 10 + below(100), 50 + below(900),
                        true);
                break;
            default:
                plain(time, direction, static_cast<std::uint32_t>(below(200)));
            }
        }
    }

private:
    static Timestamp at(std::int64_t time) { return Timestamp{Duration{Start + time}}; }

    static timeline::Detail detailOf(std::uint64_t wireLength, std::uint64_t length)
    {
        timeline::Detail detail;
        detail.wireLength = wireLength;
        detail.length = length;
        return detail;
    }

    static timeline::Entry entryOf(std::int64_t time, Direction direction, timeline::Type type,
                                   bool compressed)
    {
        timeline::Entry entry;
        entry.time = Start + time;
        entry.connection = 1;
        entry.type = type;
        entry.flags = timeline::Entry::InFrames | timeline::Entry::InMessages;
        entry.setDirection(direction);
        entry.set(timeline::Entry::Fin);
        entry.set(timeline::Entry::Compressed, compressed);
        return entry;
    }

    std::shared_ptr<timeline::Timeline> writable_ = std::make_shared<timeline::Timeline>();
    std::shared_ptr<const timeline::Timeline> timeline_ = writable_;
    timeline::Publisher publisher_{*writable_};
    std::int64_t clock_ = 0;
};

} // namespace framescope::test
