// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/frame_script.h"
#include "tap/sink.h"

#include <QStringList>

#include <array>
#include <limits>

namespace framescope::test {

// A sink that writes down what it is told, and keeps what there is room for.
class ToldSink : public tap::Sink
{
public:
    bool tell(const tap::Event& event) override
    {
        std::visit([this](const auto& one) { write(one); }, event);
        return room_ > 0;
    }

    std::size_t keep(Direction direction, ByteView bytes) override
    {
        const std::size_t kept = std::min(room_, bytes.size());
        room_ -= kept;
        append(bytes_[indexOf(direction)], bytes.first(kept));
        return kept;
    }

    wire::FrameStreamHandler* frames(Direction direction,
                                     std::shared_ptr<wire::FrameStream> stream) override
    {
        streams_[indexOf(direction)] = std::move(stream);
        return &transcripts_[indexOf(direction)];
    }

    void setRoom(std::size_t room) { room_ = room; }
    QStringList told() const { return told_; }
    ByteView bytes(Direction direction) const { return bytes_[indexOf(direction)]; }
    QString frames(Direction direction) const
    {
        return joined(transcripts_[indexOf(direction)].lines());
    }

private:
    void write(const tap::Resolved& resolved) { add("resolved " + resolved.host); }
    void write(const tap::Connected& connected)
    {
        add("connected to " + connected.endpoints.server.toString() + ", attempt " +
            std::to_string(connected.attempts.size() + 1));
    }
    void write(const tap::Secured& secured) { add("secured " + secured.protocol); }
    void write(const tap::Failure& failure)
    {
        add("failure " + failure.layer + ": " + failure.text);
    }
    void write(const tap::Behaviour& behaviour) { add("behaviour " + behaviour.text); }
    void write(const tap::StreamEnded& ended)
    {
        add(std::string(ended.how == tap::TcpEnd::Fin ? "fin " : "reset ") +
            std::string(directionName(ended.direction)));
    }
    void write(const tap::Closed& closed) { add("closed " + closed.text); }
    void add(const std::string& line) { told_.append(QString::fromStdString(line)); }

    std::size_t room_ = std::numeric_limits<std::size_t>::max();
    QStringList told_;
    std::array<Bytes, 2> bytes_;
    std::array<FrameTranscript, 2> transcripts_{FrameTranscript(Direction::In),
                                                FrameTranscript(Direction::Out)};
    std::array<std::shared_ptr<wire::FrameStream>, 2> streams_;
};

// The heads of a handshake that succeeds.
inline constexpr std::string_view UpgradeRequest = "GET /chat HTTP/1.1\r\n"
                                                   "Host: example.com\r\n"
                                                   "Upgrade: websocket\r\n"
                                                   "Connection: Upgrade\r\n"
                                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                                   "Sec-WebSocket-Version: 13\r\n\r\n";
inline constexpr std::string_view UpgradeResponse =
    "HTTP/1.1 101 Switching Protocols\r\n"
    "Upgrade: websocket\r\n"
    "Connection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

} // namespace framescope::test
