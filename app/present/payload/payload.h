// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "timeline/index/timeline.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace framescope::present {

/// The bytes of a payload of any size, read by offset: the unmasked and inflated payload of a frame
/// or a message, or bytes in memory. Threads may share it; each reads with its own PayloadReader.
///
/// A large compressed payload can't be entered in the middle. It is unpacked once, as far as
/// needed, into an unnamed temporary file.
class Payload
{
public:
    /// Precondition: the timeline has the event, and it is a frame or a message.
    static std::shared_ptr<const Payload>
    ofEvent(std::shared_ptr<const timeline::Timeline> timeline, EventId id);
    /// The same payload as received: unmasked, but not inflated.
    static std::shared_ptr<const Payload>
    asItCame(std::shared_ptr<const timeline::Timeline> timeline, EventId id);
    /// Null means no bytes.
    static std::shared_ptr<const Payload> ofBytes(std::shared_ptr<const Bytes> bytes);
    ~Payload();

    std::uint64_t size() const { return size_; }
    /// All bytes if they are in memory, else null.
    const std::shared_ptr<const Bytes>& bytes() const { return bytes_; }

private:
    friend class PayloadReader;
    class Unpacked;
    Payload();

    std::uint64_t size_ = 0;
    std::shared_ptr<const Bytes> bytes_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    EventId id_;
    bool asItCame_ = false;
    std::unique_ptr<Unpacked> unpacked_; ///< null if the recording can be read directly
};

/// Reads a payload. Each thread needs its own.
class PayloadReader
{
public:
    explicit PayloadReader(std::shared_ptr<const Payload> payload);

    const Payload& payload() const { return *payload_; }
    /// Returns at most `limit` bytes, fewer only at the end. Reading far into a compressed payload
    /// may take a while; `stop` ends it with an error.
    Result<Bytes> read(std::uint64_t offset, std::uint64_t limit, const std::stop_token& stop = {});

private:
    std::shared_ptr<const Payload> payload_;
    std::optional<timeline::StreamReader> reader_;
};

} // namespace framescope::present
