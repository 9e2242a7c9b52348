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

/// A change to the comments of a packet.
struct CommentEdit
{
    std::vector<std::pair<std::string, std::string>> replace; ///< old and new; empty: removed
    std::vector<std::string> add;                             ///< added after the existing ones
    bool dropIfEmpty = false; ///< removes the packet if it has no comment left except a marker
};

/// Edits by the offset of the packet's first byte in the file (Packet::at).
using CommentEdits = std::map<FileOffset, CommentEdit>;

using WriteBytes = std::function<Result<void>(ByteView)>;

/// Copies a capture with changed comments, without a torn block at its end. All else is copied byte
/// for byte, except section lengths, which become "unknown" if there are edits. A classic pcap,
/// which has no comments, is then converted to pcapng with the same packets, times and lengths, up
/// to the first damage. Returns the number of bytes of the file that were copied.
Result<std::uint64_t> copyWithComments(const std::shared_ptr<const File>& file,
                                       const CommentEdits& edits, const WriteBytes& write);

} // namespace framescope::recording
