// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/direction.h"
#include "recording/packet_sink.h"
#include "timeline/details/ending_details.h"
#include "timeline/index/connection_info.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace framescope::timeline {

/// The way TCP ended, according to the packets.
class TcpEnding
{
public:
    /// Keeps the earliest end as the first: an end that waited for a gap is reported late.
    void ended(Direction by, Timestamp time, recording::StreamEnd how)
    {
        ended_[indexOf(by)] = true;
        const bool reset = how != recording::StreamEnd::Fin;
        if (auto& end = ends_[indexOf(by)]; end && !end->reset && end->time <= time) {
            end->thenReset = end->thenReset || reset;
        } else {
            end = TcpEnd{reset, time};
        }
        if (!first_ || time < first_->time) {
            first_ = First{how, by, time};
        }
    }
    /// Ends both directions, as a reset does.
    void over() { ended_ = {true, true}; }
    /// `closing`: a side has sent a Close frame before.
    void byteSeen(Timestamp time, bool closing)
    {
        if (!closing) {
            quiet_ = lastByte_ ? std::max(time - *lastByte_, Duration{0}) : Duration{0};
        }
        if (!first_ || time <= first_->time) {
            lastByte_ = std::max(lastByte_.value_or(time), time);
        }
    }

    bool hasEnded(Direction direction) const { return ended_[indexOf(direction)]; }
    bool isOver() const { return ended_[0] && ended_[1]; }
    bool isReset() const { return first_ && first_->how != recording::StreamEnd::Fin; }
    bool isRefused() const { return first_ && first_->how == recording::StreamEnd::Refused; }
    /// The side that ended it; the server if unknown.
    Direction by() const { return first_ ? first_->by : Direction::In; }

    const std::array<std::optional<TcpEnd>, 2>& ends() const { return ends_; }
    /// The time without a byte before those with the first Close frame.
    Duration quiet() const { return quiet_; }

    /// Sets the members about TCP, replacing those of a comment.
    void describe(ClosedDetail& detail) const
    {
        detail.tcp = detail.tcpBy = std::nullopt;
        detail.silence = std::nullopt;
        if (first_) {
            detail.tcp = isReset() ? "reset" : "fin";
            detail.tcpBy = first_->by == Direction::In ? "server" : "client";
            if (lastByte_) {
                const Duration silence = std::max(first_->time - *lastByte_, Duration{0});
                detail.silence = std::chrono::duration<double>(silence).count();
            }
        }
    }

private:
    struct First
    {
        recording::StreamEnd how;
        Direction by;
        Timestamp time;
    };

    std::array<bool, 2> ended_{};
    std::array<std::optional<TcpEnd>, 2> ends_;
    std::optional<First> first_;
    std::optional<Timestamp> lastByte_; ///< latest byte before the first end
    Duration quiet_{};
};

} // namespace framescope::timeline
