// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <cstdint>
#include <string_view>

namespace framescope::timeline {

/// Why a connection did not open.
enum class FailureCause : std::uint8_t {
    // Name and TCP
    NameUnknown,
    NameServerSilent,
    PortRefused,
    Unreachable,
    NoAnswer,
    // Proxy
    ProxyUnreachable,
    ProxyCredentials,
    ProxyRefused,
    ProxyOtherProtocol,
    // TLS
    PlainPort, ///< TLS on a port that does not speak it
    CertificateExpired,
    CertificateNotYetValid,
    CertificateWrongName,
    CertificateSelfSigned,
    CertificateUnknownIssuer,
    CertificateRefused, ///< for another reason
    ClientCertificateWanted,
    ClientCertificateRefused,
    TlsServerName,
    TlsVersion,
    TlsSilent,
    TlsRefused,
    // The answer
    TlsPort, ///< HTTP on a port that speaks TLS
    OtherProtocol,
    ClosedUnanswered,
    ClosedInAnswer,
    NoResponse,
    UnfinishedRequest,
    WebPage, ///< 2xx with HTML
    NoUpgrade,
    Redirect,
    RedirectNotFollowed, ///< although that was wanted
    BadRequest,
    Credentials,
    Forbidden,
    NotFound,
    MethodRefused,
    VersionRefused,
    TooMany,
    ServerError,
    Gateway,
    Unavailable,
    OtherStatus,
    // A 101 that is none
    AcceptMismatch,
    UpgradeMissing,
    ConnectionMissing,
    SubprotocolNotOffered,
    ExtensionNotOffered,
    OtherViolation,
    OtherUpgrade, ///< to another protocol than WebSocket
    GivenUp,      ///< by the user
    Other,
};

/// What to say of a cause. `sentence` is a clause, "the server speaks {protocol}"; empty: the text
/// of the `error` says it. `advice` is one sentence or more, or empty.
struct CauseWords
{
    FailureCause cause;
    std::string_view sentence;
    std::string_view advice;
};

const CauseWords& wordsOf(FailureCause cause);

/// The cause of the connection's first `error`. Precondition: it has one and did not open.
FailureCause causeOf(const ConnectionInfo& connection);

/// The protocol that the first bytes of a server belong to: "SSH", "SMTP or FTP"; empty if it is
/// not known.
std::string_view protocolOf(std::string_view bytes);

/// The bytes that the first `error` came with, such as an answer that is not HTTP.
std::string contentOf(const ErrorDetail& error);

/// Why the redirect was not followed that the connection ended with; empty if none was to be.
std::string redirectRefusal(const ConnectionInfo& connection);

} // namespace framescope::timeline
