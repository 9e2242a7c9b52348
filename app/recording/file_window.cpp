// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/file_window.h"

#include <algorithm>
#include <cstring>

namespace framescope::recording {

namespace {

constexpr std::uint64_t SmallestBuffer = std::uint64_t{1} << 12;
constexpr std::uint64_t UsualBuffer = std::uint64_t{1} << 20;

} // namespace

FileWindow::FileWindow(std::shared_ptr<const File> file, std::uint64_t fileSize)
    : file_(std::move(file)), fileSize_(fileSize),
      capacity_(static_cast<std::size_t>(std::clamp(fileSize, SmallestBuffer, UsualBuffer)))
{
    buffer_ = std::make_unique_for_overwrite<std::uint8_t[]>(capacity_);
}

void FileWindow::advance(std::uint64_t count)
{
    const std::size_t buffered = filled_ - cursor_;
    if (count <= buffered) {
        cursor_ += static_cast<std::size_t>(count);
        return;
    }
    bufferAt_ += cursor_ + count;
    cursor_ = filled_ = 0;
}

std::uint64_t FileWindow::remaining() const
{
    return fileSize_ - std::min(fileSize_, position().value);
}

void FileWindow::refill(std::size_t count)
{
    const std::size_t rest = filled_ - cursor_;
    if (count > capacity_) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, remaining()));
        if (wanted > capacity_) {
            auto larger = std::make_unique_for_overwrite<std::uint8_t[]>(wanted);
            std::memcpy(larger.get(), buffer_.get() + cursor_, rest);
            buffer_ = std::move(larger);
            capacity_ = wanted;
            bufferAt_ += cursor_;
            cursor_ = 0;
            filled_ = rest;
        }
    }
    std::memmove(buffer_.get(), buffer_.get() + cursor_, rest);
    bufferAt_ += cursor_;
    cursor_ = 0;
    filled_ = rest;
    // Data appended meanwhile is not read, since it may be half a block.
    const std::uint64_t at = bufferAt_ + filled_;
    const auto wanted = static_cast<std::size_t>(
        std::min<std::uint64_t>(capacity_ - filled_, fileSize_ - std::min(fileSize_, at)));
    const auto read = file_->read(FileOffset{at}, MutableByteView(buffer_.get() + filled_, wanted));
    if (!read) {
        error_ = read.error();
        return;
    }
    filled_ += *read;
}

} // namespace framescope::recording
