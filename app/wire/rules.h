// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::wire {

/// All checks of frames, messages, closings and handshakes.
enum class Rule : std::uint8_t {
    MaskMissing,
    MaskUnexpected,
    RsvSet,
    OpcodeReserved,
    LengthNotMinimal,
    LengthMsb,
    ControlFragmented,
    ControlTooLong,
    ContinuationUnexpected,
    MessageInterleaved,
    Utf8Invalid,
    ClosePayloadShort,
    CloseCodeInvalid,
    CloseReasonUtf8,
    DataAfterClose,
    CloseUnanswered,
    CloseCodeDiffers,
    PingUnanswered,
    PongUnsolicited,
    PongPayloadDiffers,
    AcceptMismatch,
    UpgradeMissing,
    ConnectionMissing,
    SubprotocolNotOffered,
    ExtensionNotOffered,
    DeflateInvalid,
    InflateLimit,
    DeflateControl,
    DeflateContinuation,
    FrameTruncated,
    HeadBareLf,
    HeadBareCr,
    HeadEmptyLine,
    RequestLineSpace,
    StatusLineSpace,
    ReasonMissing,
    HeaderNameSpace,
    HeaderFolded,
    HeaderTrailingSpace,
    HeaderMalformed,
    HeaderControl,
    HeaderNotAscii,
    HttpVersion,
    HeaderRepeated,
    ExtensionMalformed,
    DeflateParameter,
};

enum class Severity : std::uint8_t { Info, Warning, Error };

std::string_view severityName(Severity severity); ///< "info", "warning", "error"

/// One row of the table of checks.
struct RuleInfo
{
    Rule rule;
    std::string_view id;      ///< "mask-missing"
    std::string_view section; ///< "RFC 6455 5.1", "RFC 7692 6.1", "RFC 9112 5.2"
    Severity severity;
    std::string_view text; ///< the violation in one sentence
};

/// The whole table, in the order of the enumeration.
std::span<const RuleInfo> rules();
const RuleInfo& info(Rule rule);

/// A check that failed. `detail` adds the observed value to the rule's text; it may be empty.
struct Violation
{
    Rule rule;
    std::string detail;

    friend bool operator==(const Violation&, const Violation&) = default;
};

/// The rule's sentence with the detail, as shown to users.
std::string violationText(const Violation& violation);

using Violations = std::vector<Violation>;

} // namespace framescope::wire
