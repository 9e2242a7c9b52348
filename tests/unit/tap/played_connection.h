// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/frame_script.h"
#include "tap/client/control_plane.h"
#include "told_sink.h"
#include "wire/frames/frame_encoder.h"

#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace framescope::test {

// A server's system: takes what is written, or does not.
class FakeServer final : public tap::ServerEnd
{
public:
    bool isUp() const override { return up; }
    bool noticesFin() override { return std::exchange(fin, false); }
    void write(ByteView bytes) override
    {
        append(written, bytes);
        backlogged += takes ? 0 : bytes.size();
    }
    std::uint64_t backlog() const override { return backlogged; }
    std::uint64_t notSent() const override { return 0; }
    void endWriting() override { writingEnded = true; }
    void setReading(bool reads) override { reading = reads; }

    Bytes written;
    std::uint64_t backlogged = 0;
    bool takes = true;
    bool up = true;
    bool fin = false;
    bool writingEnded = false;
    bool reading = true;
};

// A control plane between a server and a client that are bytes. What it wants is written down.
struct PlayedConnection
{
    explicit PlayedConnection(const connection::ConnectionOptions& asked = {}) : options(asked)
    {
        const auto say = [this](const QString& line) { said.append(line); };
        QObject::connect(&control, &tap::ControlPlane::opened, [say] { say("opened"); });
        QObject::connect(&control, &tap::ControlPlane::closing, [say] { say("closing"); });
        QObject::connect(&control, &tap::ControlPlane::canSendAgain, [say] { say("room"); });
        QObject::connect(&control, &tap::ControlPlane::sinkFailed, [say] { say("dropped"); });
        QObject::connect(&control, &tap::ControlPlane::cutting, [this, say](tap::Cut how) {
            say(QString::fromLatin1(how == tap::Cut::Fin ? "fin" : "reset"));
            control.stop();
        });
        QObject::connect(&control, &tap::ControlPlane::later,
                         [this](std::chrono::milliseconds time, const std::function<void()>& then) {
                             waiting.emplace_back(time, then);
                         });
        QObject::connect(&control, &tap::ControlPlane::deadline,
                         [this](std::chrono::milliseconds time) { left = time; });
        QObject::connect(&control, &tap::ControlPlane::ending, [this, say](const tap::Closed& why) {
            say(QString::fromStdString("end " + control.closed(why).text));
            control.stop();
        });
        outbox->messagesWanted = true;
        control.start(server, UpgradeRequest);
    }

    void open() { control.fromServer(asBytes(UpgradeResponse)); }

    // The server sends that; returns what the client gets.
    QString from(std::string_view picture)
    {
        control.fromServer(bytesOf(picture));
        const QString output = QString::fromStdString(pictureOf(control.toClient()));
        control.taken();
        return output;
    }

    // The frames that the server got, one a line.
    QString frames() const { return sink.frames(Direction::Out); }
    QStringList frameLines() const
    {
        return frames().split('\n').filter(QStringLiteral("frame @"));
    }
    // "ping '' pong 'x'": their opcodes and contents.
    QString story() const
    {
        QStringList story;
        for (const QString& line : frameLines()) {
            story.append(line.section(' ', 3).remove(QStringLiteral("masked ")));
        }
        return story.join(QStringLiteral(" | "));
    }

    // The time passes for which the control plane waits first; returns it, or -1 ms.
    std::chrono::milliseconds pass()
    {
        if (waiting.empty() || control.isOver()) {
            return std::chrono::milliseconds(-1);
        }
        const auto [time, then] = waiting.front();
        waiting.erase(waiting.begin());
        then();
        control.sendWaiting();
        return time;
    }

    // The session sends something past QWebSocket.
    void put(tap::DirectItem item)
    {
        outbox->put(std::move(item));
        control.sendWaiting();
    }

    // The session sends a frame past QWebSocket.
    void put(wire::Opcode opcode, ByteView payload, std::uint64_t after = 0)
    {
        wire::FrameSpec spec;
        spec.opcode = opcode;
        spec.maskKey = wire::randomMaskKey();
        outbox->put({wire::encodeFrame(spec, payload), after, opcode == wire::Opcode::Close});
        control.sendWaiting();
        if (outbox->closeAsked()) {
            control.closeAsked();
        }
    }

    ToldSink sink;
    FakeServer server;
    std::shared_ptr<tap::Outbox> outbox = std::make_shared<tap::Outbox>();
    connection::ConnectionOptions options;
    tap::ControlPlane control{sink, outbox, options};
    QStringList said;
    std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> waiting;
    std::chrono::milliseconds left{};
};

} // namespace framescope::test
