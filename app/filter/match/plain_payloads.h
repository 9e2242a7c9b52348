// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"
#include "timeline/payload/stream_source.h"

#include <array>
#include <cstdint>
#include <optional>

namespace framescope::filter {

/// Payloads that are in the recording unchanged, read in blocks. One per thread; fastest with
/// events in order.
class PlainPayloads
{
public:
    explicit PlainPayloads(const timeline::Timeline& timeline);

    /// Valid until the next call. Nothing if it has to be read in another way, as it is masked,
    /// compressed, of several frames, or not in one piece.
    std::optional<ByteView> view(const timeline::Entry& entry);

private:
    /// A piece of one direction.
    struct Lane
    {
        timeline::StreamSource source;
        ConnectionId conn;
        std::uint64_t begin = 0; ///< offset in the stream
        ByteView bytes;

        bool holds(const timeline::Entry& entry, std::uint64_t payload) const
        {
            return conn == entry.conn() && payload >= begin &&
                   payload - begin + entry.wireLength <= bytes.size();
        }
        void load(const timeline::Entry& entry);
    };

    std::array<Lane, 2> lanes_;
};

} // namespace framescope::filter
