// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstddef>
#include <cstdint>

namespace framescope::message {

/// The content of a message that is read piece by piece while it is sent: a file, or a message of a
/// recording. Used by one thread.
class Content
{
public:
    virtual ~Content() = default;

    /// In bytes; does not change.
    virtual std::uint64_t size() const = 0;
    /// Reads the next bytes, as many as fit into `into`; fewer only at the end. After an error
    /// nothing more can be read.
    virtual Result<std::size_t> read(MutableByteView into) = 0;
};

} // namespace framescope::message
