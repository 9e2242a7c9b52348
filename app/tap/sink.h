// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/direction.h"
#include "base/endpoints.h"
#include "wire/frames/frame_stream.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace framescope::tap {

// What a tap tells of its connection beside the bytes, in the order in which it happens.

/// An address that did not answer.
struct Attempt
{
    std::string address;
    std::string error;
};

struct Resolved
{
    std::string host;
    std::vector<std::string> addresses;
    std::optional<std::string> proxy; ///< its URL; then `host` is the proxy's
    double milliseconds = 0;
};

/// TCP is up.
struct Connected
{
    Timestamp synTime;
    Endpoints endpoints;
    std::vector<Attempt> attempts; ///< those before
    std::optional<std::string> proxy;
    double milliseconds = 0;
};

/// TLS is up.
struct Secured
{
    std::string protocol;
    std::string cipher;
    std::string alpn;
    std::vector<std::string> chain;      ///< PEM, the server's first
    std::vector<std::string> failures;   ///< why the certificate is not verified
    std::optional<std::string> accepted; ///< why it is accepted all the same
    double milliseconds = 0;
};

struct Failure
{
    std::string layer; ///< "dns", "tcp", "tls", "http" or "websocket"
    std::string text;
    std::optional<std::string> host = {}; ///< that has no address
    std::optional<std::string> proxy = {};
    std::optional<std::vector<Attempt>> attempts = {};
    std::vector<std::string> chain = {};    ///< as in Secured
    std::vector<std::string> failures = {}; ///< as in Secured
    std::string fingerprint = {};           ///< of a certificate that is not accepted, in hex
    std::optional<double> milliseconds = {};
};

/// What the tap did on purpose.
struct Behaviour
{
    std::string text;
};

enum class TcpEnd { Fin, Reset };

/// One side has ended TCP.
struct StreamEnded
{
    Direction direction = Direction::In;
    TcpEnd how = TcpEnd::Fin;
};

/// The connection is over, whatever is open.
struct Closed
{
    std::string text = {};    ///< why our side ended it, where it did on its own account
    std::string tls = {};     ///< how TLS ended, where that was not in order
    std::uint64_t unsent = 0; ///< bytes accepted for sending that have not left this machine
    bool closeUnsent = false; ///< our Close frame is among them
};

using Event = std::variant<Resolved, Connected, Secured, Failure, Behaviour, StreamEnded, Closed>;

/// Receives what a tap sees of one connection. A session records it.
class Sink
{
public:
    virtual ~Sink() = default;

    /// False where it can't be kept. The tap drops its connection then.
    virtual bool tell(const Event& event) = 0;
    /// Bytes that crossed, before the frames in them are told. Returns how many were kept, the
    /// first ones; fewer than all where no more can be kept, and the tap drops its connection.
    virtual std::size_t keep(Direction direction, ByteView bytes) = 0;
    /// With the next byte frames begin: the tap decodes them with `stream` and tells them to who is
    /// returned, if any. The sink may end the stream when its side has ended.
    virtual wire::FrameStreamHandler* frames(Direction direction,
                                             std::shared_ptr<wire::FrameStream> stream) = 0;
};

} // namespace framescope::tap
