// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the options put into the request: compression, cookies, and the head as a whole.
#include "connection/cookie_file.h"
#include "connection/cookie_jar.h"
#include "connection/request_head.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_request_parts {

using namespace framescope;
using namespace framescope::connection;

class TestRequestParts : public QObject
{
    Q_OBJECT

private slots:
    void compression_data();
    void compression();
    void usualOffer();
    void cookies_data();
    void cookies();
    void takenCookies_data();
    void takenCookies();
    void secureCookiesStay();
    void jarIsBounded();
    void jarIsStored();
    void cookieLines_data();
    void cookieLines();
    void defaultHead();
    void withoutSecrets();
};

void TestRequestParts::compression_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("offer");
    const auto row = [](const char* typed, const char* offer) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(offer);
    };
    const char* refused = "refused";
    row("", "permessage-deflate");
    row("permessage-deflate", "permessage-deflate");
    row("client_max_window_bits", "permessage-deflate; client_max_window_bits");
    row(" server_max_window_bits=9;client_max_window_bits=10 ",
        "permessage-deflate; server_max_window_bits=9; client_max_window_bits=10");
    row("permessage-deflate;client_no_context_takeover;server_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
    row("server_max_window_bits", refused);
    row("server_max_window_bits=7", refused);
    row("client_max_window_bits=16", refused);
    row("client_max_window_bits; client_max_window_bits", refused);
    row("server_no_context_takeover=1", refused);
    row("unknown", refused);
    row("client_max_window_bits, permessage-deflate", refused);
    row(";", refused);
}

void TestRequestParts::compression()
{
    QFETCH(QString, typed);
    const auto read = compressionFrom(typed.toStdString());
    QTEST(read ? QString::fromStdString(offerOf(*read)) : QStringLiteral("refused"), "offer");
    if (read) {
        QVERIFY(check(*read));
        QCOMPARE(*compressionFrom(offerOf(*read)), *read);
    }
}

void TestRequestParts::usualOffer()
{
    QCOMPARE(offerOf({}), std::string("permessage-deflate; client_max_window_bits"));
    Compression none;
    none.offered = false;
    QCOMPARE(offerOf(none), std::string());
    none.extensions = "x-mine; a=1";
    QCOMPARE(offerOf(none), std::string("x-mine; a=1"));
}

void TestRequestParts::cookies_data()
{
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("sent");
    const auto row = [](const char* set, const char* url, const char* sent) {
        QTest::addRow("%s to %s", set, url)
            << QString::fromLatin1(set) << QString::fromLatin1(url) << QString::fromLatin1(sent);
    };
    row("a=b", "wss://a.example/x", "a=b");
    row("a=b", "wss://a.example:8443/", "a=b");
    row("a=b", "wss://b.example/", "");
    row("a=b", "wss://sub.a.example/", "");
    row("a=b; Domain=a.example", "wss://sub.a.example/", "a=b");
    row("a=b; Domain=example", "wss://a.example/", "");
    row("a=b; Domain=other.example", "wss://other.example/", "");
    row("a=b; Secure", "wss://a.example/", "a=b");
    row("a=b; Secure", "ws://a.example/", "");
    row("a=b; Path=x", "wss://a.example/y", "a=b"); // as without a path
    row("a=b; Path=/x", "wss://a.example/x/y", "a=b");
    row("a=b; Path=/x", "wss://a.example/y", "");
    row("a=b; Path=/x\na=c; Path=/", "wss://a.example/x", "a=b; a=c");
    row("a=b; Max-Age=0", "wss://a.example/", "");
    row("a=b\na=c", "wss://a.example/", "a=c");
    row("a=b\na=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "wss://a.example/", "");
    row("a=\"q,r\"; HttpOnly", "wss://a.example/", "a=\"q,r\"");
}

void TestRequestParts::cookies()
{
    QFETCH(QString, set);
    QFETCH(QString, url);
    CookieJar jar;
    wire::HeaderFields fields{{"Content-Type", "text/plain"}};
    for (const QString& line : set.split(QLatin1Char('\n'))) {
        fields.push_back({"set-cookie", line.toStdString()});
    }
    jar.take(QUrl(QStringLiteral("wss://a.example/x")), fields);
    QTEST(QString::fromStdString(headerValue(jar.cookiesFor(QUrl(url)))), "sent");
}

void TestRequestParts::takenCookies_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("set");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char* url, const char* set, bool taken) {
        QTest::addRow("%s %s", url, set) << QString(url) << QString(set) << taken;
    };
    row("ws://127.0.0.1/", "a=b; Domain=.0.1", false);
    row("ws://127.0.0.1/", "a=b; Domain=0.0.1", false);
    row("ws://127.0.0.1/", "a=b; Domain=127.0.0.1", true);
    row("ws://[::1]/", "a=b", true);
    row("wss://a.example/", "a=b; Domain=b.a.example", false);
    row("ws://a.example/", "a=b; Secure", false);
    row("ws://127.0.0.1/", "a=b; Secure", false);
    row("wss://a.example/", "__Host-a=b; Secure; Path=/", true);
    row("wss://a.example/", "__host-a=b; Path=/", false);
    row("wss://a.example/", "__Host-a=b; Secure", false);
    row("wss://a.example/", "__Host-a=b; Secure; Path=/; Domain=a.example", false);
    row("wss://a.example/", "__Secure-a=b; Secure; Domain=a.example", true);
    row("wss://a.example/", "__secure-a=b", false);
}

