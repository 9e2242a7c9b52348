// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/payload/stream_source.h"

#include "base/partition_point.h"

#include <algorithm>

namespace framescope::timeline {

StreamSource::Lane* StreamSource::lane(ConnectionId conn, Direction direction)
{
    if (conn != laneConnection_) {
        const auto& all = timeline_.connections_->all;
        if (conn.value == 0 || conn.value > all.size()) {
            return nullptr;
        }
        laneConnection_ = conn;
        const auto& streams = all[conn.value - 1]->streams;
        lanes_ = {Lane{&streams[0], 0}, Lane{&streams[1], 0}};
    }
    return conn.value == 0 ? nullptr : &lanes_[indexOf(direction)];
}

const StreamIndex* StreamSource::index(ConnectionId conn, Direction direction)
{
    const Lane* found = lane(conn, direction);
    return found ? found->index : nullptr;
}

/// The last extent that starts at or before `at`. Precondition: there are extents.
std::size_t StreamSource::extentAt(Lane& lane, StreamOffset at)
{
    const auto& extents = lane.index->extents;
    const std::size_t count = extents.size();
    const auto isIt = [&](std::size_t i) {
        return i < count && extents[i].stream <= at &&
               (i + 1 == count || extents[i + 1].stream > at);
    };
    if (isIt(lane.extent)) {
        return lane.extent;
    }
    if (isIt(lane.extent + 1)) {
        return ++lane.extent;
    }
    lane.extent = partitionPoint(std::size_t{1}, count,
                                 [&](std::size_t i) { return extents[i].stream <= at; }) -
                  1;
    return lane.extent;
}

Result<StreamSource::Piece> StreamSource::pieceAt(ConnectionId conn, Direction direction,
                                                  StreamOffset at, std::uint64_t most)
{
    Lane* where = lane(conn, direction);
    if (!where) {
        return failure("no such connection: " + std::to_string(conn.value));
    }
    const std::uint64_t length = where->index->length.load(std::memory_order_acquire);
    if (at.value >= length || most == 0) {
        return Piece{};
    }
    const std::size_t i = extentAt(*where, at);
    const auto& extents = where->index->extents;
    const Extent& extent = extents[i];
    const std::uint64_t end = i + 1 < extents.size() ? extents[i + 1].stream.value : length;
    if (extent.isMissing()) {
        return Piece{{}, end - at.value};
    }
    const auto size = static_cast<std::size_t>(
        std::min({most, end - at.value, std::uint64_t{FileWindows::LongRead}}));
    auto bytes = fromFile(extent.file + (at.value - extent.stream.value), size);
    if (!bytes) {
        return tl::unexpected(std::move(bytes).error());
    }
    return Piece{*bytes, 0};
}

StreamOffset StreamSource::pieceStart(ConnectionId conn, Direction direction, StreamOffset at)
{
    Lane* where = lane(conn, direction);
    if (!where || at.value >= where->index->length.load(std::memory_order_acquire)) {
        return at;
    }
    return where->index->extents[extentAt(*where, at)].stream;
}

Result<ByteView> StreamSource::fromFile(FileOffset at, std::size_t size)
{
    if (!windows_) {
        auto file = timeline_.file();
        if (!file) {
            return failure("the timeline has no recording to read from");
        }
        windows_.emplace(std::move(file));
    }
    return windows_->read(at, size);
}

Result<wire::FrameHeader> StreamSource::headerAt(ConnectionId conn, Direction direction,
                                                 StreamOffset at)
{
    const StreamIndex* stream = index(conn, direction);
    if (!stream) {
        return failure("no such connection: " + std::to_string(conn.value));
    }
    const std::uint64_t end = stream->framesEnd.load(std::memory_order_acquire);
    std::array<std::uint8_t, wire::FrameHeader::MaxSize> buffer;
    std::size_t size = 0;
    while (size < buffer.size() && at.value + size < end) {
        const std::uint64_t most =
            std::min<std::uint64_t>(buffer.size() - size, end - at.value - size);
        const auto piece = pieceAt(conn, direction, at + size, most);
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (piece->bytes.empty()) {
            break;
        }
        std::ranges::copy(piece->bytes, buffer.begin() + static_cast<std::ptrdiff_t>(size));
        size += piece->bytes.size();
        if (const auto header = wire::parseFrameHeader({buffer.data(), size})) {
            return *header;
        }
    }
    return wire::parseCutHeader({buffer.data(), size});
}

} // namespace framescope::timeline
