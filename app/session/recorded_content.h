// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "message/content.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::session {

/// The content of a recorded message, read from the recording while it is sent. The timeline may be
/// growing meanwhile. After its creation it may go to another thread, once.
class RecordedContent final : public message::Content
{
public:
    /// Precondition: the event is a frame or a message.
    RecordedContent(std::shared_ptr<const timeline::Timeline> timeline, EventId id);

    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read(MutableByteView into) override;

private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    EventId id_;
    std::uint64_t size_;
    std::uint64_t at_ = 0;
    std::optional<timeline::StreamReader> reader_; ///< of the thread that reads
};

} // namespace framescope::session
