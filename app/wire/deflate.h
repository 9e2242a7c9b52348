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

/// What was agreed on for permessage-deflate (RFC 7692 7.1).
struct DeflateParameters
{
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    int serverMaxWindowBits = 15; ///< 8 to 15
    int clientMaxWindowBits = 15; ///< 8 to 15

    /// Of what is sent in this direction (`In` is compressed by the server).
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

/// The parameters of a server's answer; nothing where the element is not a valid answer.
std::optional<DeflateParameters> parseDeflateAnswer(const Extension& extension);

/// The first parameter that makes an answer of permessage-deflate invalid; null where none does.
const Extension::Parameter* invalidInAnswer(const Extension& extension);

/// A server's answer to an offer: nothing where the offer is not acceptable (RFC 7692 7.1).
std::optional<DeflateParameters> answerDeflateOffer(const Extension& offer);

/// "permessage-deflate; server_no_context_takeover; …" as a header value.
std::string formatDeflate(const DeflateParameters& parameters);

/// What Framescope's own client offers.
std::string_view deflateOffer();

/// Inflates the messages of one direction (RFC 7692 7.2.2), one after the other.
class Inflater
{
public:
    enum class Status { Ok, Invalid, LimitReached };
    using Sink = std::function<void(ByteView)>;

    /// `windowBits`: as agreed on, 8 to 15; a sender that reaches back further is read all the
    /// same. `limit`: the most bytes one message may inflate to; a bomb stops there.
    Inflater(int windowBits, bool noContextTakeover, std::uint64_t limit = DefaultLimit);
    ~Inflater();
    Inflater(Inflater&&) noexcept;
    Inflater& operator=(Inflater&&) noexcept;

    static constexpr std::uint64_t DefaultLimit = std::uint64_t{1} << 30;

    /// Unmasked compressed payload of the current message, at any split. Output goes to `sink`
    /// in pieces. After anything but Ok the rest of the message is ignored.
    Status feed(ByteView compressed, const Sink& sink);

    /// End of the message: flushes with 00 00 FF FF and gets ready for the next one. Returns
    /// what became of the whole message. A stream that was damaged starts anew with an empty
    /// window, one that ended (BFINAL) as well. A message of no bytes, or one that kept its
    /// 00 00 FF FF, is Invalid but leaves the window as it is.
    Status finish(const Sink& sink);

    /// The sliding window between two messages (at most 32 KiB), to go on from later. Empty
    /// under no-context-takeover.
    Bytes window() const;
    /// Starts as if what `window` holds had just been output. Between messages only.
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

    /// A whole message; the result is a payload without the trailing 00 00 FF FF. With `last` false
    /// a part of one: what has come out so far, may be nothing.
    Bytes compress(ByteView message, bool last = true);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace framescope::wire
