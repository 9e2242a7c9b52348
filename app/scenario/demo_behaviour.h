// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/frames/opcode.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace framescope::scenario {

class DemoArguments;

/// An open connection, as the paths of the demo server see it.
class DemoPeer
{
public:
    virtual ~DemoPeer() = default;

    /// Sends a message of one frame, compressed if that was negotiated.
    virtual void send(wire::Opcode opcode, ByteView payload) = 0;
    /// Sends bytes unchanged: complete frames, made by the path.
    virtual void sendRaw(ByteView bytes) = 0;
    /// Sends a part of a frame; nothing else is sent before its last part.
    virtual void sendPart(ByteView bytes, bool last) = 0;
    /// Sends a Close frame once; after it, only pongs are sent.
    virtual void close(std::optional<std::uint16_t> code, std::string_view reason = {}) = 0;
    /// Ends TCP with RST, without a Close frame.
    virtual void reset() = 0;

    /// More may be sent without growing the write buffer beyond its bound. Where there is no
    /// room, DemoBehaviour::canSendAgain is called when there is again.
    virtual bool hasRoom() const = 0;
    virtual bool compresses() const = 0;
    /// Compresses the payload of a message, which must be sent next.
    virtual Bytes compressed(ByteView message) = 0;
    /// Sends single bytes from now on.
    virtual void trickle(std::chrono::milliseconds betweenBytes) = 0;

    /// Calls `call` after the delay, unless the connection has ended by then.
    virtual void after(std::chrono::milliseconds delay, std::function<void()> call) = 0;
    virtual void every(std::chrono::milliseconds interval, std::function<void()> call) = 0;
};

/// The behaviour of one path of the demo server on one connection.
class DemoBehaviour
{
public:
    virtual ~DemoBehaviour() = default;

    virtual void opened(DemoPeer&) {}
    virtual void message(DemoPeer&, wire::Opcode, ByteView /*payload*/) {}
    virtual void canSendAgain(DemoPeer&) {}
    virtual bool answersClose() const { return true; }
};

using DemoBehaviourFactory = std::unique_ptr<DemoBehaviour> (*)(const DemoArguments&);

} // namespace framescope::scenario
