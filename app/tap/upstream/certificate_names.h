// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSslCertificate;

namespace framescope::tap {

/// Why a server's certificate is not one for `host` (a name in its ASCII form, or an address), as
/// one sentence with what it is for; empty where it is. The names and addresses of its
/// subjectAltName count, the common name does not, and `*` stands for one whole label, the first
/// (RFC 9525 6).
QString nameMismatch(const QSslCertificate& certificate, const QString& host);

} // namespace framescope::tap
