// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/content.h"
#include "present/payload/payload.h"

#include <memory>
#include <optional>

namespace framescope::ui {

/// A payload of a recording, read while it is sent again.
class RecordedContent : public message::Content
{
public:
    explicit RecordedContent(std::shared_ptr<const present::Payload> payload);

    std::uint64_t size() const override { return payload_->size(); }
    Result<std::size_t> read(MutableByteView into) override;

private:
    std::shared_ptr<const present::Payload> payload_;
    std::optional<present::PayloadReader> reader_; ///< of the thread that reads
    std::uint64_t at_ = 0;
};

} // namespace framescope::ui
