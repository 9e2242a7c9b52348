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

/// Bytes to be shown, of any size, by position: the payload of a frame or a message, unmasked
/// and inflated, or bytes that are at hand. May be shared between threads; each reads with a
/// PayloadReader of its own.
///
/// A large payload that can't be entered in the middle (compressed) is unpacked once, as far as
/// it is asked for, into a nameless temporary file.
class Payload
{
public:
    /// Precondition: the timeline has the event, and it is a frame or a message.
    static std::shared_ptr<const Payload>
    ofEvent(std::shared_ptr<const timeline::Timeline> timeline, EventId id);
    /// The same as it came: unmasked, but not inflated.
    static std::shared_ptr<const Payload>
    asItCame(std::shared_ptr<const timeline::Timeline> timeline, EventId id);
    /// Null is no bytes.
    static std::shared_ptr<const Payload> ofBytes(std::shared_ptr<const Bytes> bytes);
    ~Payload();

    std::uint64_t size() const { return size_; }
    /// All of them where they are at hand, else null.
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
    std::unique_ptr<Unpacked> unpacked_; ///< null where the recording can be read directly
};

/// Reads a payload; one per thread.
class PayloadReader
{
public:
    explicit PayloadReader(std::shared_ptr<const Payload> payload);

    const Payload& payload() const { return *payload_; }
    /// At most `limit` bytes; fewer only at the end. To get far into a payload that has to be
    /// unpacked may take a while: then `stop` ends it, with an error.
    Result<Bytes> read(std::uint64_t offset, std::uint64_t limit, const std::stop_token& stop = {});

private:
    std::shared_ptr<const Payload> payload_;
    std::optional<timeline::StreamReader> reader_;
};

} // namespace framescope::present
