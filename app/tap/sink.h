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

// Events that a tap reports besides the bytes, in the order in which they happen.

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
    std::optional<std::string> proxy; ///< the proxy's URL; if set, `host` is the proxy's
    double milliseconds = 0;
};

/// TCP is up.
struct Connected
{
    Timestamp synTime;
    Endpoints endpoints;
    std::vector<Attempt> attempts; ///< addresses tried before
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
    std::vector<std::string> failures;   ///< reasons why the certificate is not verified
    std::optional<std::string> accepted; ///< reason despite these: "insecure" or "fingerprint"
    double milliseconds = 0;
};

struct Failure
{
    std::string layer; ///< "dns", "tcp", "tls", "http" or "websocket"
    std::string text;
    std::optional<std::string> host = {}; ///< the name without an address
    std::optional<std::string> proxy = {};
    std::optional<std::vector<Attempt>> attempts = {};
    std::vector<std::string> chain = {};    ///< as in Secured
    std::vector<std::string> failures = {}; ///< as in Secured
    std::string fingerprint = {};           ///< SHA-256 of a certificate not accepted, in hex
    std::optional<double> milliseconds = {};
};

/// A deliberate action of the tap, in one sentence.
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

/// The connection is over, even if one side is still open.
struct Closed
{
    std::string text = {};    ///< why our side ended it by itself; otherwise empty
    std::string tls = {};     ///< how TLS ended, if not in order; otherwise empty
    std::uint64_t unsent = 0; ///< bytes accepted for sending that have not left this machine
    bool closeUnsent = false; ///< our Close frame is among them
};

using Event = std::variant<Resolved, Connected, Secured, Failure, Behaviour, StreamEnded, Closed>;

/// Receives what a tap sees of one connection; a session's sink records it.
class Sink
{
public:
    virtual ~Sink() = default;

    /// Records an event. False if it can't be recorded; the tap then drops its connection.
    virtual bool tell(const Event& event) = 0;
    /// Records bytes, before the frames in them are reported. Returns how many were kept, from the
    /// first; if not all, no more can be kept, and the tap drops its connection.
    virtual std::size_t keep(Direction direction, ByteView bytes) = 0;
    /// Called before the first byte of a frame. The tap decodes with `stream` and passes the frames
    /// to the returned handler, if not null. The sink may end the stream when its side has ended.
    virtual wire::FrameStreamHandler* frames(Direction direction,
                                             std::shared_ptr<wire::FrameStream> stream) = 0;
};

} // namespace framescope::tap
