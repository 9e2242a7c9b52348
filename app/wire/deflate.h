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

/// The well-formed elements of a header value, or of several values joined by commas.
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

/// Reads the parameters of a server's answer; nullopt if it is not a valid answer.
std::optional<DeflateParameters> parseDeflateAnswer(const Extension& extension);

/// The first invalid parameter in an answer of permessage-deflate; null if all are valid.
const Extension::Parameter* invalidInAnswer(const Extension& extension);

/// Returns a server's answer to an offer; nullopt if the offer is not acceptable (RFC 7692 7.1).
std::optional<DeflateParameters> answerDeflateOffer(const Extension& offer);

/// The parameters as a header value: "permessage-deflate; server_no_context_takeover; …".
std::string formatDeflate(const DeflateParameters& parameters);

/// Inflates the messages of one direction in their order (RFC 7692 7.2.2).
class Inflater
{
public:
    enum class Status { Ok, Invalid, LimitReached };
    using Sink = std::function<void(ByteView)>;

    /// `windowBits`: as negotiated, 8 to 15; data that refers back further is inflated too.
    /// `limit`: the most bytes that one message may inflate to.
    Inflater(int windowBits, bool noContextTakeover, std::uint64_t limit = DefaultLimit);
    ~Inflater();
    Inflater(Inflater&&) noexcept;
    Inflater& operator=(Inflater&&) noexcept;

    static constexpr std::uint64_t DefaultLimit = std::uint64_t{1} << 30;

    /// Inflates a piece of the current message's unmasked payload and passes the output to `sink`
    /// in pieces. After any status except Ok the rest of the message is ignored.
    Status feed(ByteView compressed, const Sink& sink);

    /// Ends the message: appends the 00 00 FF FF that the sender left out, and prepares for the
    /// next message. Returns the status of the whole message. After a stream that was damaged or
    /// has ended (BFINAL) the next message starts with an empty window. A message of no bytes, or
    /// one that kept its 00 00 FF FF, is Invalid but leaves the window unchanged.
    Status finish(const Sink& sink);

    /// The sliding window (at most 32 KiB), for `setWindow`. May be called between two messages
    /// only. Empty if no context takeover was agreed on.
    Bytes window() const;
    /// Continues as if the bytes of `window` had just been output. Only between messages.
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
        Message,  ///< end of the message; the payload leaves out the trailing 00 00 FF FF
        Fragment, ///< end of a fragment; its payload holds all data passed so far
        None,     ///< no end; the result is the output so far, possibly empty
    };
    /// Compresses a message, or the next part of one.
    Bytes compress(ByteView part, End end = End::Message);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::wire
