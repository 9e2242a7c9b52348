// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::wire {

/// One header field. Lists of fields keep order, case and repetitions.
struct HeaderField
{
    std::string name;  ///< empty if the line has none: no colon, or nothing before it
    std::string value; ///< without surrounding white space; folded lines are joined

    friend bool operator==(const HeaderField&, const HeaderField&) = default;
};

using HeaderFields = std::vector<HeaderField>;

/// The start line and header of an HTTP/1.x request or response.
struct HttpHead
{
    bool isRequest = false;
    std::string version; ///< "HTTP/1.1"
    std::string method;  ///< of a request
    std::string target;  ///< of a request
    int status = 0;      ///< of a response
    std::string reason;  ///< of a response
    HeaderFields fields;
    std::string raw; ///< all bytes as received, including the empty line

    /// The value of the first field of that name, in any case; null if there is none.
    const std::string* find(std::string_view name) const;
    /// The values of all fields of that name, joined by ", "; empty if there are none.
    std::string joined(std::string_view name) const;
    /// Whether the comma-separated list in the fields of that name has `token`, in any case.
    bool hasToken(std::string_view name, std::string_view token) const;
};

/// Reads one head from a stream in pieces of any size (RFC 9112 2 to 5). It is tolerant: lines may
/// end with a bare LF, white space may precede a colon, values may be folded, and a field line
/// without a name is kept as a field with an empty name.
class HttpHeadReader
{
public:
    enum class State {
        NeedMore,
        Complete,
        NotHttp,  ///< the bytes are no HTTP start line, or a line is unusable
        TooLarge, ///< no end within MaxSize
    };
    static constexpr std::size_t MaxSize = 64 * 1024;

    enum class Expect { Request, Response };
    explicit HttpHeadReader(Expect expect) : expect_(expect) {}

    /// Takes those of the bytes that belong to the head; returns their number, 0 once the state is
    /// final. Input that is not HTTP is recognised as early as possible.
    std::size_t feed(ByteView bytes);

    State state() const { return state_; }
    /// Valid in state Complete.
    const HttpHead& head() const { return head_; }
    /// The bytes received so far, in any state.
    const std::string& raw() const { return head_.raw; }

private:
    void takeStartLineByte(char c);
    bool fitsStatusLine(std::string_view line) const;
    bool fitsRequestLine(std::string_view line);
    void endStartLine();
    bool parseStatusLine(std::string_view line);
    bool parseRequestLine(std::string_view line);
    std::size_t takeFieldBytes(std::string_view bytes);
    void endFieldLine();
    std::string_view currentLine() const;

    Expect expect_;
    State state_ = State::NeedMore;
    HttpHead head_;
    std::size_t lineStart_ = 0; ///< of the current line in `head_.raw`
    bool inFields_ = false;     ///< the start line has ended
    bool methodEnded_ = false;
};

/// Whether another response follows this one: 1xx except 101 (RFC 9110 15.2).
inline bool isInterim(const HttpHead& head)
{
    constexpr int SwitchingProtocols = 101;
    return !head.isRequest && head.status / 100 == 1 && head.status != SwitchingProtocols;
}

/// The start line: "GET /chat HTTP/1.1", "HTTP/1.1 101 Switching Protocols".
std::string startLine(const HttpHead& head);

/// Whether `formatHead` restores the raw head byte for byte from its start line and fields, and it
/// is UTF-8. True if the raw head is unknown.
bool isPlain(const HttpHead& head);

/// Writes a head, ready to be sent. Line breaks and NUL within a name or value become spaces;
/// fields without a name are left out.
std::string formatHead(std::string_view startLine, const HeaderFields& fields);

/// Compares ASCII without regard to case, as HTTP tokens are compared.
bool equalsIgnoreCase(std::string_view a, std::string_view b);

/// The elements of a list header, trimmed, without empty ones; commas within quotes don't separate.
std::vector<std::string> splitList(std::string_view value);

} // namespace framescope::wire
