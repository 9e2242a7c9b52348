// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <functional>

namespace framescope::transcript {

/// The payload of an event, part by part: from the record if it has all of it, otherwise read again
/// for each walk, so that memory does not grow with the payload.
class PayloadParts
{
public:
    static constexpr std::uint64_t PartSize = 3 * 128 * 1024; ///< base64 needs multiples of 3
    using Take = std::function<Result<void>(ByteView)>;
    using Walk = Result<void> (PayloadParts::*)(const Take&) const; ///< `each` or another

    /// Both must outlive it. The record may have been cut at `PartSize`.
    PayloadParts(const timeline::EventRecord& record, timeline::StreamReader& reader)
        : record_(record), reader_(reader)
    {
    }

    /// Whether the record has all of it.
    bool isWhole() const;
    /// Whether the whole payload is UTF-8.
    Result<bool> isUtf8() const;
    /// Whether the payload contains `byte`.
    Result<bool> contains(std::uint8_t byte) const;

    /// Passes parts of `PartSize`; the last one may be shorter.
    Result<void> each(const Take& take) const;
    /// The same for the payload on the wire, if the record has one.
    Result<void> eachWire(const Take& take) const;
    /// Passes parts that end between two UTF-8 characters; the last may end inside one.
    Result<void> eachText(const Take& take) const;

private:
    using Read = Result<Bytes> (timeline::StreamReader::*)(EventId, std::uint64_t, std::uint64_t);
    Result<void> eachRead(Read read, const Take& take) const;

    const timeline::EventRecord& record_;
    timeline::StreamReader& reader_;
};

} // namespace framescope::transcript
