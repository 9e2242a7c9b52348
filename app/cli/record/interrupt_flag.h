// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::cli {

/// Catches SIGINT, SIGTERM and SIGHUP during its lifetime, for a command without an event loop that
/// has to clean up first. Only one may exist at a time.
class InterruptFlag
{
public:
    InterruptFlag();
    ~InterruptFlag();
    InterruptFlag(const InterruptFlag&) = delete;
    InterruptFlag& operator=(const InterruptFlag&) = delete;

    bool isSet() const;
    /// Ends the program by the signal that was caught, if any, as if it had not been caught.
    void obey();
};

} // namespace framescope::cli
