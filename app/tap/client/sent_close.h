// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frames/frame_stream.h"

namespace framescope::tap {

/// Watches what goes out for the first Close frame, whoever made it: a raw frame may be one.
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
