// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

#include "base/text/utf8.h"
#include "recording/blocks/block_format.h"
#include "recording/blocks/connection_marker.h"
#include "recording/sync_thread.h"
#include "recording/tcp/tcp_synthesizer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <vector>

namespace framescope::recording {

namespace {

constexpr std::size_t LongestText = 65'000;
constexpr std::size_t BlocksPerWrite = 66; ///< about 1 MiB

/// An IPv6 header with nothing after it (RFC 8200 4.7) and no addresses: the packet of comments
/// before the TCP connection. Wireshark calls a packet without any bytes malformed, but shows this
/// one as "IPv6 no next header" without a complaint.
constexpr std::array<std::uint8_t, 40> EmptyPacket{0x60, 0, 0, 0, 0, 0, 59, 64};

} // namespace

/// The rest of some data that is written block by block.
struct Recorder::Chunks
{
    ByteView bytes;
    std::span<const std::size_t> cuts;
    std::size_t at = 0;

    bool empty() const { return at == bytes.size(); }
    ByteView next()
    {
        while (!cuts.empty() && cuts.front() <= at)
            cuts = cuts.subspan(1);
        const std::size_t end = std::min(cuts.empty() ? bytes.size() : cuts.front(), at + MaxChunk);
        const ByteView chunk = bytes.subspan(at, std::min(end, bytes.size()) - at);
        at += chunk.size();
        return chunk;
    }
};

struct Recorder::State
{
    State(std::shared_ptr<File> recordingFile, PacketSink& packetSink)
        : file(std::move(recordingFile)), sink(packetSink)
    {
        if (!file->isInMemory())
            sync.emplace(file);
    }

    std::shared_ptr<File> file;
    PacketSink& sink;
    std::optional<SyncThread> sync;                         ///< nullopt for a file in memory
    std::vector<std::optional<TcpSynthesizer>> connections; ///< nullopt before `connected`
    Bytes buffer;                                           ///< blocks of the next write
    std::optional<Error> error;                             ///< the first error

    std::optional<TcpSynthesizer>& connection(ConnectionId conn)
    {
        assert(conn.value >= 1 && conn.value <= connections.size());
        return connections[conn.value - 1];
    }

