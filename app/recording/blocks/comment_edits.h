// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "recording/file.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace framescope::recording {

/// What is to change in the comments of a packet.
struct CommentEdit
{
    std::vector<std::pair<std::string, std::string>> replace; ///< old and new; empty: taken out
    std::vector<std::string> add;                             ///< behind those that are there
    bool dropIfEmpty = false; ///< the packet is left out where no comment stays but a marker
};

/// By where the packet's first byte stands in the file (Packet::at).
using CommentEdits = std::map<FileOffset, CommentEdit>;

using WriteBytes = std::function<Result<void>(ByteView)>;

/// Copies a capture with other comments, without a torn block at its end. Everything else stays
/// byte for byte, but for the length of a section, which becomes "unknown" where something is
/// edited. A classic pcap, which has no room for comments, then becomes a pcapng with the same
/// packets, times and lengths, up to the first damage. Returns how much of the file was copied.
Result<std::uint64_t> copyWithComments(const std::shared_ptr<const File>& file,
                                       const CommentEdits& edits, const WriteBytes& write);

} // namespace framescope::recording