void TestRequestParts::takenCookies()
{
    QFETCH(QString, url);
    QFETCH(QString, set);
    CookieJar jar;
    const auto names = jar.take(QUrl(url), {{"Set-Cookie", set.toStdString()}});
    QTEST(names.size() == 1, "taken");
    QTEST(jar.all().size() == 1, "taken");
    QTEST(jar.cookiesFor(QUrl(url)).size() == 1, "taken");
    QVERIFY(jar.cookiesFor(QUrl(QStringLiteral("ws://127.9.0.1/"))).empty());
}

/// An insecure origin can't replace or hide a Secure cookie.
void TestRequestParts::secureCookiesStay()
{
    CookieJar jar;
    jar.take(QUrl(QStringLiteral("wss://a.example/x/")),
             {{"Set-Cookie", "a=safe; Secure; Path=/x"}, {"Set-Cookie", "b=any; Path=/x"}});
    const std::vector<std::string> names{"a", "b"};
    QCOMPARE(jar.take(QUrl(QStringLiteral("ws://a.example/x/")),
                      {{"Set-Cookie", "a=1; Path=/x"},
                       {"Set-Cookie", "a=2; Path=/x/y; Domain=a.example"},
                       {"Set-Cookie", "a=3; Path=/xy"},
                       {"Set-Cookie", "b=4; Path=/x"}}),
             names);
    QCOMPARE(headerValue(jar.cookiesFor(QUrl(QStringLiteral("wss://a.example/x/y")))),
             std::string("a=safe; b=4"));
}

/// The oldest are dropped, and large ones are not taken. An address in a file is for itself alone.
void TestRequestParts::jarIsBounded()
{
    CookieJar jar;
    const QUrl url(QStringLiteral("wss://a.example/"));
    wire::HeaderFields fields{{"Set-Cookie", "v=" + std::string(4096, 'x')},
                              {"Set-Cookie", "p=x; Path=/" + std::string(1024, 'x')}};
    for (int i = 0; i < 60; ++i) {
        fields.push_back({"Set-Cookie", "n" + std::to_string(i) + "=1"});
    }
    jar.take(url, fields);
    QCOMPARE(jar.all().size(), CookieJar::MostOfDomain);
    QCOMPARE(jar.cookiesFor(url).front().name, std::string("n10"));
    std::string text = ".0.1\tTRUE\t/\tFALSE\t0\tforeign\tx\n";
    for (int i = 0; i < 10'000; ++i) {
        text += std::to_string(i) + ".example\tFALSE\t/\tFALSE\t0\ta\tb\n";
    }
    text += ".0.1\tTRUE\t/\tFALSE\t0\tforeign\tx\n";
    jar.put(*cookiesFromText(text, "jar"));
    QCOMPARE(jar.all().size(), CookieJar::Most);
    QCOMPARE(jar.all().front().domain(), QStringLiteral("7001.example"));
    QVERIFY(jar.cookiesFor(QUrl(QStringLiteral("ws://127.0.0.1/"))).empty());
}

/// What the jar holds stays the same through the text of a file.
void TestRequestParts::jarIsStored()
{
    CookieJar jar;
    const QUrl url(QStringLiteral("wss://a.example/x/y"));
    const std::vector<std::string> names{"a", "c", "e"};
    QCOMPARE(jar.take(url, {{"Set-Cookie", "a=b; Secure; HttpOnly"},
                            {"Set-Cookie", "c=d; Max-Age=1000; Path=/"},
                            {"Set-Cookie", "e=; Domain=a.example"},
                            {"Set-Cookie", "g=h; Max-Age=0"},
                            {"Set-Cookie", "tab=a\tb"},
                            {"Set-Cookie", "=nameless"}}),
             names);
    QCOMPARE(jar.all().size(), 3);
    const std::string text = cookieText(jar.all());
    QVERIFY2(text.find("#HttpOnly_a.example\tFALSE\t/x\tTRUE\t0\ta\tb\n") != std::string::npos,
             text.c_str());
    QVERIFY(text.find(".a.example\tTRUE\t/x\tFALSE\t0\te\t\n") != std::string::npos);
    CookieJar again;
    again.put(*cookiesFromText(text, "jar"));
    QCOMPARE(cookieText(again.all()), text);
    QCOMPARE(again.cookiesFor(url), jar.cookiesFor(url));
    QCOMPARE(again.cookiesFor(QUrl(QStringLiteral("wss://sub.a.example/x"))).size(),
             std::size_t{1});
    again.remove(again.all().front());
    QCOMPARE(again.all().size(), 2);
}

