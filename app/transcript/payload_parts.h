// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "timeline/payload/stream_reader.h"

#include <cstdint>
#include <functional>

namespace framescope::transcript {

/// The payload of an event, part by part: at once where the record holds all of it, else read
/// anew for each walk, so that memory does not grow with it.
class PayloadParts
{
public:
    static constexpr std::uint64_t PartSize = 3 * 128 * 1024; ///< base64 needs multiples of 3
    using Take = std::function<Result<void>(ByteView)>;

    /// Both must outlive it. The record may have been cut at `PartSize`.
    PayloadParts(const timeline::EventRecord& record, timeline::StreamReader& reader)
        : record_(record), reader_(reader)
    {
    }

    /// All of it is in the record.
    bool isWhole() const;
    /// Whether it is UTF-8, as a whole.
    Result<bool> isUtf8() const;
    /// Whether there is such a byte in it.
    Result<bool> contains(std::uint8_t byte) const;

    /// Parts of `PartSize`; the last one is shorter.
    Result<void> each(const Take& take) const;
    /// Likewise, of the payload as it came, where the record says that there is such.
    Result<void> eachWire(const Take& take) const;
    /// Parts that end where a character of UTF-8 does; the last may end inside one.
    Result<void> eachText(const Take& take) const;

private:
    using Read = Result<Bytes> (timeline::StreamReader::*)(EventId, std::uint64_t, std::uint64_t);
    Result<void> eachRead(Read read, const Take& take) const;

    const timeline::EventRecord& record_;
    timeline::StreamReader& reader_;
};

} // namespace framescope::transcript
