// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_decoder.h"

#include <cstddef>
#include <vector>

namespace framescope::timeline {

/// The most frames in one packet. Wireshark 4.0 counts each frame as a level of its tree and stops
/// at 500 levels, so that the packet's further frames are lost.
inline constexpr std::size_t MaxFramesPerPacket = 400;

/// Ascending offsets in `bytes` where packets must begin so that none has more frames. `before`:
/// the decoder's state before `bytes`; null if frame boundaries are unknown: then packets are short
/// enough for frames of two bytes.
std::vector<std::size_t> packetCuts(const wire::FrameDecoder* before, ByteView bytes);

} // namespace framescope::timeline