void TestRequestParts::cookieLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read"); ///< "name=value" at the domain, or the place of the mistake
    const auto row = [](const char* name, QByteArray text, const char* read) {
        QTest::newRow(name) << text << QString::fromLatin1(read);
    };
    const QByteArray cookie("a.example\tFALSE\t/\tFALSE\t0\tn\tv");
    row("nothing", "", "");
    row("remarks", "# Netscape HTTP Cookie File\n\n \n", "");
    row("a cookie", cookie + '\n', "n=v a.example");
    row("no line end", cookie, "n=v a.example");
    row("CR LF", cookie + "\r\n", "n=v a.example");
    row("subdomains", ".a.Example\tTRUE\t/\tFALSE\t0\tn\tv", "n=v .a.example");
    row("subdomains without a dot", "a.example\ttrue\t/\tFALSE\t0\tn\tv", "n=v .a.example");
    row("without a value", "a.example\tFALSE\t/\tFALSE\t0\tn", "n= a.example");
    row("expired", "a.example\tFALSE\t/\tFALSE\t1\tn\tv", "");
    const char* second = "jar, line 2";
    row("blanks for tabs", "\na.example FALSE / FALSE 0 n v", second);
    row("too many fields", '\n' + cookie + "\tx", second);
    row("no truth", "#\na.example\tyes\t/\tFALSE\t0\tn\tv", second);
    row("no path", "#\na.example\tFALSE\tx\tFALSE\t0\tn\tv", second);
    row("no time", "#\na.example\tFALSE\t/\tFALSE\tsoon\tn\tv", second);
    row("no name", "#\na.example\tFALSE\t/\tFALSE\t0\t\tv", second);
    row("no domain", "#\n\tFALSE\t/\tFALSE\t0\tn\tv", second);
    row("NUL", '\n' + cookie + QByteArray(1, '\0'), second);
    row("a recording", QByteArray("\n\0\1\2", 4), second);
}

void TestRequestParts::cookieLines()
{
    QFETCH(QByteArray, text);
    const auto cookies = cookiesFromText(text.toStdString(), "jar");
    QString read;
    CookieJar jar;
    jar.put(cookies.value_or(QList<QNetworkCookie>()));
    for (const QNetworkCookie& cookie : jar.all()) {
        read += QString::fromUtf8(cookie.name() + '=' + cookie.value() + ' ') + cookie.domain();
    }
    QTEST(cookies ? read : QString::fromStdString(cookies.error().where), "read");
}

/// For a window to begin with.
void TestRequestParts::defaultHead()
{
    ConnectionOptions options;
    options.url = QUrl(QStringLiteral("wss://me:word@a.example/chat"));
    options.rawRequest = "whatever";
    options.tls.certFile = QStringLiteral("/nonexistent");
    options.cookies = {{"a", "b"}};
    const auto head = defaultRequest(options);
    QVERIFY(head);
    QCOMPARE(*head, std::string("GET /chat HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade\r\n"
                                "User-Agent: Framescope/" FRAMESCOPE_VERSION "\r\n"
                                "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                "Authorization: Basic bWU6d29yZA==\r\nCookie: a=b\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                "Sec-WebSocket-Extensions: permessage-deflate; "
                                "client_max_window_bits\r\n\r\n"));
    QVERIFY(!defaultRequest({}));
}

/// What another server may see.
void TestRequestParts::withoutSecrets()
{
    Target target;
    target.url = QUrl(QStringLiteral("wss://me:secret@a.example/"));
    target.authorization = {Authorization::Scheme::Bearer, {}, "secret"};
    target.authorizationValue = "Bearer secret";
    target.cookies = {{"a", "secret"}};
    target.headers = {
        {"X-Api-Key", "secret"}, {"X-Plain", "stays"}, {"Referer", "https://x/?token=secret"}};
    target.subprotocols = QStringList{"chat", "access_token", "secret"};
    target.tls.passPhrase = QStringLiteral("secret");
    target.tls.certFile = QStringLiteral("/x");
    target.tls.acceptedCertificate = QByteArray(32, 'x');
    target.tls.highest = TlsVersion::Tls1_2;
    target.host = QStringLiteral("a.example");
    removeSecrets(target);
    const std::string head = requestHead(target, "k");
    QVERIFY2(head.find("secret") == std::string::npos, head.c_str());
    QVERIFY(head.find("X-Plain: stays") != std::string::npos);
    QVERIFY(target.url.userInfo().isEmpty() && target.tls.passPhrase.isEmpty());
    QVERIFY(target.tls.certFile.isEmpty() && target.tls.acceptedCertificate.isEmpty());
    QVERIFY(target.tls.highest == TlsVersion::Tls1_2);
    QCOMPARE(target.subprotocols.first(), QStringLiteral("chat"));
}

FRAMESCOPE_TEST(TestRequestParts)

} // namespace tst_request_parts

#include "tst_request_parts.moc"
