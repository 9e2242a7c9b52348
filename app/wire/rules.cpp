// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/rules.h"

#include <algorithm>
#include <array>

namespace framescope::wire {

namespace {

using enum Severity;

constexpr auto Rules = std::to_array<RuleInfo>({
    {Rule::MaskMissing, "mask-missing", "RFC 6455 5.1", Error,
     "A frame from the client is not masked"},
    {Rule::MaskUnexpected, "mask-unexpected", "RFC 6455 5.1", Error,
     "A frame from the server is masked"},
    {Rule::RsvSet, "rsv-set", "RFC 6455 5.2", Error,
     "A reserved bit is set, and no agreed extension defines it"},
    {Rule::OpcodeReserved, "opcode-reserved", "RFC 6455 5.2", Error,
     "The opcode is reserved and has no meaning"},
    {Rule::LengthNotMinimal, "length-not-minimal", "RFC 6455 5.2", Error,
     "The payload length is not written in the shortest form"},
    {Rule::LengthMsb, "length-msb", "RFC 6455 5.2", Error,
     "The most significant bit of the 64-bit payload length is set"},
    {Rule::ControlFragmented, "control-fragmented", "RFC 6455 5.5", Error,
     "A control frame is fragmented"},
    {Rule::ControlTooLong, "control-too-long", "RFC 6455 5.5", Error,
     "A control frame carries more than 125 bytes"},
    {Rule::ContinuationUnexpected, "continuation-unexpected", "RFC 6455 5.4", Error,
     "A continuation frame came while no message was open"},
    {Rule::MessageInterleaved, "message-interleaved", "RFC 6455 5.4", Error,
     "A new message began before the last one was finished"},
    {Rule::Utf8Invalid, "utf8-invalid", "RFC 6455 8.1", Error, "A text message is not valid UTF-8"},
    {Rule::ClosePayloadShort, "close-payload-short", "RFC 6455 5.5.1", Error,
     "A Close frame has a payload of one byte, too short for a code"},
    {Rule::CloseCodeInvalid, "close-code-invalid", "RFC 6455 7.4", Error,
     "A Close frame carries a code that must not be sent"},
    {Rule::CloseReasonUtf8, "close-reason-utf8", "RFC 6455 5.5.1", Error,
     "The reason of a Close frame is not valid UTF-8"},
    {Rule::DataAfterClose, "data-after-close", "RFC 6455 5.5.1", Error,
     "A frame came after the Close frame"},
    {Rule::CloseUnanswered, "close-unanswered", "RFC 6455 5.5.1", Error,
     "A Close frame was not answered with a Close frame"},
    {Rule::CloseCodeDiffers, "close-code-differs", "RFC 6455 5.5.1", Info,
     "The answer to a Close frame carries another code"},
    {Rule::PingUnanswered, "ping-unanswered", "RFC 6455 5.5.2", Warning,
     "A Ping frame was not answered with a Pong frame"},
    {Rule::PongUnsolicited, "pong-unsolicited", "RFC 6455 5.5.3", Info,
     "A Pong frame came without a Ping frame before it"},
    {Rule::PongPayloadDiffers, "pong-payload-differs", "RFC 6455 5.5.3", Info,
     "The payload of a Pong frame is that of no unanswered Ping frame"},
    {Rule::AcceptMismatch, "accept-mismatch", "RFC 6455 4.1", Error,
     "Sec-WebSocket-Accept is missing or does not match the key"},
    {Rule::UpgradeMissing, "upgrade-missing", "RFC 6455 4.1", Error,
     "The Upgrade header does not say websocket"},
    {Rule::ConnectionMissing, "connection-missing", "RFC 6455 4.1", Error,
     "The Connection header does not say Upgrade"},
    {Rule::SubprotocolNotOffered, "subprotocol-not-offered", "RFC 6455 4.1", Error,
     "The server chose a subprotocol that the client did not offer"},
    {Rule::ExtensionNotOffered, "extension-not-offered", "RFC 6455 9.1", Error,
     "The server chose an extension, or a parameter of one, that the client did not offer"},
    {Rule::DeflateInvalid, "deflate-invalid", "RFC 7692 7.2.2", Error,
     "A compressed message can't be inflated"},
    {Rule::InflateLimit, "inflate-limit", "RFC 6455 10.4", Warning,
     "The rest of this message was not inflated: it exceeds a limit of Framescope"},
    {Rule::DeflateControl, "deflate-control", "RFC 7692 6.1", Error,
     "A control frame is marked as compressed"},
    {Rule::DeflateContinuation, "deflate-continuation", "RFC 7692 6.1", Error,
     "A continuation frame is marked as compressed; only a message's first frame may be"},
    {Rule::FrameTruncated, "frame-truncated", "RFC 6455 5.2", Error,
     "The connection ended inside a frame"},
    {Rule::HeadBareLf, "head-bare-lf", "RFC 9112 2.2", Warning,
     "A line of the head ends with LF alone, without CR"},
    {Rule::HeadBareCr, "head-bare-cr", "RFC 9112 2.2", Warning,
     "A line of the head has a CR that is not its end"},
    {Rule::HeadEmptyLine, "head-empty-line", "RFC 9112 2.2", Warning,
     "An empty line came before the request line"},
    {Rule::RequestLineSpace, "request-line-space", "RFC 9112 3", Warning,
     "The parts of the request line are not separated by one space each"},
    {Rule::StatusLineSpace, "status-line-space", "RFC 9112 4", Warning,
     "The status line has white space beside the one space after the status code"},
    {Rule::ReasonMissing, "reason-missing", "RFC 9112 4", Warning,
     "The status line ends with the status code: the space and the reason phrase are missing"},
    {Rule::HeaderNameSpace, "header-name-space", "RFC 9112 5.1", Warning,
     "White space stands between the name of a header and its colon"},
    {Rule::HeaderFolded, "header-folded", "RFC 9112 5.2", Warning,
     "A line of the header begins with white space: it is folded (obs-fold)"},
    {Rule::HeaderTrailingSpace, "header-trailing-space", "RFC 9112 5", Info,
     "White space stands at the end of a header line"},
    {Rule::HeaderMalformed, "header-malformed", "RFC 9112 5", Warning,
     "A line of the header is not a name, a colon and a value"},
    {Rule::HeaderControl, "header-control", "RFC 9110 5.5", Warning,
     "The head has a control character"},
    {Rule::HeaderNotAscii, "header-not-ascii", "RFC 9110 5.5", Warning,
     "The head has bytes beyond US-ASCII (obs-text)"},
    {Rule::HttpVersion, "http-version", "RFC 6455 4.1", Warning, "The HTTP version is not 1.1"},
    {Rule::HeaderRepeated, "header-repeated", "RFC 6455 11.3", Error,
     "A header of the opening handshake appears more than once"},
    {Rule::ExtensionMalformed, "extension-malformed", "RFC 6455 9.1", Error,
     "The Sec-WebSocket-Extensions header of the server can't be read"},
    {Rule::DeflateParameter, "deflate-parameter", "RFC 7692 7.1", Error,
     "The server answered permessage-deflate with a parameter that is unknown, invalid or "
     "repeated"},
});

} // namespace

std::string_view severityName(Severity severity)
{
    static constexpr auto Names = std::to_array<std::string_view>({"info", "warning", "error"});
    return Names[static_cast<std::size_t>(severity)];
}

std::span<const RuleInfo> rules()
{
    return Rules;
}

const RuleInfo& info(Rule rule)
{
    return Rules[static_cast<std::size_t>(rule)];
}

std::string violationText(const Violation& violation)
{
    std::string text(info(violation.rule).text);
    if (!violation.detail.empty()) {
        text += ": " + violation.detail;
    }
    return text;
}

} // namespace framescope::wire
