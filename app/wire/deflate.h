// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::wire {

/// One element of Sec-WebSocket-Extensions (RFC 6455 9.1).
struct Extension
{
    struct Parameter
    {
        std::string name;
        std::optional<std::string> value;
    };
    std::string name;
    std::vector<Parameter> parameters;
};

/// Elements of one or several joined header values; malformed ones are left out.
std::vector<Extension> parseExtensions(std::string_view value);

/// The negotiated parameters of permessage-deflate (RFC 7692 7.1).
struct DeflateParameters
{
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    int serverMaxWindowBits = 15; ///< 8 to 15
    int clientMaxWindowBits = 15; ///< 8 to 15

    /// Whether the sender of this direction (the server for `In`) uses no context takeover.
    bool noContextTakeover(Direction d) const
    {
        return d == Direction::In ? serverNoContextTakeover : clientNoContextTakeover;
    }
    int windowBits(Direction d) const
    {
        return d == Direction::In ? serverMaxWindowBits : clientMaxWindowBits;
    }
    friend bool operator==(const DeflateParameters&, const DeflateParameters&) = default;
};

/// The parameters of a server's answer; nothing if the element is not a valid answer.
std::optional<DeflateParameters> parseDeflateAnswer(const Extension& extension);

/// The first parameter that makes an answer of permessage-deflate invalid; null if all are valid.
const Extension::Parameter* invalidInAnswer(const Extension& extension);

/// A server's answer to an offer; nothing if the offer is not acceptable (RFC 7692 7.1).
std::optional<DeflateParameters> answerDeflateOffer(const Extension& offer);

/// "permessage-deflate; server_no_context_takeover; …" as a header value.
std::string formatDeflate(const DeflateParameters& parameters);

/// The offer of Framescope's own client.
std::string_view deflateOffer();

/// Inflates the messages of one direction (RFC 7692 7.2.2), one after the other.
class Inflater
{
public:
    enum class Status { Ok, Invalid, LimitReached };
    using Sink = std::function<void(ByteView)>;

    /// `windowBits`: as negotiated, 8 to 15; a sender that refers back further can be read too.
    /// `limit`: the most bytes one message may inflate to.
    Inflater(int windowBits, bool noContextTakeover, std::uint64_t limit = DefaultLimit);
    ~Inflater();
    Inflater(Inflater&&) noexcept;
    Inflater& operator=(Inflater&&) noexcept;

    static constexpr std::uint64_t DefaultLimit = std::uint64_t{1} << 30;

    /// Takes a piece of the current message's unmasked compressed payload and gives the output to
    /// `sink` in pieces. After any status but Ok the rest of the message is ignored.
    Status feed(ByteView compressed, const Sink& sink);

    /// Ends the message: flushes with 00 00 FF FF and prepares for the next one. Returns the status
    /// of the whole message. A stream that was damaged or has ended (BFINAL) starts anew with an
    /// empty window. A message of no bytes, or one that kept its 00 00 FF FF, is Invalid but leaves
    /// the window as it is.
    Status finish(const Sink& sink);

    /// The sliding window between two messages (at most 32 KiB), for `setWindow`. Empty under
    /// no-context-takeover.
    Bytes window() const;
    /// Continues as if the bytes of `window` had just been output. Between messages only.
    void setWindow(ByteView window);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Deflates the messages of one direction (RFC 7692 7.2.1).
class Deflater
{
public:
    Deflater(int windowBits, bool noContextTakeover, int level = 6);
    ~Deflater();
    Deflater(Deflater&&) noexcept;
    Deflater& operator=(Deflater&&) noexcept;

    enum class End {
        Message,  ///< of the message; the payload goes without the trailing 00 00 FF FF
        Fragment, ///< of a part of the message, whose payload holds all that was given
        None,     ///< the result is the output so far, possibly empty
    };
    /// Compresses a message, or a part of one after the parts before.
    Bytes compress(ByteView part, End end = End::Message);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::wire
