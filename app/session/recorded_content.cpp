// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recorded_content.h"

#include <algorithm>
#include <utility>

namespace framescope::session {

RecordedContent::RecordedContent(std::shared_ptr<const timeline::Timeline> timeline, EventId id)
    : timeline_(std::move(timeline)), id_(id), size_(timeline_->length(timeline_->entry(id)))
{
}

Result<std::size_t> RecordedContent::read(MutableByteView into)
{
    if (!reader_) {
        reader_.emplace(*timeline_);
    }
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - at_));
    return reader_->payload(id_, at_, wanted).and_then([&](const Bytes& bytes) {
        if (bytes.size() != wanted) {
            return Result<std::size_t>(
                failure("the recording has not all of the message",
                        "event " + std::to_string(std::uint64_t{id_.value} + 1)));
        }
        std::ranges::copy(bytes, into.begin());
        at_ += wanted;
        return Result<std::size_t>(wanted);
    });
}

} // namespace framescope::session
