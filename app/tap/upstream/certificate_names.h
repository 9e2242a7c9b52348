// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSslCertificate;

namespace framescope::tap {

/// Checks that a server's certificate is for `host` (a name in its ASCII form, or an address).
/// Returns a sentence with the certificate's names if it is not, otherwise an empty string. Only
/// names and addresses of the subjectAltName count, not the common name; `*` matches one whole
/// label, the first (RFC 9525 6).
QString nameMismatch(const QSslCertificate& certificate, const QString& host);

} // namespace framescope::tap
