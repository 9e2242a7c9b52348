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

/// What a path of the demo server can do with an open connection.
class DemoPeer
{
public:
    virtual ~DemoPeer() = default;

    /// A message of one frame, compressed where that was agreed on.
    virtual void send(wire::Opcode opcode, ByteView payload) = 0;
    /// Bytes as they are: whole frames, made by the path.
    virtual void sendRaw(ByteView bytes) = 0;
    /// A part of a frame; nothing else is sent before its last part.
    virtual void sendPart(ByteView bytes, bool last) = 0;
    /// Sends a Close once; after it nothing but answers to pings.
    virtual void close(std::optional<std::uint16_t> code, std::string_view reason = {}) = 0;
    /// RST, without a Close.
    virtual void reset() = 0;

    /// More may be sent without growing the write buffer beyond its bound. Where there is no
    /// room, DemoBehaviour::canSendAgain is called when there is again.
    virtual bool hasRoom() const = 0;
    virtual bool compresses() const = 0;
    /// The payload of a compressed message, which must be the next that is sent.
    virtual Bytes compressed(ByteView message) = 0;
    /// From now on a byte at a time.
    virtual void trickle(std::chrono::milliseconds betweenBytes) = 0;

    /// Calls back unless the connection has ended by then.
    virtual void after(std::chrono::milliseconds delay, std::function<void()> call) = 0;
    virtual void every(std::chrono::milliseconds interval, std::function<void()> call) = 0;
};

/// What one path of the demo server does on one connection.
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
