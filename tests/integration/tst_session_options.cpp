// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a connection is asked to be like, and what becomes of it.
#include "connection/address_input.h"
#include "connection/cookie_jar.h"
#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_session_options {

using namespace framescope;
using namespace framescope::test;
using session::Session;
using timeline::Type;

class SessionOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void unusableOptions();
    void requestOnTheWire();
    void cookiesOfTheJar_data();
    void cookiesOfTheJar();
    void noSecretsInComments();
    void resources_data();
    void resources();
};

void SessionOptionsTest::unusableOptions()
{
    SessionRun run;
    const auto opened = run->open(connection::ConnectionOptions());
    QVERIFY(!opened);
    QCOMPARE(run->state(), Session::State::Idle);
    QCOMPARE(run->timeline()->size(), 0u);
}

void SessionOptionsTest::requestOnTheWire()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run;
    auto options = SessionRun::options(
        QStringLiteral("ws://user:p%C3%A4ss@127.0.0.1:%1/echo?a=%20b&c").arg(peer.port()));
    options.origin = QStringLiteral("https://example.org");
    options.subprotocols = QStringList{"two"};
    options.headers = {{"X-One", "1"},
                       {"host", "elsewhere.example"},
                       {"X-One", "again"},
                       {"Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEA=="},
                       {"Cookie", "a=b; c=d"}};
    QVERIFY(run.open(options));
    QStringList lines = peer.reports(QStringLiteral("request"))[0]["lines"].toStringList();
    QVERIFY(lines.filter(QStringLiteral("User-Agent: Framescope/")).size() == 1);
    QVERIFY(lines.filter(QStringLiteral("Sec-WebSocket-Extensions: permessage-deflate")).size() ==
            1);
    lines.removeIf([](const QString& line) {
        return line.startsWith(QLatin1String("User-Agent")) ||
               line.startsWith(QLatin1String("Sec-WebSocket-Extensions"));
    });
    QCOMPARE(
        lines,
        (QStringList{"GET /echo?a=%20b&c HTTP/1.1", "host: elsewhere.example",
                     "Connection: Upgrade", "Upgrade: websocket", "Origin: https://example.org",
                     "Sec-WebSocket-Version: 13", "Authorization: Basic dXNlcjpww6Rzcw==",
                     "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==", "Sec-WebSocket-Protocol: two",
                     "X-One: 1", "X-One: again", "Cookie: a=b; c=d"}));
}

void SessionOptionsTest::cookiesOfTheJar_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::addColumn<bool>("raw");
    QTest::addColumn<QString>("sent");
    QTest::newRow("kept") << true << false << "Cookie: mine=1; sid=2";
    QTest::newRow("not kept") << false << false << "Cookie: mine=1";
    QTest::newRow("raw request") << true << true << "";
}

/// A jar serves any number of sessions.
void SessionOptionsTest::cookiesOfTheJar()
{
    QFETCH(bool, keeps);
    QFETCH(bool, raw);
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    auto options = SessionRun::options(peer.url(QStringLiteral("/echo")));
    options.cookies = {{"mine", "1"}};
    options.keepCookies = keeps;
    options.cookieJar = std::make_shared<connection::CookieJar>();
    options.cookieJar->take(options.url, {{"Set-Cookie", "mine=0"}, {"Set-Cookie", "sid=2"}});
    if (raw) {
        options.rawRequest = "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
    }
    SessionRun run;
    QVERIFY(run.open(options));
    const QStringList lines = peer.reports(QStringLiteral("request"))[0]["lines"].toStringList();
    QTEST(lines.filter(QStringLiteral("Cookie")).join(QLatin1Char('|')), "sent");
}

/// The wire has them, of course; what travels in comments has not.
void SessionOptionsTest::noSecretsInComments()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    PeerProcess proxy(QStringLiteral("proxy_peer.py"), {"--user", "me:proxysecret"});
    SessionRun run;
    auto options = SessionRun::options(
        QStringLiteral("ws://user:urlsecret@127.0.0.1:%1/echo?access_token=querysecret&room=1")
            .arg(peer.port()));
    options.headers = {{"Cookie", "cookiesecret"},
                       {"Proxy-Authorization", "proxysecret"},
                       {"Referer", "https://example.org/?token=referersecret"}};
    options.subprotocols = QStringList{"access_token", "namesecret"};
    options.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("http://me:proxysecret@127.0.0.1:%1").arg(proxy.port())));
    QVERIFY(run.open(options));
    const QString connecting = run.detail(Type::Connecting);
    QVERIFY2(!connecting.contains(QLatin1String("secret")), qPrintable(connecting));
    QVERIFY(!run.detail(Type::Connected).contains(QLatin1String("secret")));
    const auto info = *run->timeline()->connection(run->connection());
    QCOMPARE(QString::fromStdString(info.url),
             QStringLiteral("ws://127.0.0.1:%1/echo?access_token=***removed***&room=1")
                 .arg(peer.port()));
}

void SessionOptionsTest::resources_data()
{
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"/echo", "/echo?a%20b=%41%7e&c=%c3%BC", "/echo?%2f%2F/../x/./y//z",
                              "/echo?a+b;c=[1]&AbC"}) {
        QTest::newRow(typed) << QString::fromLatin1(typed);
    }
}

/// What is typed is what the server reads, also when it is connected to again.
void SessionOptionsTest::resources()
{
    QFETCH(QString, typed);
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    const auto address = connection::addressFromInput(peer.url(typed));
    QVERIFY(address);
    connection::ConnectionOptions chosen = SessionRun::options(peer.url(QStringLiteral("/")));
    chosen.url = address->url;
    chosen.resource = address->resource;
    SessionRun run;
    for (int i = 0; i < 2; ++i) {
        peer.forget();
        QVERIFY(run.open(chosen));
        QTRY_COMPARE(peer.reports(QStringLiteral("request")).size(), 1);
        const QStringList lines =
            peer.reports(QStringLiteral("request"))[0]["lines"].toStringList();
        QCOMPARE(lines.value(0), QStringLiteral("GET %1 HTTP/1.1").arg(typed));
        QVERIFY(run->close(1000));
        QVERIFY(run.waitForClosed());
    }
    QVERIFY(run.detail(timeline::Type::Connecting).contains(typed));
}

FRAMESCOPE_TEST(SessionOptionsTest)

} // namespace tst_session_options

#include "tst_session_options.moc"
