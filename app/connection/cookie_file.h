// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QNetworkCookie>

#include <string>
#include <string_view>

namespace framescope::connection {

/// Cookies in the format of Netscape that curl and others use: a line for each, with domain,
/// whether it is for subdomains, path, whether it is Secure, expiry in seconds since 1970 (0:
/// none), name and value between tabs. #HttpOnly_ stands before the domain of a cookie that scripts
/// can't read; other lines with # are remarks.
std::string cookieText(const QList<QNetworkCookie>& cookies);
/// An error names the line, and has nothing of it, since values are secrets.
Result<QList<QNetworkCookie>> cookiesFromText(std::string_view text, const std::string& where);

/// Reads a file of cookies, which is to be written again: there are none if it is missing. Fails if
/// it is no regular file, or if its folder can't be written to.
Result<QList<QNetworkCookie>> readCookieFile(const std::string& path);
/// Replaces the file in one step; only its owner can read it.
Result<void> writeCookieFile(const std::string& path, const QList<QNetworkCookie>& cookies);

} // namespace framescope::connection
