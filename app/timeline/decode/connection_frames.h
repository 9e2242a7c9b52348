// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/decode/control_frames.h"
#include "timeline/decode/frame_tracker.h"

namespace framescope::timeline {

/// Trackers for the frames of both sides of a connection.
struct ConnectionFrames
{
    ConnectionFrames(ConnectionId conn, Publisher& publisher)
        : controls(conn, publisher),
          in(conn, Direction::In, publisher, publisher.stream(conn, Direction::In), controls),
          out(conn, Direction::Out, publisher, publisher.stream(conn, Direction::Out), controls)
    {
    }

    FrameTracker& of(Direction direction) { return direction == Direction::In ? in : out; }

    ControlFrames controls;
    FrameTracker in, out;
};

} // namespace framescope::timeline
