// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

#include <string>

namespace framescope::connection {

/// What is wrong with an address, and where in the text as it was typed.
struct AddressMistake : Error
{
    qsizetype at = 0;     ///< in UTF-16 units, from 0
    qsizetype length = 0; ///< 0: something is missing there
};

/// An address as the user typed it.
struct Address
{
    QUrl url; ///< ws or wss
    /// Path and query for the request line, as they were typed: QUrl decodes %41 and changes the
    /// case of %2f. What may not stand in a URL (RFC 3986 3.3, 3.4) is percent-encoded, but for
    /// brackets, which many servers want.
    std::string resource;
};

/// What is wrong with a URL, without the URL itself that Qt adds: it may hold a password.
std::string mistakeIn(const QUrl& url);
/// Whether it is a URL with a host and a port that can be connected to.
Result<void> checkAuthority(const QUrl& url);

/// The address that a person means: blanks around it do not count; what has no scheme is wss, on
/// this machine ws; http and https are ws and wss.
tl::expected<Address, AddressMistake> addressFromInput(const QString& input);

/// An address for a list that is kept: without user info and the values of secret parameters, in
/// whose place redaction::SecretMarker stands.
QString addressForHistory(const QString& input);

} // namespace framescope::connection
