// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/proxy_choice.h"
#include "support/test_program.h"

#include <QTest>

#include <map>

namespace tst_proxy_choice {

using namespace framescope;
using namespace framescope::connection;

class TestProxyChoice : public QObject
{
    Q_OBJECT

private slots:
    void exceptions_data();
    void exceptions();
    void environment_data();
    void environment();
};

void TestProxyChoice::exceptions_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("exempt");
    const auto row = [](const char* list, const char* host, bool exempt) {
        QTest::addRow("%s, %s", list, host)
            << QString::fromLatin1(list) << QString::fromLatin1(host) << exempt;
    };
    row("", "a.example", false);
    row("*", "a.example", true);
    row("a.example", "a.example", true);
    row("A.Example", "a.example", true);
    row("a.example.", "a.example", true);
    row("a.example", "b.a.example", true);
    row("a.example", "ba.example", false);
    row(".a.example", "a.example", true);
    row(".a.example", "b.a.example", true);
    row("*.a.example", "b.a.example", true);
    row("b.a.example", "a.example", false);
    row("x , a.example", "a.example", true);
    row("x a.example", "a.example", true);
    row("a.example:8443", "a.example", true);
    row("a.example:443", "a.example", false);
    row("10.1.2.3", "10.1.2.3", true);
    row("10.1.2.3:8443", "10.1.2.3", true);
    row("10.1.2.3:1", "10.1.2.3", false);
    row("10.1.2", "10.1.2.3", false);
    row("10.0.0.0/8", "10.1.2.3", true);
    row("10.0.0.0/8", "11.1.2.3", false);
    row("10.0.0.0/nonsense", "10.1.2.3", false);
    row("2.3", "10.1.2.3", false);
    row("::1", "::1", true);
    row("0:0::1", "::1", true);
    row("[::1]", "::1", true);
    row("[::1]:8443", "::1", true);
    row("[::1]:1", "::1", false);
    row("fe80::/10", "fe80::1", true);
    row("fe80::/10", "::1", false);
}

void TestProxyChoice::exceptions()
{
    QFETCH(QString, list);
    QFETCH(QString, host);
    QTEST(isExempt(list.toStdString(), {true, host, 8443}), "exempt");
}

void TestProxyChoice::environment_data()
{
    QTest::addColumn<QString>("variables");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const char* variables, bool secure, const char* proxy) {
        QTest::addRow("%s, %s", variables, secure ? "wss" : "ws")
            << QString::fromLatin1(variables) << secure << QString::fromLatin1(proxy);
    };
    row("", true, "none");
    row("https_proxy=http://a:1", true, "http://a:1");
    row("https_proxy=http://a:1", false, "none");
    row("http_proxy=http://a:1", true, "none");
    row("http_proxy=a:1", false, "http://a:1");
    row("HTTP_PROXY=a:1", false, "http://a:1");
    row("HTTP_PROXY=a:1 REQUEST_METHOD=GET", false, "none");
    row("HTTPS_PROXY=a:1 REQUEST_METHOD=GET", true, "http://a:1");
    row("https_proxy=a:1 HTTPS_PROXY=b:1 all_proxy=c:1", true, "http://a:1");
    row("all_proxy=socks5h://c:1", true, "socks5://c:1");
    row("ALL_PROXY=socks5://c:1 https_proxy=a:1", true, "http://a:1");
    row("https_proxy=a:1 no_proxy=server.example", true, "none");
    row("https_proxy=a:1 NO_PROXY=server.example", true, "none");
    row("https_proxy=a:1 no_proxy=other NO_PROXY=server.example", true, "http://a:1");
    row("https_proxy=https://me:secret@a:1", true, "error in the environment variable https_proxy");
}

void TestProxyChoice::environment()
{
    QFETCH(QString, variables);
    QFETCH(bool, secure);
    std::map<std::string, std::string> set;
    for (const QString& variable : variables.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        set[variable.section(QLatin1Char('='), 0, 0).toStdString()] =
            variable.section(QLatin1Char('='), 1).toStdString();
    }
    ProxyOptions options;
    options.use = ProxyOptions::Use::System;
    const auto chosen = chooseProxy(options, {secure, QStringLiteral("server.example"), 443},
                                    [&](const char* name) { return set[name]; });
    std::string told = "none";
    if (!chosen) {
        QVERIFY(chosen.error().message().find("secret") == std::string::npos);
        told = "error" + chosen.error().where.substr(std::string("proxy").size());
    } else if (*chosen) {
        told = proxyUrl(**chosen);
    }
    QTEST(QString::fromStdString(told), "proxy");
}

FRAMESCOPE_TEST(TestProxyChoice)

} // namespace tst_proxy_choice

#include "tst_proxy_choice.moc"
