// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/append_log.h"
#include "base/bytes.h"
#include "base/ids.h"
#include "wire/deflate.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::timeline {

/// A part of a stream in the file: the bytes from `stream` on are at `file`, up to the next extent.
struct Extent
{
    /// The value of `file` if the bytes are missing from the capture.
    static constexpr FileOffset Missing{UINT64_MAX};

    StreamOffset stream;
    FileOffset file;

    bool isMissing() const { return file == Missing; }
};
static_assert(sizeof(Extent) == 16);

/// The state of the inflater between two messages, where inflating can begin. Without a window,
/// inflating must begin anew here and can't continue from earlier messages.
struct InflateCheckpoint
{
    StreamOffset start; ///< offset of the next frame
    Bytes window;
};

/// Maps the bytes of one direction of a connection to the file. One writer, any number of readers.
struct StreamIndex
{
    static constexpr std::uint64_t Unknown = UINT64_MAX;

    AppendLog<Extent, 16> extents; ///< ascending, the first at offset 0
    std::atomic<std::uint64_t> length{0};
    /// The offset at which decoding stopped; later bytes belong to no frame.
    std::atomic<std::uint64_t> framesEnd{Unknown};

    // The members below are set before the first frame is published.
    StreamOffset framesStart;
    std::optional<wire::DeflateParameters> deflate;
    std::uint64_t inflateLimit = wire::Inflater::DefaultLimit;
    std::unique_ptr<AppendLog<InflateCheckpoint, 16>> checkpoints; ///< null without takeover
};

} // namespace framescope::timeline
