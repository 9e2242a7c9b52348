// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/recorded_content.h"

#include <algorithm>

namespace framescope::ui {

RecordedContent::RecordedContent(std::shared_ptr<const present::Payload> payload)
    : payload_(std::move(payload))
{
}

Result<std::size_t> RecordedContent::read(MutableByteView into)
{
    if (!reader_) {
        reader_.emplace(payload_);
    }
    return reader_->read(at_, into.size()).map([&](const Bytes& bytes) {
        std::ranges::copy(bytes, into.begin());
        at_ += bytes.size();
        return bytes.size();
    });
}

} // namespace framescope::ui
