// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/file.h"
#include "recording/packet_sink.h"

#include <QStringList>
#include <map>
#include <memory>

namespace framescope::test {

/// Writes each call as a line: "1 seen", "1 192.0.2.1:40000 > 192.0.2.2:80", "1 out hello",
/// "1 in gap 5", "1 in fin", "1 in reset", "1 in reset ignored", "1 in refused",
/// "1 out behind 3", "1 in missing 20", "1 comment text", "0 note text".
class StorySink : public recording::PacketSink
{
public:
    enum class Times { Left, Told }; ///< Told: each line ends with "@" and ns since the epoch

    explicit StorySink(Times times = Times::Left) : times_(times) {}

    /// From now on compares each piece of data with the bytes at its place in the file.
    void compareWith(std::shared_ptr<const recording::File> file) { file_ = std::move(file); }

    const QStringList& lines() const { return lines_; }
    /// The payload of one direction of a connection, with gaps left out.
    QByteArray stream(std::uint32_t conn, Direction dir) const;

    void connectionSeen(ConnectionId conn, Timestamp time) override;
    void endpointsKnown(ConnectionId conn, Timestamp time, const Endpoints& endpoints) override;
    void data(ConnectionId conn, Direction dir, Timestamp time, ByteView bytes,
              FileOffset at) override;
    void gap(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) override;
    void streamEnded(ConnectionId conn, Direction dir, Timestamp time,
                     recording::StreamEnd how) override;
    void behindEnd(ConnectionId conn, Direction dir, Timestamp time, std::uint64_t count) override;
    void resetIgnored(ConnectionId conn, Direction dir, Timestamp time) override;
    void sideMissing(ConnectionId conn, Direction dir, Timestamp time,
                     std::uint64_t count) override;
    void captureNote(Timestamp time, std::string_view text) override;
    void comment(ConnectionId conn, Timestamp time, std::string_view text) override;

private:
    void line(ConnectionId conn, Timestamp time, const QString& what);

    Times times_;
    std::shared_ptr<const recording::File> file_;
    QStringList lines_;
    std::map<std::pair<std::uint32_t, Direction>, QByteArray> streams_;
};

} // namespace framescope::test
