// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstdint>
#include <string>

namespace framescope {

/// Reads the whole of a file that is named in an option: a regular file or a pipe, such as
/// "<(command)". Errors: more than `limit` bytes, a folder, a device, a pipe without a writer, a
/// pipe that delivers nothing for ten seconds.
Result<Bytes> readInputFile(const std::string& path, std::uint64_t limit);

} // namespace framescope
