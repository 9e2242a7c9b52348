// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>

namespace framescope::test {

/// The longest time in which the event loop did nothing else, in ms.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        connect(&timer_, &QTimer::timeout, this,
                [this] { longest_ = std::max(longest_, since_.restart()); });
        since_.start();
        timer_.start(1);
    }
    /// Also what goes on just now.
    qint64 longest() const { return std::max(longest_, since_.elapsed()); }

private:
    QTimer timer_;
    QElapsedTimer since_;
    qint64 longest_ = 0;
};

/// What no test machine or debug build makes longer, and a person notices.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr qint64 freeze = 6000; // all is several times slower
#else
inline constexpr qint64 freeze = 1500;
#endif

} // namespace framescope::test
