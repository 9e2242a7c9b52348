// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/plain_payloads.h"

#include "filter/match/plain_payload.h"

namespace framescope::filter {

using timeline::StreamSource;

PlainPayloads::PlainPayloads(const timeline::Timeline& timeline)
    : lanes_{Lane{StreamSource(timeline), {}, 0, {}}, Lane{StreamSource(timeline), {}, 0, {}}}
{
}

std::optional<ByteView> PlainPayloads::view(const timeline::Entry& entry)
{
    if (!hasPlainPayload(entry)) {
        return std::nullopt;
    }
    Lane& lane = lanes_[indexOf(entry.direction())];
    const std::uint64_t payload = plainPayloadStart(entry);
    if (!lane.holds(entry, payload)) {
        lane.load(entry);
        if (!lane.holds(entry, payload)) {
            return std::nullopt;
        }
    }
    return lane.bytes.subspan(payload - lane.begin, entry.wireLength);
}

void PlainPayloads::Lane::load(const timeline::Entry& entry)
{
    const bool backward = conn == entry.conn() && entry.streamOffset < begin;
    conn = entry.conn();
    begin = plainReadStart(source, entry, backward);
    const auto piece = source.pieceAt(conn, entry.direction(), StreamOffset{begin},
                                      timeline::FileWindows::LongRead);
    bytes = piece ? piece->bytes : ByteView();
}

} // namespace framescope::filter
