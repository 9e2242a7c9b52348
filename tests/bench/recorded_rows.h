// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/live_capture.h"

#include <cstdint>
#include <memory>
#include <string>

namespace framescope::bench {

// A recording of one connection that receives a 64-byte JSON message every 10 µs on average: ticks,
// and an order in every thousand. It is written by the recorder and decoded like any other.
class RecordedRows
{
public:
    // Ends the program if the file can't be written.
    explicit RecordedRows(const std::string& path);

    void append(std::uint64_t frames);
    void finish();
    const std::shared_ptr<const timeline::Timeline>& timeline() const { return live_->timeline(); }

private:
    std::unique_ptr<timeline::LiveCapture> live_;
    ConnectionId connection_;
    Timestamp time_;
    std::uint64_t sequence_ = 0;
    Bytes chunk_;
};

} // namespace framescope::bench
