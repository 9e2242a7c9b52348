// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace framescope {

// The program that writes a recording holds a lock on it (flock). The lock ends with the descriptor
// or the process. On a file system without locks every attempt succeeds.

/// Takes the lock, until `descriptor` is closed. Returns false if another program holds it.
bool lockForWriting(int descriptor);

void unlockForWriting(int descriptor);

/// Whether a program, possibly this one, is writing to the file at `path` (follows symbolic links).
bool isLockedForWriting(const std::string& path);

} // namespace framescope
