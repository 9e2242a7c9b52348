// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::wire {

/// One header field. A list of fields keeps order, case and repetition.
struct HeaderField
{
    std::string name;  ///< empty where the line had none: no colon, or nothing before it
    std::string value; ///< without surrounding white space; a folded value on one line

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
    std::string raw; ///< all of it as it came, the empty line included

    /// The first field of that name, in any case; null if there is none.
    const std::string* find(std::string_view name) const;
    /// The values of all fields of that name, joined by ", "; empty if there are none.
    std::string joined(std::string_view name) const;
    /// Whether the comma-separated list in the fields of that name has `token`, in any case.
    bool hasToken(std::string_view name, std::string_view token) const;
};

/// Reads one head from a stream, in pieces of any size (RFC 9112 2 to 5). It is tolerant: lines may
/// end with a bare LF, white space may precede a colon, values may be folded, and a field line
/// without a name is kept as a value without one.
class HttpHeadReader
{
public:
    enum class State {
        NeedMore,
        Complete,
        NotHttp,  ///< the bytes can't be an HTTP start line, or a line is unusable
        TooLarge, ///< no end within MaxSize
    };
    static constexpr std::size_t MaxSize = 64 * 1024;

    enum class Expect { Request, Response };
    explicit HttpHeadReader(Expect expect) : expect_(expect) {}

    /// Takes the head's bytes from `bytes` and returns their number; 0 once the state is final.
    /// Garbage is recognised as early as possible.
    std::size_t feed(ByteView bytes);

    State state() const { return state_; }
    /// Valid in state Complete.
    const HttpHead& head() const { return head_; }
    /// The bytes so far, in any state.
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
    std::size_t lineStart_ = 0; ///< of the current line in the raw head
    bool inFields_ = false;     ///< the start line has ended
    bool methodEnded_ = false;
};

/// A response that is followed by another one: 1xx except 101 (RFC 9110 15.2).
inline bool isInterim(const HttpHead& head)
{
    constexpr int SwitchingProtocols = 101;
    return !head.isRequest && head.status / 100 == 1 && head.status != SwitchingProtocols;
}

/// "GET /chat HTTP/1.1", "HTTP/1.1 101 Switching Protocols".
std::string startLine(const HttpHead& head);

/// Whether the raw head, if it is known, can be restored from its parts byte for byte: it is UTF-8
/// and equals the result of `formatHead` for its start line and fields.
bool isPlain(const HttpHead& head);

/// The head of `fields` under a start line, ready to be sent. Line breaks and NUL within a name
/// or value become spaces; fields without a name are left out.
std::string formatHead(std::string_view startLine, const HeaderFields& fields);

/// ASCII case-insensitive comparison, as HTTP tokens are compared.
bool equalsIgnoreCase(std::string_view a, std::string_view b);

/// A list header's elements, trimmed, empty ones left out; commas within quotes don't separate.
std::vector<std::string> splitList(std::string_view value);

} // namespace framescope::wire
