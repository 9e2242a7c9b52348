// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/file.h"
#include "recording/packet_sink.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace framescope::recording {

class CaptureSource;

/// Reads .pcapng and .pcap files, our own and foreign ones: Ethernet (VLAN tags),
/// Linux cooked v1 and v2, raw IP, loopback and null link types, both byte orders, any
/// timestamp resolution, several sections and interfaces; TCP is reassembled.
///
/// Connections are numbered in the order in which they come up; a connection that a comment
/// named before there was TCP (see PacketSink::comment) keeps its number when its SYN comes.
/// In our own recordings these are the recorder's numbers, provided that connections first
/// wrote something in the order in which they were added. Whoever sends the SYN is the
/// client. In a capture that began later, the client is the one that speaks first like an HTTP
/// client, else the one with the higher port, and a connection begins with its first payload.
///
/// What is left out though it may belong to a connection, and times that can't be told, are
/// counted, and the sink is told so at the end.
///
/// A torn tail ends the reading at the last whole block and is no error. A damaged block in
/// the middle ends it too; `Summary::damage` says where and why.
class Reader
{
public:
    struct Summary
    {
        std::uint64_t packets = 0;
        std::uint64_t bytesRead = 0; ///< up to the end of the last whole block
        std::uint64_t fileSize = 0;
        bool tornTail = false;          ///< the file ends inside a block
        std::string damage;             ///< empty, or one sentence
        std::uint64_t otherPackets = 0; ///< not TCP, a fragment, or unreadable: left out
        std::uint64_t fragments = 0;    ///< of these: of an IP packet with TCP in it
        std::uint64_t damaged = 0;      ///< of these: TCP that can't be read
        std::uint64_t unknownLinks = 0; ///< of these: of a link type that is not read
        std::uint64_t tunnels = 0;      ///< of these: IP behind a header that is not read
        std::uint64_t movedTimes = 0;   ///< packets whose time is one of TimestampScale's bounds
    };
    /// Called now and then with bytes read and the file's size; return false to stop early.
    using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

    /// Fails, with a sentence, where the file is no capture at all.
    static Result<std::unique_ptr<Reader>> open(std::shared_ptr<const File> file);
    ~Reader();

    /// Told of each packet, where its first byte stands, before the sink is.
    using Visit = std::function<void(FileOffset packet)>;

    /// Reads everything to its end, once. I/O errors are errors; damage is in the summary.
    Result<Summary> read(PacketSink& sink, const Progress& progress = {}, const Visit& visit = {});

private:
    Reader(std::shared_ptr<const File> file, std::unique_ptr<CaptureSource> source);

    std::shared_ptr<const File> file_;
    std::unique_ptr<CaptureSource> source_;
};

} // namespace framescope::recording
