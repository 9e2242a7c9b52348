// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/payload/file_windows.h"

#include <algorithm>

namespace framescope::timeline {

Result<ByteView> FileWindows::read(FileOffset at, std::size_t size)
{
    for (std::size_t i = 0; i < windows_.size(); ++i) {
        const std::size_t candidate = (recent_ + i) % windows_.size();
        const Window& window = windows_[candidate];
        if (window.holds(at.value, size)) {
            recent_ = candidate;
            return ByteView(window.bytes).subspan(at.value - window.start, size);
        }
    }
    return load(at, size);
}

/// Loads a window. Uses a long read at the end of a window, since that is sequential reading.
Result<ByteView> FileWindows::load(FileOffset at, std::size_t size)
{
    const Window& recent = windows_[recent_];
    const std::uint64_t recentEnd = recent.start + recent.size;
    const bool inOrder =
        recent.size > 0 && at.value >= recent.start && at.value <= recentEnd + ShortRead;
    if (!inOrder) {
        recent_ = (recent_ + windows_.size() - 1) % windows_.size();
    }
    Window& window = windows_[recent_];
    window.size = 0;
    window.start = at.value;
    // No more than there is: at the end of a recording that grows, a buffer for a long read would
    // cost more than what is read.
    const std::uint64_t end = std::max(file_->size().value_or(at.value), at.value);
    const std::uint64_t useful =
        std::min<std::uint64_t>(inOrder ? LongRead : ShortRead, end - at.value);
    window.bytes.resize(std::max(size, static_cast<std::size_t>(useful)));
    const auto got = file_->read(at, window.bytes);
    if (!got) {
        return tl::unexpected(got.error());
    }
    window.size = *got;
    if (window.size < size) {
        return failure("the recording ends inside an event", file_->path());
    }
    return ByteView(window.bytes).first(size);
}

} // namespace framescope::timeline
