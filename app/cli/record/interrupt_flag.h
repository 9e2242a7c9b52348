// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::cli {

/// Notices SIGINT, SIGTERM and SIGHUP for as long as it lives, for a command without an event
/// loop that has something to put away first. One at a time.
class InterruptFlag
{
public:
    InterruptFlag();
    ~InterruptFlag();
    InterruptFlag(const InterruptFlag&) = delete;
    InterruptFlag& operator=(const InterruptFlag&) = delete;

    bool isSet() const;
    /// Ends the program by the signal that came, if one did, as if it had not been noticed.
    void obey();
};

} // namespace framescope::cli
