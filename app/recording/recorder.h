// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/direction.h"
#include "base/error.h"
#include "recording/file.h"
#include "recording/packet_sink.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::recording {

/// Writes a recording: pcapng, raw IP, nanoseconds, one Enhanced Packet Block per chunk. For one
/// writer. `sink` gets the same calls as from a Reader of the file.
///
/// Every call either writes whole blocks or returns an error (a full disk); after an error nothing
/// more is written and all later calls return it. What `sink` received is in the file, and nothing
/// else. About once a second, and at the end, the file is synced in a separate thread, whose errors
/// are returned by the next call.
///
/// A program that may exceed RLIMIT_FSIZE must ignore SIGXFSZ.
class Recorder
{
public:
    struct Options
    {
        bool replace = false;  ///< overwrite an existing file
        bool inMemory = false; ///< make no file, whatever the path; see File::inMemory
        std::string application = "Framescope";
    };
    /// The most payload bytes in a packet.
    static constexpr std::size_t MaxChunk = 16'000;

    static Result<std::unique_ptr<Recorder>> create(const std::string& path, const Options& options,
                                                    PacketSink& sink);
    ~Recorder();

    /// Adds a connection and reports it to `sink`, but writes nothing. A reader sees the connection
    /// begin with its first block, so that should follow at once.
    ConnectionId addConnection(Timestamp time);

    /// Writes a comment in an empty packet: before the TCP connection an IPv6 header with nothing
    /// after it, later a TCP segment without payload. `text` is cut at a UTF-8 boundary to 65,000
    /// bytes. `conn` 0 is no connection. Framescope's comments begin with `framescope {"conn":N,`;
    /// to any other comment before TCP, a comment `framescope {"conn":N}` is added, by which
    /// readers find the connection.
    Result<void> comment(ConnectionId conn, Timestamp time, std::string_view text);

    /// Writes a SYN at `synTime`, SYN/ACK and ACK at `time`; `text` is a comment on the ACK. Once
    /// per connection. If the ends have different IP versions, IPv4 is mapped to IPv6.
    Result<void> connected(ConnectionId conn, Timestamp synTime, Timestamp time,
                           const Endpoints& endpoints, std::string_view text);

    /// Writes data that was received or sent, in blocks of at most MaxChunk. `cuts`: ascending
    /// offsets in `bytes` at which a new block must begin. `text`, unless empty, is a comment on
    /// the first block.
    Result<void> data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                      std::string_view text = {}, std::span<const std::size_t> cuts = {});

    /// Writes a FIN or RST. `sink` is informed of the first one in each direction.
    Result<void> streamEnded(ConnectionId conn, Direction dir, Timestamp time, StreamEnd how);

    /// Whether writing has failed: every further call returns that error. A call that is not valid,
    /// such as data after the end of the stream, fails too, but the recording can continue.
    bool failed() const;
    /// The size of the file in bytes.
    std::uint64_t size() const;
    /// The file, for reading its blocks.
    std::shared_ptr<const File> file() const;
    /// Syncs and ends the sync thread; the file is complete then. Also called by the destructor.
    Result<void> finish();

private:
    struct Chunks;
    struct State;
    explicit Recorder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace framescope::recording
