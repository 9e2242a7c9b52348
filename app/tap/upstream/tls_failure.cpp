// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/tls_failure.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::tap {

namespace {

struct Meaning
{
    std::string_view words; ///< a part of OpenSSL's text
    std::string_view sentence;
};

constexpr std::string_view NoTls = "this port does not speak TLS: try ws://";

/// The first match counts. Alerts are those of RFC 8446 6.2.
constexpr auto Meanings = std::to_array<Meaning>({
    {"wrong version number", NoTls},
    {"unknown protocol", NoTls},
    {"packet length too long", NoTls},
    {"unsupported record type", NoTls},
    {"certificate required", "the server wants a client certificate"},
    {"bad certificate", "the server does not accept the client certificate"},
    {"unsupported certificate", "the server does not accept this kind of client certificate"},
    {"certificate revoked", "the server says that the client certificate was revoked"},
    {"certificate expired", "the server says that the client certificate has expired"},
    {"certificate unknown", "the server does not accept the client certificate"},
    {"unknown ca", "the server does not know the authority that signed the client certificate"},
    {"access denied", "the server denies access to the client certificate"},
    {"unrecognized name", "the server has no certificate for this host"},
    {"no application protocol", "the server does not speak HTTP/1.1 over TLS (ALPN)"},
    {"unsupported protocol", "the server and this client have no version of TLS in common"},
    {"alert protocol version", "the server and this client have no version of TLS in common"},
    {"insufficient security", "the server finds what this client offers too weak"},
    {"handshake failure", "the server refuses the TLS handshake: no version, cipher or curve in "
                          "common, or it wants a client certificate"},
    {"internal error", "the server could not go on with TLS"},
    {"bad record mac", "the data received over TLS is damaged"},
    {"decrypt", "the data received over TLS is damaged"},
    {"decode error", "the data received over TLS is damaged"},
    {"unexpected message", "the data received over TLS is out of order"},
    {"unexpected eof", "the server ended the connection within TLS"},
});

} // namespace

QString tlsFailure(const QString& libraryText, TlsPhase phase)
{
    const auto* const meaning = std::ranges::find_if(Meanings, [&](const Meaning& each) {
        return libraryText.contains(
            QLatin1String(each.words.data(), static_cast<qsizetype>(each.words.size())),
            Qt::CaseInsensitive);
    });
    std::string_view sentence =
        meaning == Meanings.end() ? std::string_view("TLS failed") : meaning->sentence;
    if (phase == TlsPhase::Established && sentence == NoTls) {
        sentence = "the data received is no longer TLS";
    }
    QString told = libraryText.trimmed();
    while (told.endsWith(QLatin1Char(':'))) {
        told.chop(1);
    }
    return QString::fromLatin1(sentence.data(), static_cast<qsizetype>(sentence.size())) +
           QStringLiteral(" (OpenSSL: %1)").arg(told);
}

} // namespace framescope::tap
