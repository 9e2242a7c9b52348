// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace framescope::connection {

/// A certificate as a person reads it.
struct CertificateFacts
{
    QString subject; ///< all attributes: "CN=example.com, O=Example"
    QString issuer;
    QDateTime validFrom;
    QDateTime validUntil;
    QStringList names;    ///< of the subjectAltName, "DNS:example.com", "IP:10.0.0.1"
    QString fingerprint;  ///< SHA-256, "AB:CD:…"
    QStringList problems; ///< one clause each
};

/// The certificates of a chain, at most MostOfChain, with what is wrong about each. `failures` are
/// those of the recording: one that names another certificate by its subject, "… (CN)", belongs to
/// that one, all others to the first. `at`: the time for which validity is judged too.
inline constexpr std::size_t MostOfChain = 16;
std::vector<CertificateFacts> certificateFacts(const std::vector<std::string>& pems,
                                               const std::vector<std::string>& failures,
                                               const QDateTime& at);

} // namespace framescope::connection
