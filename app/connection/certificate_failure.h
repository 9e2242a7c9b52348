// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace framescope::connection {

/// The reasons why a server's certificate was not accepted, and its properties.
struct CertificateFailure
{
    QString host;
    QStringList failures;   ///< one sentence each
    QByteArray fingerprint; ///< SHA-256 of the leaf certificate, raw
    QString subject;
    QString issuer;
    QString expires; ///< ISO 8601
};

} // namespace framescope::connection

Q_DECLARE_METATYPE(framescope::connection::CertificateFailure)
