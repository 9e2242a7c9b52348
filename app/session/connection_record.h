// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "connection/target.h"
#include "tap/sink.h"
#include "timeline/decode/live_capture.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::session {

/// Records the events and bytes that the tap reports for one connection.
class ConnectionRecord final : public tap::Sink
{
public:
    /// Adds a connection to the recording, beginning with the event `connecting`. `failed` is
    /// called once, as soon as something can't be recorded.
    ConnectionRecord(timeline::LiveCapture& live, const connection::Target& target,
                     std::function<void(const Error&)> failed);

    ConnectionId id() const { return conn_; }
    /// Sets what is asked once for a failure to record, when the first side ends the connection.
    void setLastWords(std::function<std::optional<tap::Failure>()> lastWords)
    {
        lastWords_ = std::move(lastWords);
    }

    // tap::Sink
    bool tell(const tap::Event& event) override;
    std::size_t keep(Direction direction, ByteView bytes) override;
    wire::FrameStreamHandler* frames(Direction direction,
                                     std::shared_ptr<wire::FrameStream> stream) override;

private:
    bool isRecorded(const Result<void>& result);
    bool record(const tap::Event& event);

    timeline::LiveCapture& live_;
    std::function<void(const Error&)> failed_;
    std::function<std::optional<tap::Failure>()> lastWords_;
    std::vector<std::string> secrets_; ///< values that no comment may have
    ConnectionId conn_;
};

} // namespace framescope::session
