// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QUrl>

#include <string>

namespace framescope::connection {

/// An error in an address, and its position in the text as typed.
struct AddressMistake : Error
{
    qsizetype at = 0;     ///< in UTF-16 units, from 0
    qsizetype length = 0; ///< 0 if something is missing there
};

/// An address as the user typed it.
struct Address
{
    QUrl url; ///< ws or wss
    /// Path and query for the request line, as typed: QUrl would decode %41 and change the case of
    /// %2f. Characters that are invalid in a URL (RFC 3986 3.3, 3.4) are percent-encoded, except
    /// brackets, which many servers require.
    std::string resource;
};

/// The error in a URL, without the URL that Qt appends: it may contain a password.
std::string mistakeIn(const QUrl& url);
/// Checks that a URL has a host and a port that can be connected to.
Result<void> checkAuthority(const QUrl& url);

/// Reads an address as typed. White space around it is ignored; without a scheme it is wss, for
/// this machine ws; http and https become ws and wss.
tl::expected<Address, AddressMistake> addressFromInput(const QString& input);

/// The address for a stored list: without user info, and with redaction::SecretMarker in place of
/// the values of secret parameters.
QString addressForHistory(const QString& input);

} // namespace framescope::connection
