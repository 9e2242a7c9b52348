// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <mutex>
#include <utility>

namespace framescope::work {

/// Calls functions in an object's thread, on behalf of threads that may outlive the object.
class Postbox
{
public:
    explicit Postbox(QObject* receiver) : receiver_(receiver) {}

    /// Queues a call in the receiver's thread. Does nothing once the box is closed. Thread-safe.
    void post(std::function<void()> function)
    {
        const std::lock_guard lock(mutex_);
        if (receiver_) {
            QMetaObject::invokeMethod(receiver_, std::move(function), Qt::QueuedConnection);
        }
    }
    /// Drops all later calls. To be called in the receiver's destructor.
    void close()
    {
        const std::lock_guard lock(mutex_);
        receiver_ = nullptr;
    }

private:
    std::mutex mutex_;
    QObject* receiver_;
};

} // namespace framescope::work
