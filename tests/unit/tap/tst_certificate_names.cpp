// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/upstream/certificate_names.h"

#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_certificate_names {

using namespace framescope::tap;

class TestCertificateNames : public QObject
{
    Q_OBJECT

private slots:
    void fits_data();
    void fits();
    void saysWhatItIsFor();

private:
    QSslCertificate certificate(const QString& commonName, const QString& alternatives);

    QTemporaryDir folder_;
    QMap<QString, QSslCertificate> made_;
};

QSslCertificate TestCertificateNames::certificate(const QString& commonName,
                                                  const QString& alternatives)
{
    QSslCertificate& made = made_[commonName + alternatives];
    if (made.isNull()) {
        const QString file = folder_.filePath(QStringLiteral("certificate.pem"));
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
        openssl.waitForFinished(framescope::test::Patience);
        if (openssl.exitCode() != 0) {
            qWarning("%s", openssl.readAll().constData());
        }
        made = QSslCertificate::fromPath(file).value(0);
    }
    return made;
}

void TestCertificateNames::fits_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("alternatives");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* commonName, const char* alternatives, const char* host,
                        bool expected) {
        QTest::addRow("%s, %s: %s", commonName, alternatives, host)
            << commonName << alternatives << host << expected;
    };
    // The common name does not count, whether there are other names or not.
    row("127.0.0.1", "", "127.0.0.1", false);
    row("::1", "", "::1", false);
    row("host.example", "", "host.example", false);
    row("host.example", "DNS:other.example", "host.example", false);
    row("127.0.0.1", "DNS:other.example", "127.0.0.1", false);
    // An address is no name, and a name no address.
    row("x", "DNS:127.0.0.1", "127.0.0.1", false);
    row("x", "DNS:*.0.0.1", "127.0.0.1", false);
    row("x", "IP:127.0.0.1", "127.0.0.1", true);
    row("x", "IP:127.0.0.2", "127.0.0.1", false);
    row("x", "IP:127.0.0.1", "localhost", false);
    row("x", "IP:127.0.0.1", "::ffff:127.0.0.1", false);
    row("x", "IP:0:0:0:0:0:0:0:1", "::1", true);
    row("x", "IP:2001:db8::1", "2001:db8:0:0::1", true);
    row("x", "IP:2001:db8::1", "2001:db8::2", false);
    row("x", "IP:10.0.0.1, IP:10.0.0.2", "10.0.0.2", true);
    row("x", "DNS:host.example", "host.example", true);
    row("x", "DNS:HOST.Example", "host.example", true);
    row("x", "DNS:host.example", "host.example.", true);
    row("x", "DNS:host.example", "sub.host.example", false);
    row("x", "DNS:host.example", ".host.example", false);
    row("x", "DNS:host.example", "example", false);
    row("x", "DNS:a.example, DNS:b.example", "b.example", true);
    row("x", "DNS:xn--mnchen-3ya.example", "xn--mnchen-3ya.example", true);
    row("x", "URI:https://host.example", "host.example", false);
    // The wildcard stands for one whole label, the first.
    row("x", "DNS:*.host.example", "a.host.example", true);
    row("x", "DNS:*.host.example", "A.HOST.example", true);
    row("x", "DNS:*.host.example", "a.b.host.example", false);
    row("x", "DNS:*.host.example", "host.example", false);
    row("x", "DNS:a*.host.example", "ab.host.example", false);
    row("x", "DNS:*a.host.example", "ba.host.example", false);
    row("x", "DNS:a.*.example", "a.host.example", false);
    row("x", "DNS:*.*.example", "a.host.example", false);
    row("x", "DNS:*", "localhost", false);
    row("x", "DNS:*.example", "host.example", false);
}

void TestCertificateNames::fits()
{
    QFETCH(QString, commonName);
    QFETCH(QString, alternatives);
    QFETCH(QString, host);
    QFETCH(bool, expected);
    const QSslCertificate made = certificate(commonName, alternatives);
    QVERIFY(!made.isNull());
    QCOMPARE(nameMismatch(made, host).isEmpty(), expected);
}

void TestCertificateNames::saysWhatItIsFor()
{
    QCOMPARE(nameMismatch(certificate("x", "DNS:b.example, IP:10.0.0.1, DNS:a.example"),
                          QStringLiteral("host.example")),
             QStringLiteral("it is for 10.0.0.1, a.example, b.example, not for host.example"));
    QCOMPARE(nameMismatch(certificate("127.0.0.1", ""), QStringLiteral("127.0.0.1")),
             QStringLiteral("it is not for 127.0.0.1: it has no subjectAltName, and its common "
                            "name 127.0.0.1 does not count (RFC 9525)"));
}

FRAMESCOPE_TEST(TestCertificateNames)

} // namespace tst_certificate_names

#include "tst_certificate_names.moc"