    /// Must begin every call. Fails if an earlier call has failed.
    Result<void> begin();
    /// Returns the connection; fails if it has no TCP yet.
    Result<TcpSynthesizer*> tcp(ConnectionId conn);
    /// Adds a block; returns the offset of its payload in the file.
    FileOffset addBlock(Timestamp time, const TcpSegment& segment, std::string_view comment = {});
    void addEmptyPacket(ConnectionId conn, Timestamp time, std::string_view text);
    /// Writes the blocks added so far.
    Result<void> write();
    /// Writes at most BlocksPerWrite blocks and removes them from `rest`.
    Result<void> writeChunks(ConnectionId conn, Direction dir, Timestamp time, Chunks& rest,
                             std::string_view text);
};

Result<void> Recorder::State::begin()
{
    if (!error && sync)
        error = sync->failure();
    if (error)
        return tl::unexpected(*error);
    buffer.clear();
    return {};
}

Result<TcpSynthesizer*> Recorder::State::tcp(ConnectionId conn)
{
    if (auto begun = begin(); !begun)
        return tl::unexpected(begun.error());
    auto& found = connection(conn);
    if (!found)
        return failure("connection " + std::to_string(conn.value) + " is not up", file->path());
    return &*found;
}

FileOffset Recorder::State::addBlock(Timestamp time, const TcpSegment& segment,
                                     std::string_view comment)
{
    BlockWriter block(buffer, time);
    const std::size_t packet = buffer.size();
    const std::size_t headers = appendIpPacket(buffer, segment);
    block.endPacket();
    block.comment(comment);
    block.end();
    return FileOffset{file->appended() + packet + headers};
}

void Recorder::State::addEmptyPacket(ConnectionId conn, Timestamp time, std::string_view text)
{
    const auto marker = parseConnectionMarker(text);
    const bool named = marker ? marker->conn == conn : conn.value == 0;
    BlockWriter block(buffer, time);
    append(buffer, EmptyPacket);
    block.endPacket();
    if (!named)
        block.comment(connectionMarker(conn));
    block.comment(text);
    block.end();
}

Result<void> Recorder::State::write()
{
    if (auto appended = file->append(buffer); !appended) {
        error = appended.error();
        return appended;
    }
    if (sync)
        sync->wake();
    return {};
}

Result<void> Recorder::State::writeChunks(ConnectionId conn, Direction dir, Timestamp time,
                                          Chunks& rest, std::string_view text)
{
    std::array<std::pair<ByteView, FileOffset>, BlocksPerWrite> chunks;
    std::size_t count = 0;
    TcpSynthesizer& tcp = *connection(conn);
    const std::string_view comment = text;
    buffer.clear();
    while (!rest.empty() && count < chunks.size()) {
        if (tcp.acknowledgementDue(dir))
            addBlock(time, tcp.acknowledgement(opposite(dir)));
        const ByteView chunk = rest.next();
        chunks[count++] = {chunk, addBlock(time, tcp.data(dir, chunk), text)};
        text = {};
    }
    if (auto written = write(); !written)
        return written;
    if (!comment.empty())
        sink.comment(conn, time, comment);
    for (std::size_t i = 0; i < count; ++i)
        sink.data(conn, dir, time, chunks[i].first, chunks[i].second);
    return {};
}

Recorder::Recorder(std::unique_ptr<State> state) : state_(std::move(state)) {}

Recorder::~Recorder()
{
    state_->sync.reset();
    [[maybe_unused]] const auto synced = state_->file->sync();
    state_->file->release();
}

Result<std::unique_ptr<Recorder>> Recorder::create(const std::string& path, const Options& options,
                                                   PacketSink& sink)
{
    auto file = options.inMemory ? Result<std::shared_ptr<File>>(File::inMemory())
                                 : File::create(path, options.replace);
    if (!file)
        return tl::unexpected(file.error());
    std::unique_ptr<Recorder> recorder(new Recorder(std::make_unique<State>(*file, sink)));
    appendFileHeader(recorder->state_->buffer, options.application);
    if (auto written = recorder->state_->write(); !written)
        return tl::unexpected(written.error());
    return recorder;
}

ConnectionId Recorder::addConnection(Timestamp time)
{
    state_->connections.emplace_back();
    const ConnectionId conn{static_cast<std::uint32_t>(state_->connections.size())};
    state_->sink.connectionSeen(conn, time);
    return conn;
}

Result<void> Recorder::comment(ConnectionId conn, Timestamp time, std::string_view text)
{
    if (auto begun = state_->begin(); !begun)
        return begun;
    text = cutText(text, LongestText);
    if (conn.value != 0 && state_->connection(conn))
        state_->addBlock(time, state_->connection(conn)->empty(), text);
    else
        state_->addEmptyPacket(conn, time, text);
    if (auto written = state_->write(); !written)
        return written;
    state_->sink.comment(conn, time, text);
    return {};
}

Result<void> Recorder::connected(ConnectionId conn, Timestamp synTime, Timestamp time,
                                 const Endpoints& endpoints, std::string_view text)
{
    if (auto begun = state_->begin(); !begun)
        return begun;
    assert(!state_->connection(conn));
    text = cutText(text, LongestText);
    TcpSynthesizer& tcp = state_->connection(conn).emplace(conn, endpoints);
    state_->addBlock(synTime, tcp.syn(), connectionMarker(conn));
    state_->addBlock(time, tcp.synAck());
    state_->addBlock(time, tcp.acknowledgement(Direction::Out), text);
    if (auto written = state_->write(); !written)
        return written;
    state_->sink.endpointsKnown(conn, synTime, tcp.endpoints());
    if (!text.empty())
        state_->sink.comment(conn, time, text);
    return {};
}

Result<void> Recorder::data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                            std::string_view text, std::span<const std::size_t> cuts)
{
    const auto tcp = state_->tcp(conn);
    if (!tcp)
        return tl::unexpected(tcp.error());
    if ((*tcp)->ended(dir))
        return failure("data after the end of the stream", state_->file->path());
    if (bytes.empty())
        return text.empty() ? Result<void>{} : comment(conn, time, text);
    text = cutText(text, LongestText);
    Chunks rest{bytes, cuts};
    while (!rest.empty()) {
        if (auto written = state_->writeChunks(conn, dir, time, rest, text); !written)
            return written;
        text = {};
    }
    return {};
}

Result<void> Recorder::streamEnded(ConnectionId conn, Direction dir, Timestamp time, StreamEnd how)
{
    const auto tcp = state_->tcp(conn);
    if (!tcp)
        return tl::unexpected(tcp.error());
    const bool reset = how == StreamEnd::Reset;
    const bool first = reset ? !(*tcp)->wasReset(dir) : !(*tcp)->ended(dir);
    state_->addBlock(time, (*tcp)->end(dir, reset));
    if (auto written = state_->write(); !written)
        return written;
    if (first)
        state_->sink.streamEnded(conn, dir, time, how);
    return {};
}

bool Recorder::failed() const
{
    return state_->error.has_value();
}

std::uint64_t Recorder::size() const
{
    return state_->file->appended();
}

std::shared_ptr<const File> Recorder::file() const
{
    return state_->file;
}

Result<void> Recorder::finish()
{
    if (state_->sync)
        state_->sync->stop();
    if (auto begun = state_->begin(); !begun)
        return begun;
    const auto synced = state_->file->sync();
    state_->file->release();
    if (!synced)
        state_->error = synced.error();
    return synced;
}

} // namespace framescope::recording
