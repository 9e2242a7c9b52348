// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace framescope::session {

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

} // namespace framescope::session

Q_DECLARE_METATYPE(framescope::session::CertificateFailure)
