// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/frame_decoder.h"

#include <cstddef>
#include <vector>

namespace framescope::timeline {

/// Wireshark 4.0 counts each frame of a packet as a level of its tree and stops at 500 levels, so
/// that further frames of the packet are lost.
inline constexpr std::size_t MaxFramesPerPacket = 400;

/// Offsets in `bytes` where packets must begin so that none has more frames, ascending. `before`:
/// the decoder's state before `bytes`; null if it is not known where frames begin. Then packets are
/// short enough for frames of two bytes.
std::vector<std::size_t> packetCuts(const wire::FrameDecoder* before, ByteView bytes);

} // namespace framescope::timeline
