// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_decoder.h"

#include <cstddef>
#include <vector>

namespace framescope::timeline {

/// Wireshark 4.0 counts each frame of a packet as a level of its tree, stops at 500 levels, and
/// loses what follows in the packet.
inline constexpr std::size_t MaxFramesPerPacket = 400;

/// Where packets have to begin within `bytes`, ascending, so that none of them has more frames.
/// `before`: how far the stream was decoded; null where it is not known to be frames. Then the
/// packets are as short as frames of two bytes demand.
std::vector<std::size_t> packetCuts(const wire::FrameDecoder* before, ByteView bytes);

} // namespace framescope::timeline
