// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

namespace framescope::scenario {

/// Something that a Poller tells when its descriptor is ready.
class Polled
{
public:
    virtual ~Polled() = default;
    virtual void ready(bool toRead, bool toWrite) = 0;
};

/// Waits for many descriptors as one, so that each turn of the event loop costs as much as what
/// happened in it, not as much as there are clients. No call of `ready` may destroy a Polled.
class Poller
{
public:
    Poller();
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void add(int descriptor, Polled& polled);
    void change(int descriptor, Polled& polled, bool toRead, bool toWrite);
    /// Before the descriptor is closed.
    void remove(int descriptor);

private:
    void readReady();

    int descriptor_;
    QSocketNotifier notifier_;
};

} // namespace framescope::scenario
