// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/address.h"

#include <QTest>

using namespace framescope;
using namespace framescope::present;

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void titles();
};

void TestAddress::understood_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("url");
    QTest::newRow("ws") << "ws://example.com/a?b=c"
                        << "ws://example.com/a?b=c";
    QTest::newRow("wss") << "wss://example.com"
                         << "wss://example.com";
    QTest::newRow("white space around") << "  ws://example.com/ "
                                        << "ws://example.com/";
    QTest::newRow("no scheme") << "example.com/chat"
                               << "wss://example.com/chat";
    QTest::newRow("no scheme, a port") << "example.com:8080/chat"
                                       << "wss://example.com:8080/chat";
    QTest::newRow("this machine") << "localhost:9001"
                                  << "ws://localhost:9001";
    QTest::newRow("this machine's address") << "127.0.0.1:9001/x"
                                            << "ws://127.0.0.1:9001/x";
    QTest::newRow("this machine, IPv6") << "[::1]:9001"
                                        << "ws://[::1]:9001";
    QTest::newRow("http") << "http://example.com/"
                          << "ws://example.com/";
    QTest::newRow("https") << "https://example.com/"
                           << "wss://example.com/";
    QTest::newRow("upper case") << "WSS://Example.com/A"
                                << "wss://example.com/A";
}

void TestAddress::understood()
{
    QFETCH(QString, input);
    const auto url = urlFromInput(input);
    QVERIFY2(url.has_value(), url ? "" : url.error().message().c_str());
    QTEST(url->toString(), "url");
}

void TestAddress::refused_data()
{
    QTest::addColumn<QString>("input");
    QTest::newRow("nothing") << "";
    QTest::newRow("white space") << "   ";
    QTest::newRow("another scheme") << "ftp://example.com";
    QTest::newRow("no host") << "ws:///path";
    QTest::newRow("no URL") << "ws://exa mple.com";
    QTest::newRow("port too high") << "ws://example.com:70000/";
    QTest::newRow("words") << "hello there";
}

void TestAddress::refused()
{
    QFETCH(QString, input);
    const auto url = urlFromInput(input);
    QVERIFY(!url.has_value());
    QVERIFY(!url.error().what.empty());
}

void TestAddress::titles()
{
    QCOMPARE(addressTitle(QUrl(QStringLiteral("wss://example.com/"))),
             QStringLiteral("example.com"));
    QCOMPARE(addressTitle(QUrl(QStringLiteral("ws://localhost:1/chat?key=secret"))),
             QStringLiteral("localhost:1/chat"));
    QCOMPARE(addressTitle(QUrl()), QString());
}

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
