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

/// A packet as it stands in a capture. Views live until the next one is read.
struct Packet
{
    LinkType linkType = LinkType::RawIp;
    Timestamp time;
    ByteView bytes;
    FileOffset at;                ///< of the first byte
    std::uint32_t wireLength = 0; ///< more than `bytes` where the capture cut it off
    std::vector<std::string_view> comments;
    std::uint64_t origin = 0;  ///< differs between sections and interfaces
    bool swapped = false;      ///< its block is in the other byte order
    bool takesComments = true; ///< its block has options
};

/// No block that is kept in memory is longer.
constexpr std::size_t LongestBlock = std::size_t{64} << 20;

/// Reads the packets of a capture one after the other.
class CaptureSource
{
public:
    enum class Step {
        Packet,
        End,
        Torn,    ///< the file ends inside a block
        Damaged, ///< see damage()
        Failed,  ///< see error()
    };

    virtual ~CaptureSource() = default;

    virtual Step next(Packet& packet) = 0;
    /// One sentence: where and what.
    const std::string& damage() const { return damage_; }
    const std::optional<Error>& error() const { return window_.error(); }
    /// The end of the last whole block.
    FileOffset position() const { return window_.position(); }
    std::uint64_t fileSize() const { return window_.fileSize(); }
    /// Where the section headers stand that were read; a classic pcap has none.
    const std::vector<FileOffset>& sections() const { return sections_; }

protected:
    explicit CaptureSource(FileWindow window) : window_(std::move(window)) {}

    Step damaged(const std::string& what)
    {
        damage_ = "damaged at offset " + std::to_string(position().value) + ": " + what +
                  "; what follows is not read";
        return Step::Damaged;
    }
    /// Where less could be read than there should be.
    Step torn() const { return error() ? Step::Failed : Step::Torn; }

    FileWindow window_;
    std::vector<FileOffset> sections_;

private:
    std::string damage_;
};

/// Recognises the format by the first bytes. Fails, with a sentence, where there is none.
Result<std::unique_ptr<CaptureSource>> openCapture(const std::shared_ptr<const File>& file);

} // namespace framescope::recording
