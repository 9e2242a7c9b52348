// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "session/session.h"
#include "timeline/payload/stream_reader.h"

#include <QObject>

#include <cstdint>
#include <memory>

namespace framescope::session {

/// Sends every data message of the server back, one after the other, with the same bytes. It takes
/// them from the recording: a large one is read while it is sent, and what the server has not read
/// back yet waits in the file, not in memory.
class Echo : public QObject
{
    Q_OBJECT

public:
    /// A larger message is sent as a message::Stream.
    static constexpr std::uint64_t LargestInMemory = 1024 * 1024;

    /// Echoes the messages of the session's newest connection, from its first one.
    explicit Echo(Session& session, QObject* parent = nullptr);

    /// Number of messages that were sent back.
    std::uint64_t count() const { return count_; }

signals:
    /// Emitted when a message can't be read or sent; it is left out.
    void failed(const QString& message);

private:
    void sendMore();
    void echo(EventId id, const timeline::Entry& entry);

    Session& session_;
    const std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::StreamReader reader_;
    std::uint32_t next_ = 0; ///< event to look at next
    std::uint64_t count_ = 0;
    bool goesOn_ = false; ///< a call of `sendMore` is queued
};

} // namespace framescope::session
