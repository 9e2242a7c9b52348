// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <cstdint>
#include <string_view>

/// pcapng (draft-ietf-opsawg-pcapng): a block is its type, its total length, a body padded to
/// four bytes, and its total length again.
namespace framescope::recording {

enum class BlockType : std::uint32_t {
    InterfaceDescription = 0x00000001,
    Packet = 0x00000002, ///< obsolete, still found
    SimplePacket = 0x00000003,
    EnhancedPacket = 0x00000006,
    SectionHeader = 0x0a0d0d0a, ///< the same in either byte order
};

enum class OptionCode : std::uint16_t {
    End = 0,
    Comment = 1,
    SectionApplication = 4,
    InterfaceResolution = 9,
    InterfaceOffset = 14,
};

/// The first number of a section, in the byte order of its writer.
constexpr std::uint32_t ByteOrderMagic = 0x1a2b3c4d;

constexpr std::size_t BlockOverhead = 12;
constexpr std::size_t PacketHeaderLength = 28; ///< of a packet block, the block's own included
constexpr std::size_t TrailerLength = 4;       ///< the total length again
constexpr std::size_t OptionHeaderLength = 4;

constexpr std::uint64_t padded(std::uint64_t length)
{
    return (length + 3) & ~std::uint64_t{3};
}

/// A section header of unknown length that names the program, and one interface: raw IP,
/// nanoseconds, packets of any length.
void appendFileHeader(Bytes& out, std::string_view application);

/// Starts an Enhanced Packet Block; the packet is then appended to `out`. Returns where the
/// block starts, for endPacketBlock.
std::size_t beginPacketBlock(Bytes& out, Timestamp time);

/// Ends the packet, adds the comments that are not empty (each at most 65,535 bytes), and
/// ends the block.
void endPacketBlock(Bytes& out, std::size_t start, std::string_view firstComment = {},
                    std::string_view secondComment = {});

} // namespace framescope::recording
