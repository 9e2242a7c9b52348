// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "session/session.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <vector>

namespace framescope::ui {

/// Sends many messages in their order, as fast as the server reads them.
class SendQueue : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Drops what waits, if it is another session.
    void setSession(session::Session* session);
    void add(std::vector<message::Outgoing> messages);
    /// Drops what waits.
    void cancel();

    bool isRunning() const { return !waiting_.empty(); }
    qsizetype sent() const { return sent_; }
    /// The number that was sent or waits, since the queue was last empty.
    qsizetype total() const { return sent_ + static_cast<qsizetype>(waiting_.size()); }

signals:
    void changed();
    void failed(const framescope::Error& why);

private:
    void sendMore();

    QPointer<session::Session> session_;
    std::deque<message::Outgoing> waiting_;
    qsizetype sent_ = 0;
};

} // namespace framescope::ui
