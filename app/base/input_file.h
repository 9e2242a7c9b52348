// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstdint>
#include <string>

namespace framescope {

/// All that is in a file that somebody named for its content: a regular file, or a pipe that is
/// written to, as "<(command)" makes it. More than `limit` bytes, a folder, a device, a pipe that
/// nobody writes to, and one that nothing comes out of for ten seconds are errors.
Result<Bytes> readInputFile(const std::string& path, std::uint64_t limit);

} // namespace framescope
