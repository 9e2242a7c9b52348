// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/plain_payloads.h"

#include <algorithm>

namespace framescope::filter {

using timeline::FileWindows;
using timeline::StreamSource;

/// When going backward, the block ends with the payload, since earlier ones are needed next.
void PlainPiece::load(StreamSource& source, const timeline::Entry& entry)
{
    const bool backward = conn == entry.conn() && entry.streamOffset < begin;
    const std::uint64_t end = plainPayloadStart(entry) + entry.wireLength;
    conn = entry.conn();
    begin = entry.streamOffset;
    if (backward && end - begin < FileWindows::LongRead) {
        const auto start = source.pieceStart(conn, entry.direction(), StreamOffset{begin});
        begin = std::max(start.value, end - std::min<std::uint64_t>(end, FileWindows::LongRead));
    }
    const auto piece =
        source.pieceAt(conn, entry.direction(), StreamOffset{begin}, FileWindows::LongRead);
    bytes = piece ? piece->bytes : ByteView();
}

PlainPayloads::PlainPayloads(const timeline::Timeline& timeline)
    : lanes_{Lane{StreamSource(timeline)}, Lane{StreamSource(timeline)}}
{
}

std::optional<ByteView> PlainPayloads::view(const timeline::Entry& entry)
{
    if (!hasPlainPayload(entry)) {
        return std::nullopt;
    }
    auto& [source, piece] = lanes_[indexOf(entry.direction())];
    const std::uint64_t payload = plainPayloadStart(entry);
    if (!piece.holds(entry, payload)) {
        piece.load(source, entry);
        if (!piece.holds(entry, payload)) {
            return std::nullopt;
        }
    }
    return piece.bytes.subspan(payload - piece.begin, entry.wireLength);
}

} // namespace framescope::filter
