// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <cstdint>
#include <string>

namespace framescope {

/// The whole content of a file that an option names: a regular file or a pipe, such as
/// "<(command)". Errors are: more than `limit` bytes, a folder, a device, a pipe without a writer,
/// and a pipe that delivers nothing for ten seconds.
Result<Bytes> readInputFile(const std::string& path, std::uint64_t limit);

} // namespace framescope
