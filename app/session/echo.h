// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "session/session.h"
#include "timeline/payload/stream_reader.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <memory>

namespace framescope::session {

/// Sends every data message of the server back, one after the other, with the same bytes. It takes
/// them from the recording: a large one is read while it is sent, and what the server has not read
/// back yet waits in the file, not in memory. If the session holds its answer to the server's
/// Close, that is given when all is sent back.
class Echo : public QObject
{
    Q_OBJECT

public:
    /// A larger message is sent as a message::Stream.
    static constexpr std::uint64_t LargestInMemory = 1024 * 1024;

    /// Echoes the messages of the session's newest connection, from its first one.
    explicit Echo(Session& session, QObject* parent = nullptr);

    /// The messages that were taken to be sent back, and are not recorded as sent.
    std::uint64_t waiting() const;
    /// These, and the messages that were not taken yet.
    std::uint64_t unsent() const;

signals:
    /// Emitted when a message can't be read or sent; it is left out.
    void failed(const QString& message);

private:
    void sendMore();
    void echo(EventId id, const timeline::Entry& entry);

    /// The numbers of messages among those of Session::messages or Session::controls.
    using Numbers = std::deque<std::uint64_t>;

    Session& session_;
    const std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::StreamReader reader_;
    std::uint32_t next_ = 0; ///< event to look at next
    Numbers messages_;       ///< that may not be sent
    Numbers controls_;       ///< the same, of messages that were sent as a Stream
    bool closed_ = false;    ///< the server's Close was reached
    bool goesOn_ = false;    ///< a call of `sendMore` is queued
};

} // namespace framescope::session
