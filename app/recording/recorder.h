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

/// Writes a recording: pcapng, RAW IP, nanoseconds, one Enhanced Packet Block per
/// chunk. Single writer. What is written is also told to `sink`, as a reader would tell it.
///
/// Every call either writes whole blocks or returns an error (a full disk); after an error
/// nothing more is written and all later calls return it again. What `sink` was told is in
/// the file, and nothing else is. About once a second, and at the end, the file is synced from
/// a thread of its own; an error of that comes with the next call.
///
/// A program that may write beyond RLIMIT_FSIZE has to ignore SIGXFSZ.
class Recorder
{
public:
    struct Options
    {
        bool replace = false; ///< overwrite an existing file
        std::string application = "Framescope";
    };
    /// The most payload bytes of a packet.
    static constexpr std::size_t MaxChunk = 16'000;

    static Result<std::unique_ptr<Recorder>> create(const std::string& path, const Options& options,
                                                    PacketSink& sink);
    ~Recorder();

    /// A new connection, which `sink` hears of; nothing is written yet. For a reader it begins
    /// with the first thing written for it, so let that follow at once.
    ConnectionId addConnection(Timestamp time);

    /// A comment in an empty packet: before TCP is up an IPv6 header that says that nothing
    /// follows, else a TCP segment without payload. `text` is at most 65,000 bytes; longer ones
    /// are cut at a UTF-8 boundary. `conn` 0 belongs to no connection. Our own start with
    /// `framescope {"conn":N,`; to others that come before TCP a comment
    /// `framescope {"conn":N}` is added, by which a reader finds the connection.
    Result<void> comment(ConnectionId conn, Timestamp time, std::string_view text);

    /// SYN at `synTime`, SYN/ACK and ACK at `time`; `text` is a comment on the ACK. Once for a
    /// connection. Where the ends have different IP versions, IPv4 is mapped to IPv6.
    Result<void> connected(ConnectionId conn, Timestamp synTime, Timestamp time,
                           const Endpoints& endpoints, std::string_view text);

    /// What was read or written, split into blocks of at most MaxChunk, and where `cuts` say
    /// that another block has to begin (ascending positions within `bytes`). `text`, where not
    /// empty, is a comment on the first block.
    Result<void> data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
                      std::string_view text = {}, std::span<const std::size_t> cuts = {});

    /// FIN or RST. `sink` hears of the first one in each direction.
    Result<void> streamEnded(ConnectionId conn, Direction dir, Timestamp time, StreamEnd how);

    /// Writing has failed: every further call returns that error. A call that makes no sense,
    /// data after the end of the stream for instance, fails too, but leaves the recording whole.
    bool failed() const;
    /// Bytes in the file.
    std::uint64_t size() const;
    /// For reading what was written.
    std::shared_ptr<const File> file() const;
    /// Syncs and ends the sync thread; the file is whole. Called by the destructor too.
    Result<void> finish();

private:
    struct Chunks;
    struct State;
    explicit Recorder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace framescope::recording
