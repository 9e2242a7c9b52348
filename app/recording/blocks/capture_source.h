// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"
#include "recording/file_window.h"
#include "recording/tcp/link_layer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::recording {

/// A packet of a capture. Its views are valid until the next packet is read.
struct Packet
{
    LinkType linkType = LinkType::RawIp;
    Timestamp time;
    ByteView bytes;
    FileOffset at;                ///< of the packet's first byte
    std::uint32_t wireLength = 0; ///< more than `bytes` if it was cut off
    std::vector<std::string_view> comments;
    std::uint64_t origin = 0;  ///< identifies the section and interface
    bool swapped = false;      ///< its block is in the other byte order
    bool takesComments = true; ///< its block can have options
};

/// The largest block that is kept in memory, in bytes.
constexpr std::size_t LongestBlock = std::size_t{64} << 20;

/// Reads the packets of a capture in order.
class CaptureSource
{
public:
    enum class Step {
        Packet,
        End,
        Torn,    ///< the file ends within a block
        Damaged, ///< see damage()
        Failed,  ///< see error()
    };

    virtual ~CaptureSource() = default;

    virtual Step next(Packet& packet) = 0;
    /// One sentence: the offset, and what is wrong there.
    const std::string& damage() const { return damage_; }
    const std::optional<Error>& error() const { return window_.error(); }
    /// The end of the last complete block.
    FileOffset position() const { return window_.position(); }
    std::uint64_t fileSize() const { return window_.fileSize(); }
    /// The offsets of the section headers read so far; empty for a classic pcap.
    const std::vector<FileOffset>& sections() const { return sections_; }

protected:
    explicit CaptureSource(FileWindow window) : window_(std::move(window)) {}

    Step damaged(const std::string& what)
    {
        damage_ = "damaged at offset " + std::to_string(position().value) + ": " + what +
                  "; what follows is not read";
        return Step::Damaged;
    }
    /// The result if fewer bytes could be read than expected.
    Step torn() const { return error() ? Step::Failed : Step::Torn; }

    FileWindow window_;
    std::vector<FileOffset> sections_;

private:
    std::string damage_;
};

/// Recognises the format by the first bytes. If it is unknown, the error says why in one sentence.
Result<std::unique_ptr<CaptureSource>> openCapture(const std::shared_ptr<const File>& file);

} // namespace framescope::recording
