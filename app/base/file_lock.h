// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope {

// Whoever writes a recording holds a lock on it (flock), which ends with the descriptor and with
// the process, however that ends. Where a file system has no locks, nobody is refused.

/// Takes the lock for as long as `descriptor` is open. False where another program has it.
bool lockForWriting(int descriptor);

void unlockForWriting(int descriptor);

/// Some program, this one included, writes to what `path` leads to.
bool isLockedForWriting(const std::string& path);

} // namespace framescope
