// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace framescope::connection {

/// Why a server's certificate was not accepted.
struct CertificateFailure
{
    QString host;
    QStringList failures;   ///< one sentence each
    QByteArray fingerprint; ///< SHA-256 of the leaf, raw
    QString subject;
    QString issuer;
    QString expires; ///< ISO 8601
};

} // namespace framescope::connection

Q_DECLARE_METATYPE(framescope::connection::CertificateFailure)
