// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frames/frame_stream.h"

namespace framescope::tap {

/// Watches the frames sent for the first Close frame, including one sent as a raw frame.
class SentClose final : public wire::FrameStreamHandler
{
public:
    bool seen() const { return seen_; }

    void frameEnd(const wire::FrameReport& frame) override
    {
        seen_ = seen_ || (frame.header.opcode == wire::Opcode::Close && frame.complete);
    }
    void messageEnd(const wire::MessageReport&) override {}

private:
    bool seen_ = false;
};

} // namespace framescope::tap
