// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "recording/file.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::recording {

/// Reads a file from front to back through a buffer, up to the end it had when it was opened.
class FileWindow
{
public:
    FileWindow(std::shared_ptr<const File> file, std::uint64_t fileSize);

    /// Returns the next `count` bytes or more without moving the position; fewer only at the end of
    /// the file or after an error. Valid until the next call. A hostile `count` costs no memory:
    /// it is limited to the rest of the file.
    ByteView peek(std::size_t count)
    {
        if (filled_ - cursor_ < count)
            refill(count);
        return ByteView(buffer_.get() + cursor_, filled_ - cursor_);
    }
    /// Moves the position forward, within the bytes peeked or beyond them.
    void advance(std::uint64_t count);

    FileOffset position() const { return FileOffset{bufferAt_ + cursor_}; }
    /// The number of bytes from the position to the end.
    std::uint64_t remaining() const;
    std::uint64_t fileSize() const { return fileSize_; }
    const File& file() const { return *file_; }
    /// The error if `peek` returned too few bytes before the end.
    const std::optional<Error>& error() const { return error_; }

private:
    void refill(std::size_t count);

    std::shared_ptr<const File> file_;
    std::uint64_t fileSize_;
    std::unique_ptr<std::uint8_t[]> buffer_;
    std::size_t capacity_ = 0;
    std::size_t cursor_ = 0;
    std::size_t filled_ = 0;
    std::uint64_t bufferAt_ = 0; ///< offset of the buffer's first byte in the file
    std::optional<Error> error_;
};

} // namespace framescope::recording
