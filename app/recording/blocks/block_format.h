// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "recording/blocks/byte_order.h"
#include "recording/tcp/link_layer.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

/// The pcapng format (draft-ietf-opsawg-pcapng). A block is its type, its total length, a body
/// padded to four bytes, and its total length again.
namespace framescope::recording {

enum class BlockType : std::uint32_t {
    InterfaceDescription = 0x00000001,
    Packet = 0x00000002, ///< obsolete, but still in use
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

/// The byte-order magic of a section header, in the byte order of its writer.
constexpr std::uint32_t ByteOrderMagic = 0x1a2b3c4d;

constexpr std::size_t BlockOverhead = 12;
constexpr std::size_t PacketHeaderLength = 28; ///< of a packet block, with the head of the block
constexpr std::size_t TrailerLength = 4;       ///< the total length at the end
constexpr std::size_t OptionHeaderLength = 4;

constexpr std::uint64_t padded(std::uint64_t length)
{
    return (length + 3) & ~std::uint64_t{3};
}

/// Calls `use(code, value)` for each complete option. `swapped`: in the other byte order.
template <class Use>
void forEachOption(ByteView options, bool swapped, Use use)
{
    while (options.size() >= OptionHeaderLength) {
        const auto code = static_cast<OptionCode>(load<std::uint16_t>(options.data(), swapped));
        const std::size_t length = load<std::uint16_t>(options.data() + 2, swapped);
        options = options.subspan(OptionHeaderLength);
        if (code == OptionCode::End || length > options.size())
            return;
        use(code, options.first(length));
        options = options.subspan(std::min<std::size_t>(padded(length), options.size()));
    }
}

/// Appends one block to the end of `out`.
class BlockWriter
{
public:
    /// Begins a block. The caller then appends the fields before its options to `out`.
    BlockWriter(Bytes& out, BlockType type);
    /// Begins an Enhanced Packet Block. The caller then appends the packet to `out`.
    BlockWriter(Bytes& out, Timestamp time);
    /// Begins a block with `start`: all that precedes its options. `swapped`: in the other byte
    /// order.
    BlockWriter(Bytes& out, ByteView start, bool swapped);

    /// Completes the packet. `wireLength`: its length on the wire, if it was cut off.
    void endPacket(std::uint32_t wireLength = 0);
    /// Adds an option. The value is cut off at 65,535 bytes.
    void option(OptionCode code, ByteView value);
    /// Adds a comment, unless `text` is empty.
    void comment(std::string_view text);
    void end();

private:
    Bytes& out_;
    std::size_t start_;
    bool swapped_ = false;
    bool options_ = false; ///< there are options, so an end of options is needed
};

/// Appends a section header of unknown length with the program's name, and one interface with
/// nanoseconds and packets of any length.
void appendFileHeader(Bytes& out, std::string_view application,
                      LinkType linkType = LinkType::RawIp);

} // namespace framescope::recording
