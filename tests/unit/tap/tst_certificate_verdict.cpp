// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_certificate.h"
#include "support/test_program.h"
#include "tap/upstream/tls_handshake.h"

#include <QCryptographicHash>
#include <QtTest>

namespace tst_certificate_verdict {

using namespace framescope::tap;
using framescope::connection::Proxy;
using framescope::connection::Target;

class TestCertificateVerdict : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void verdicts_data();
    void verdicts();
    void saysWhoseCertificateItWas();

private:
    QSslCertificate leaf_;
};

void TestCertificateVerdict::initTestCase()
{
    leaf_ = framescope::test::madeCertificate(QStringLiteral("server"),
                                              QStringLiteral("DNS:a.example"));
    QVERIFY(!leaf_.isNull());
}

void TestCertificateVerdict::verdicts_data()
{
    using Errors = QList<QSslError>;
    QTest::addColumn<QString>("host");
    QTest::addColumn<Errors>("errors");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QString>("verdict");
    const Errors own{QSslError(QSslError::SelfSignedCertificate, leaf_)};
    const Errors name{QSslError(QSslError::HostNameMismatch, leaf_)};
    const QByteArray fingerprint = leaf_.digest(QCryptographicHash::Sha256);
    const auto row = [](const char* what, const char* host, const Errors& errors, bool insecure,
                        const QByteArray& accepted, const char* verdict) {
        QTest::newRow(what) << host << errors << insecure << accepted << verdict;
    };
    const QByteArray none;
    row("in order", "a.example", {}, false, none, "");
    row("a name that only Qt misses", "a.example", name, false, none, "");
    row("the common name", "server", {}, false, none,
        "rejected: it is for a.example, not for server");
    row("signed by itself", "a.example", own, false, none,
        "rejected: the certificate is self-signed, and untrusted");
    row("both", "b.example", own + name, false, none,
        "rejected: the certificate is self-signed, and untrusted; it is for a.example, not for "
        "b.example");
    row("insecure", "a.example", own, true, none,
        "insecure: the certificate is self-signed, and untrusted");
    row("accepted", "a.example", own, false, fingerprint,
        "fingerprint: the certificate is self-signed, and untrusted");
    row("another accepted", "a.example", own, false, QByteArray(32, 'x'),
        "rejected: the certificate is self-signed, and untrusted");
    row("insecure, but in order", "a.example", {}, true, none, "");
}

void TestCertificateVerdict::verdicts()
{
    QFETCH(QString, host);
    QFETCH(QList<QSslError>, errors);
    QFETCH(bool, insecure);
    QFETCH(QByteArray, accepted);
    Target target;
    target.host = host;
    target.tls.insecure = insecure;
    target.tls.acceptedCertificate = accepted;
    const CertificateVerdict verdict = judge(leaf_, errors, target);
    QString said = verdict.failures.join(QStringLiteral("; "));
    if (!said.isEmpty()) {
        said.prepend(QString::fromStdString(verdict.accepted.value_or("rejected")) + ": ");
    }
    QTEST(said, "verdict");
    QCOMPARE(verdict.rejected.has_value(), said.startsWith(QLatin1String("rejected")));
}

void TestCertificateVerdict::saysWhoseCertificateItWas()
{
    Target target;
    target.host = QStringLiteral("b.example");
    const auto rejected = judge(leaf_, {}, target).rejected;
    QVERIFY(rejected);
    QCOMPARE(rejected->host, target.host);
    QCOMPARE(rejected->subject, QStringLiteral("server"));
    QCOMPARE(rejected->fingerprint, leaf_.digest(QCryptographicHash::Sha256));
    QVERIFY(judge(QSslCertificate(), {QSslError(QSslError::NoPeerCertificate)}, target).rejected);
}

FRAMESCOPE_TEST(TestCertificateVerdict)

} // namespace tst_certificate_verdict

#include "tst_certificate_verdict.moc"
