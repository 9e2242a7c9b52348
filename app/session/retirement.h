// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QThread>

#include <memory>

namespace framescope::session {

/// Where sessions end without anybody waiting for them: the end of a session waits for its
/// threads and for the disk, which may take seconds. Used from one thread.
class Retirement
{
public:
    Retirement();
    /// Waits until the recordings of all that was taken are whole.
    ~Retirement();
    Retirement(const Retirement&) = delete;
    Retirement& operator=(const Retirement&) = delete;

    /// Ends the session elsewhere (see Session::~Session); its signals reach nobody any more.
    /// It lives in the calling thread.
    void take(std::unique_ptr<Session> session);

private:
    QThread thread_;
    QObject* agent_; ///< lives in the thread
};

} // namespace framescope::session
