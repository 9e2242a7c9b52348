// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

namespace framescope::test {

/// A CA, and certificates of it; made anew so that none of them expires one day.
class CertificateFiles
{
public:
    void make()
    {
        const QString loopback = QStringLiteral("subjectAltName=IP:127.0.0.1");
        openssl({"req", "-x509", "-subj", "/CN=localhost", "-addext", loopback, "-days", "2",
                 "-keyout", pem("self-signed-key"), "-out", pem("self-signed")});
        openssl({"req", "-x509", "-subj", "/CN=Framescope test CA", "-days", "2", "-keyout",
                 pem("ca-key"), "-out", pem("ca")});
        signByCa("good", "loopback", loopback, "2");
        signByCa("expired", "loopback", loopback, "-1");
        signByCa("elsewhere", "elsewhere.example", "subjectAltName=DNS:elsewhere.example", "2");
        signByCa("address-as-name", "127.0.0.1", "basicConstraints=CA:FALSE", "2");
        signByCa("client", "the client", "basicConstraints=CA:FALSE", "2");
    }

    QString pem(const QString& name) const { return folder_.filePath(name + ".pem"); }
    QStringList tlsArguments(const QString& name) const
    {
        return {"--cert", pem(name), "--key", pem(name + "-key")};
    }

private:
    static void openssl(const QStringList& arguments)
    {
        QStringList all = arguments;
        if (all.first() == QLatin1String("req")) {
            all += {"-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"};
        }
        QProcess openssl;
        openssl.setProcessChannelMode(QProcess::MergedChannels);
        openssl.start("openssl", all);
        QVERIFY(openssl.waitForFinished(Patience));
        QVERIFY2(openssl.exitCode() == 0, openssl.readAll());
    }

    void signByCa(const QString& name, const QString& subject, const QString& extension,
                  const QString& days)
    {
        const QString request = pem(name + "-request");
        openssl({"req", "-subj", "/CN=" + subject, "-addext", extension, "-keyout",
                 pem(name + "-key"), "-out", request});
        openssl({"x509", "-req", "-in", request, "-CA", pem("ca"), "-CAkey", pem("ca-key"), "-days",
                 days, "-copy_extensions", "copy", "-out", pem(name)});
    }

    QTemporaryDir folder_;
};

} // namespace framescope::test
