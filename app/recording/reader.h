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

/// Reads pcapng and pcap files, our own and those of other programs: Ethernet with VLAN tags, Linux
/// cooked v1 and v2, raw IP, loopback and null link types, both byte orders, any timestamp
/// resolution, several sections and interfaces. Reassembles TCP.
///
/// Connections are numbered in the order in which they appear. A connection that a comment named
/// before any TCP (see PacketSink::comment) keeps its number at its SYN. In our own recordings
/// these are the recorder's numbers, provided that connections wrote their first block in the order
/// in which they were added. The client is the sender of the SYN. In a capture that began later, it
/// is the side that speaks first like an HTTP client, else the one with the higher port, and the
/// connection begins with its first payload.
///
/// Packets that may belong to a connection but are left out, and times that are out of range, are
/// counted and reported to the sink at the end.
///
/// A torn tail ends the reading at the last complete block and is no error. A damaged block also
/// ends it; `Summary::damage` says where and why.
class Reader
{
public:
    struct Summary
    {
        std::uint64_t packets = 0;
        std::uint64_t bytesRead = 0; ///< up to the end of the last complete block
        std::uint64_t fileSize = 0;
        bool tornTail = false;          ///< the file ends within a block
        std::string damage;             ///< one sentence; empty if there is no damage
        std::uint64_t otherPackets = 0; ///< left out: not TCP, a fragment, or unreadable
        std::uint64_t fragments = 0;    ///< of these: fragments of an IP packet with TCP
        std::uint64_t damaged = 0;      ///< of these: TCP that can't be parsed
        std::uint64_t unknownLinks = 0; ///< of these: of an unsupported link type
        std::uint64_t tunnels = 0;      ///< of these: IP after an unsupported header
        std::uint64_t movedTimes = 0;   ///< packets whose time was set to a bound of TimestampScale
    };
    /// Called at intervals with the bytes read and the file's size; returns false to stop early.
    using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

    /// Fails if the file is no capture; the error is one sentence.
    static Result<std::unique_ptr<Reader>> open(std::shared_ptr<const File> file);
    ~Reader();

    /// Called for each packet before the sink, with the offset of the packet's first byte.
    using Visit = std::function<void(FileOffset packet)>;

    /// Reads to the end, once. Only I/O failures are errors; damage is in the summary.
    Result<Summary> read(PacketSink& sink, const Progress& progress = {}, const Visit& visit = {});

private:
    Reader(std::shared_ptr<const File> file, std::unique_ptr<CaptureSource> source);

    std::shared_ptr<const File> file_;
    std::unique_ptr<CaptureSource> source_;
};

} // namespace framescope::recording
