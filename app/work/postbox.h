// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <memory>
#include <mutex>
#include <utility>

namespace framescope::work {

/// How a thread tells its owner something who may be gone meanwhile: nobody waits for the thread.
class Postbox
{
public:
    explicit Postbox(QObject* owner) : owner_(owner) {}

    /// Calls `function` in the owner's thread, unless the owner is gone when its turn comes.
    template <class Function>
    void post(Function&& function)
    {
        const std::lock_guard lock(mutex_);
        if (owner_) {
            QMetaObject::invokeMethod(owner_, std::forward<Function>(function),
                                      Qt::QueuedConnection);
        }
    }
    void close()
    {
        const std::lock_guard lock(mutex_);
        owner_ = nullptr;
    }

private:
    std::mutex mutex_;
    QObject* owner_;
};

/// The postbox of an object, which closes it in its destructor. To be called in the object's
/// thread; what it returns is for any.
std::shared_ptr<Postbox> postboxOf(QObject* owner);

} // namespace framescope::work
