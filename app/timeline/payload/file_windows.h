// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "recording/file.h"

#include <array>
#include <cstdint>
#include <memory>

namespace framescope::timeline {

/// Reads pieces of a file through a few buffers. Sequential reading needs one `pread` per LongRead;
/// random reading reads little more than the piece.
class FileWindows
{
public:
    static constexpr std::size_t LongRead = 256 * 1024;
    static constexpr std::size_t ShortRead = 4 * 1024;

    explicit FileWindows(std::shared_ptr<const recording::File> file) : file_(std::move(file)) {}

    /// Returns exactly `size` bytes at `at`; valid until the next call. `size` is at most LongRead.
    Result<ByteView> read(FileOffset at, std::size_t size);

private:
    struct Window
    {
        std::uint64_t start = 0;
        std::size_t size = 0;
        Bytes bytes;

        bool holds(std::uint64_t at, std::size_t count) const
        {
            return at >= start && at - start + count <= size;
        }
    };

    Result<ByteView> load(FileOffset at, std::size_t size);

    std::shared_ptr<const recording::File> file_;
    std::array<Window, 3> windows_;
    std::size_t recent_ = 0;
};

} // namespace framescope::timeline
