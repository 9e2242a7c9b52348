// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "tap/upstream/proxy_handshake.h"

#include <QtTest>

namespace tst_proxy_handshake {

using namespace framescope;
using namespace framescope::tap;
using framescope::test::bytesOf;
using framescope::test::pictureOf;

class TestProxyHandshake : public QObject
{
    Q_OBJECT

private slots:
    void conversations_data();
    void conversations();
};

/// "> " what we send, "< " what the proxy sends, then how it ends.
void TestProxyHandshake::conversations_data()
{
    QTest::addColumn<bool>("socks");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("end");

    QTest::newRow("connect") << false << ""
                             << "a.example"
                             << QStringList{"> 'CONNECT a.example:443 HTTP/1.1' 0d0a "
                                            "'Host: a.example:443' 0d0a0d0a",
                                            "< 'HTTP/1.1 200 OK' 0d0a 'X: y' 0d0a0d0a"}
                             << "open";
    QTest::newRow("connect, IPv6, user")
        << false << "me"
        << "::1"
        << QStringList{"> 'CONNECT [::1]:443 HTTP/1.1' 0d0a 'Host: [::1]:443' 0d0a "
                       "'Proxy-Authorization: Basic bWU6cGFzcw==' 0d0a0d0a",
                       "< 'HTTP/1.0 200 fine' 0d0a0d0a"}
        << "open";
    QTest::newRow("connect, interim responses first")
        << false << ""
        << "::1"
        << QStringList{"> 'CONNECT [::1]:443 HTTP/1.1' 0d0a 'Host: [::1]:443' 0d0a0d0a",
                       "< 'HTTP/1.1 100 Continue' 0d0a0d0a 'HTTP/1.1 102 ' 0d0a0d0a",
                       "< 'HTTP/1.1 200 OK' 0d0a0d0a"}
        << "open";
    QTest::newRow("connect, refused")
        << false << ""
        << "::1"
        << QStringList{"> 'CONNECT [::1]:443 HTTP/1.1' 0d0a 'Host: [::1]:443' 0d0a0d0a",
                       "< 'HTTP/1.1 403 Forbidden' 0d0a0d0a"}
        << "the proxy refused: 403 Forbidden";
    QTest::newRow("connect, garbage")
        << false << ""
        << "::1"
        << QStringList{"> 'CONNECT [::1]:443 HTTP/1.1' 0d0a 'Host: [::1]:443' 0d0a0d0a",
                       "< 05000000"}
        << "the proxy does not speak HTTP";
    QTest::newRow("socks, name") << true << ""
                                 << "a.example"
                                 << QStringList{"> 050100", "< 0500",
                                                "> 05010003 09 'a.example' 01bb",
                                                "< 05000001 00000000 0000"}
                                 << "open";
    QTest::newRow("socks, IPv4") << true << ""
                                 << "192.0.2.1"
                                 << QStringList{"> 050100", "< 0500", "> 05010001 c0000201 01bb",
                                                "< 05000003 03 'abc' 0000"}
                                 << "open";
    QTest::newRow("socks, IPv6, user") << true << "me"
                                       << "::1" << QStringList{"> 05020002",
                                                               "< 0502",
                                                               "> 01 02 'me' 04 'pass'",
                                                               "< 0100",
                                                               "> 05010004 00*15 01 01bb",
                                                               "< 05000004 00*16 0000"}
                                       << "open";
    QTest::newRow("socks, wrong password")
        << true << "me"
        << "::1" << QStringList{"> 05020002", "< 0502", "> 01 02 'me' 04 'pass'", "< 0101"}
        << "the proxy did not accept the user name and password";
    QTest::newRow("socks, no method")
        << true << ""
        << "::1" << QStringList{"> 050100", "< 05ff"}
        << "the proxy offers no login method that Framescope supports";
    QTest::newRow("socks, refused")
        << true << ""
        << "::1"
        << QStringList{"> 050100", "< 0500", "> 05010004 00*15 01 01bb", "< 05050001 00000000 0000"}
        << "the proxy refused: connection refused";
}

/// The tunnel's first bytes come right behind and are left alone, however all is split.
void TestProxyHandshake::conversations()
{
    QFETCH(bool, socks);
    QFETCH(QString, user);
    QFETCH(QString, host);
    QFETCH(QStringList, lines);
    QFETCH(QString, end);
    for (const std::size_t step : {1, 3, 1000}) {
        connection::Proxy proxy;
        proxy.kind = socks ? connection::Proxy::Kind::Socks5 : connection::Proxy::Kind::Http;
        proxy.user = user.toStdString();
        proxy.password = "pass";
        const auto handshake = ProxyHandshake::create(proxy, host.toStdString(), 443);
        Bytes sent = handshake->start();
        for (const QString& line : lines) {
            const Bytes bytes = bytesOf(line.mid(2).toStdString());
            if (line.startsWith(QLatin1Char('>'))) {
                QCOMPARE(pictureOf(sent), pictureOf(bytes));
                sent.clear();
                continue;
            }
            for (ByteView rest = bytes; !rest.empty();) {
                const ByteView piece = rest.first(std::min(step, rest.size()));
                const std::size_t used = handshake->feed(piece, sent);
                if (handshake->state() == ProxyHandshake::State::NeedMore) {
                    QCOMPARE(used, piece.size());
                }
                rest = rest.subspan(piece.size());
            }
        }
        QCOMPARE(QString::fromStdString(handshake->refusal()),
                 end == QLatin1String("open") ? QString() : end);
        QCOMPARE(handshake->state(), end == QLatin1String("open") ? ProxyHandshake::State::Open
                                                                  : ProxyHandshake::State::Refused);
        if (end == QLatin1String("open")) {
            QCOMPARE(handshake->feed(asBytes("tunnelled"), sent), std::size_t{0});
        }
    }
}

FRAMESCOPE_TEST(TestProxyHandshake)

} // namespace tst_proxy_handshake

#include "tst_proxy_handshake.moc"
