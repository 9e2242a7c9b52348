// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/blocks/block_format.h"
#include "recording/blocks/capture_source.h"
#include "recording/blocks/timestamp_scale.h"

#include <vector>

namespace framescope::recording {

/// Reads pcapng: any number of sections, each in its own byte order, with any number of interfaces.
/// Blocks of unknown types are skipped.
class PcapngSource : public CaptureSource
{
public:
    /// Whether a file begins like pcapng; a part of the first number is enough, as in torn files.
    static bool recognises(ByteView start);

    explicit PcapngSource(FileWindow window);

    Step next(Packet& packet) override;

private:
    struct Interface
    {
        LinkType linkType;
        std::uint32_t snapLength;
        TimestampScale scale;
    };
    /// The result of reading a block.
    enum class Outcome { Packet, Nothing, Damaged };

    Step skip(std::uint64_t length);
    Outcome block(BlockType type, ByteView block, Packet& packet);
    Outcome sectionHeader(ByteView block);
    Outcome interfaceDescription(ByteView block);
    Outcome packetBlock(BlockType type, ByteView block, Packet& packet);
    Outcome simplePacket(ByteView block, Packet& packet);
    Outcome packetOf(std::uint32_t interface, std::uint64_t units, std::uint32_t captured,
                     ByteView block, std::size_t headerLength, Packet& packet);
    Outcome refuse(const char* why);
    std::uint16_t number16(const std::uint8_t* at) const
    {
        return load<std::uint16_t>(at, swapped_);
    }
    std::uint32_t number32(const std::uint8_t* at) const
    {
        return load<std::uint32_t>(at, swapped_);
    }

    bool swapped_ = false;
    std::vector<Interface> interfaces_;
    Timestamp lastTime_{};
    const char* refusal_ = "";
};

} // namespace framescope::recording
