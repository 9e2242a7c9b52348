// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connection/certificate_facts.h"
#include "support/test_program.h"

namespace tst_certificate_facts {

using namespace framescope;

namespace {

/// For chat.example, in the first quarter of 2024, signed by the authority below.
constexpr const char* Leaf = R"(-----BEGIN CERTIFICATE-----
MIIB4DCCAYagAwIBAgIUB48kq0HlKF50yOaiAZ2bf0i9roQwCgYIKoZIzj0EAwIw
JzEQMA4GA1UEAwwHVGVzdCBDQTETMBEGA1UECgwKRnJhbWVzY29wZTAeFw0yNDAx
MDEwMDAwMDBaFw0yNDA0MDEwMDAwMDBaMBcxFTATBgNVBAMMDGNoYXQuZXhhbXBs
ZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKJ1VZvreVYaE0aFZyLiIUOqJv5+
QbYUyih3lOgPHcyBlghg1IpcI4wcdyacB58QfwR4l1VUQcu76zSPYzVpOkajgZ8w
gZwwLQYDVR0RBCYwJIIMY2hhdC5leGFtcGxlgg4qLmNoYXQuZXhhbXBsZYcECgAA
ATAdBgNVHQ4EFgQU7K1oL77gQhqhcZENbEU4m27hOlUwTAYDVR0jBEUwQ6ErpCkw
JzEQMA4GA1UEAwwHVGVzdCBDQTETMBEGA1UECgwKRnJhbWVzY29wZYIUNX2X8nzM
ZOIx5+APpwNYBxicmlowCgYIKoZIzj0EAwIDSAAwRQIgZVZSUdJkbvEBXT7D9vkJ
QHlEkkChicFWZqk8nZhedbsCIQCGHgegaZf8sMfIJ8LSghRpDuN9MTlcU7Efr8Fi
UX+/GQ==
-----END CERTIFICATE-----
)";

/// "Test CA", from 2020 to 2040.
constexpr const char* Authority = R"(-----BEGIN CERTIFICATE-----
MIIBSDCB7wIUNX2X8nzMZOIx5+APpwNYBxicmlowCgYIKoZIzj0EAwIwJzEQMA4G
A1UEAwwHVGVzdCBDQTETMBEGA1UECgwKRnJhbWVzY29wZTAeFw0yMDAxMDEwMDAw
MDBaFw00MDAxMDEwMDAwMDBaMCcxEDAOBgNVBAMMB1Rlc3QgQ0ExEzARBgNVBAoM
CkZyYW1lc2NvcGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT4MmmjPLzNpVNC
VNmTxxxq61c4bJKjy3Mb9d41FmorBpslZik/FDcoiLHVM+sLyz7bLP0VRMdfBOpz
ZIxhDbq2MAoGCCqGSM49BAMCA0gAMEUCIDREuVYMPGZ3+DEtQevie+2VkrBgIfpC
PuPMhyEQbylYAiEAtlRf3FSYlJLGL5N/nHhCnMApiqlMuh8JHJytLqzfq6U=
-----END CERTIFICATE-----
)";

QDateTime day(int year, int month)
{
    return QDateTime(QDate(year, month, 1), QTime(), Qt::UTC);
}

std::vector<connection::CertificateFacts> factsAt(const QDateTime& at,
                                                  const std::vector<std::string>& failures = {})
{
    return connection::certificateFacts({Leaf, Authority}, failures, at);
}

} // namespace

class TestCertificateFacts : public QObject
{
    Q_OBJECT

private slots:
    void properties();
    void failureBelongsToItsCertificate();
    void timeIsJudged_data();
    void timeIsJudged();
    void whatIsNoCertificate();
    void longChain();
};

void TestCertificateFacts::properties()
{
    const auto all = factsAt(day(2024, 2));
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].subject, QStringLiteral("CN=chat.example"));
    QVERIFY2(all[0].issuer.contains(QStringLiteral("CN=Test CA")), qPrintable(all[0].issuer));
    QVERIFY2(all[0].issuer.contains(QStringLiteral("O=Framescope")), qPrintable(all[0].issuer));
    QCOMPARE(all[0].validFrom, day(2024, 1));
    QCOMPARE(all[0].validUntil, day(2024, 4));
    QCOMPARE(all[0].names, (QStringList{"DNS:*.chat.example", "DNS:chat.example", "IP:10.0.0.1"}));
    QCOMPARE(all[0].fingerprint.size(), 95);
    QVERIFY(all[0].problems.isEmpty());
    QVERIFY(all[1].names.isEmpty());
    QVERIFY(all[1].problems.isEmpty());
}

void TestCertificateFacts::failureBelongsToItsCertificate()
{
    const auto all = factsAt(day(2024, 2), {"it is for chat.example, not for other.example",
                                            "the root certificate is not trusted (Test CA)"});
    QCOMPARE(all[0].problems, QStringList{"it is for chat.example, not for other.example"});
    QCOMPARE(all[1].problems, QStringList{"the root certificate is not trusted (Test CA)"});
}

void TestCertificateFacts::timeIsJudged_data()
{
    QTest::addColumn<QDateTime>("at");
    QTest::addColumn<QStringList>("failures");
    QTest::addColumn<QStringList>("problems");
    const QStringList expired{"the certificate has expired"};
    QTest::newRow("valid") << day(2024, 2) << QStringList() << QStringList();
    QTest::newRow("too late") << day(2025, 1) << QStringList() << expired;
    QTest::newRow("said already") << day(2025, 1) << expired << expired;
    QTest::newRow("too early") << day(2023, 1) << QStringList()
                               << QStringList{"the certificate is not yet valid"};
    QTest::newRow("no time") << QDateTime() << QStringList() << QStringList();
}

void TestCertificateFacts::timeIsJudged()
{
    QFETCH(QDateTime, at);
    QFETCH(QStringList, failures);
    std::vector<std::string> texts;
    for (const QString& failure : failures) {
        texts.push_back(failure.toStdString());
    }
    QTEST(factsAt(at, texts)[0].problems, "problems");
}

void TestCertificateFacts::whatIsNoCertificate()
{
    const auto all = connection::certificateFacts({"nonsense"}, {"it is bad"}, day(2024, 2));
    QCOMPARE(all.size(), std::size_t{1});
    QCOMPARE(all[0].problems, QStringList{"it is bad"});
    QVERIFY(connection::certificateFacts({}, {"it is bad"}, {}).empty());
}

void TestCertificateFacts::longChain()
{
    const std::vector<std::string> pems(100, Leaf);
    QCOMPARE(connection::certificateFacts(pems, {}, {}).size(), connection::MostOfChain);
}

FRAMESCOPE_TEST(TestCertificateFacts)

} // namespace tst_certificate_facts

#include "tst_certificate_facts.moc"
