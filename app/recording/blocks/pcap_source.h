// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/blocks/capture_source.h"
#include "recording/blocks/timestamp_scale.h"

namespace framescope::recording {

/// Reads libpcap's classic format, with microseconds or nanoseconds, in either byte order.
class PcapSource : public CaptureSource
{
public:
    static constexpr std::size_t HeaderLength = 24;
    /// Whether a file begins like this format; needs the whole first number.
    static bool recognises(ByteView start);

    explicit PcapSource(FileWindow window);

    Step next(Packet& packet) override;

private:
    bool headerRead_ = false;
    bool swapped_ = false;
    std::uint32_t unitsPerSecond_ = 1'000'000;
    TimestampScale scale_;
    LinkType linkType_ = LinkType::Ethernet;

    Step readHeader();
};

} // namespace framescope::recording
