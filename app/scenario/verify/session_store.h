// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "session/session.h"

#include <QObject>

#include <memory>
#include <vector>

namespace framescope::scenario {

/// Sessions for runs whose recordings nobody keeps. Each is used by one run after the other, since
/// a session costs as much as a short connection.
class SessionStore : public QObject
{
    Q_OBJECT

public:
    ~SessionStore() override;

    /// One that is idle or closed.
    Result<std::unique_ptr<session::Session>> take();
    /// Takes one back when the verdict of its run is known. It may still be closing: then no run
    /// gets it before that is done, and it is dropped if it lasts.
    void giveBack(std::unique_ptr<session::Session> session);
    /// Whether the connections of all that it has are closed.
    bool isQuiet() const;

signals:
    /// Emitted when a connection has closed.
    void closed();

private:
    std::vector<std::unique_ptr<session::Session>> sessions_;
};

} // namespace framescope::scenario
