// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>

namespace framescope::test {

// A certificate that is signed by itself, made by openssl; null where that fails.
inline QSslCertificate madeCertificate(const QString& commonName, const QString& alternatives = {})
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("certificate.pem"));
    QStringList arguments{"req",
                          "-x509",
                          "-nodes",
                          "-newkey",
                          "ec",
                          "-pkeyopt",
                          "ec_paramgen_curve:prime256v1",
                          "-subj",
                          "/CN=" + commonName,
                          "-keyout",
                          "/dev/null",
                          "-out",
                          file};
    if (!alternatives.isEmpty()) {
        arguments += {"-addext", "subjectAltName=" + alternatives};
    }
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(QStringLiteral("openssl"), arguments);
    openssl.waitForFinished();
    if (openssl.exitCode() != 0) {
        qWarning("%s", openssl.readAll().constData());
    }
    return QSslCertificate::fromPath(file).value(0);
}

} // namespace framescope::test
