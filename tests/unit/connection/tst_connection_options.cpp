// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/target.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_connection_options {

using namespace framescope;
using namespace framescope::connection;

class TestConnectionOptions : public QObject
{
    Q_OBJECT

private slots:
    void unusable_data();
    void unusable();
    void usable();
    void secretValues();
    void secretValuesStayHere();
    void headerLines_data();
    void headerLines();
};

void TestConnectionOptions::unusable_data()
{
    QTest::addColumn<ConnectionOptions>("options");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* url, const char* message, auto change) {
        ConnectionOptions options;
        options.url = QUrl(QString::fromUtf8(url));
        change(options);
        QTest::newRow(name) << options << QString::fromUtf8(message);
    };
    const auto asItIs = [](ConnectionOptions&) {};
    row("scheme", "http://host/", "ws://", asItIs);
    row("no host", "ws:///path", "no host", asItIs);
    row("empty", "", "ws://", asItIs);
    row("fragment", "ws://host/#x", "fragment", asItIs);
    row("port", "ws://host:0/", "port 0", asItIs);
    row("header name", "ws://host/", "header 1: its name has a character", [](auto& options) {
        options.headers = {{"no token", "x"}};
    });
    row("header value", "ws://host/", "header X: its value has a line break", [](auto& options) {
        options.headers = {{"X", "a\r\nInjected: b"}};
    });
    row("subprotocol", "ws://host/", "subprotocol",
        [](auto& options) { options.subprotocols = QStringList{"a b"}; });
    row("subprotocol twice", "ws://host/", "twice", [](auto& options) {
        options.subprotocols = QStringList{"a", "a"};
    });
    row("no CA file", "wss://host/", "cannot be read",
        [](auto& options) { options.tls.caFile = "/nonexistent.pem"; });
    row("CA without certificates", "wss://host/", "no certificate",
        [](auto& options) { options.tls.caFile = "/proc/self/status"; });
    row("CA that is a device", "wss://host/", "not a regular file",
        [](auto& options) { options.tls.caFile = "/dev/zero"; });
    row("key without certificate", "wss://host/", "client key",
        [](auto& options) { options.tls.keyFile = "/dev/null"; });
    row("pass phrase without certificate", "wss://host/", "pass phrase",
        [](auto& options) { options.tls.passPhrase = "secret"; });
    row("server name", "wss://host/", "server name",
        [](auto& options) { options.tls.serverName = "a b"; });
    row("TLS versions", "wss://host/", "TLS version", [](auto& options) {
        options.tls.lowest = TlsVersion::Tls1_3;
        options.tls.highest = TlsVersion::Tls1_2;
    });
    row("ALPN", "wss://host/", "ALPN protocol 2", [](auto& options) {
        options.tls.alpn = QStringList{"a", ""};
    });
    row("fingerprint", "wss://host/", "accepted certificate",
        [](auto& options) { options.tls.acceptedCertificate = "secret"; });
    row("a line that is not ours", "ws://host/", "header X-Mine",
        [](auto& options) { options.leftOut = {"X-Mine"}; });
    row("user name", "ws://host/", "user name", [](auto& options) {
        options.authorization = {Authorization::Scheme::Basic, "a:b", "secret"};
    });
    row("password", "ws://host/", "password", [](auto& options) {
        options.authorization = {Authorization::Scheme::Basic, "a", "secret\n"};
    });
    row("token", "ws://host/", "token", [](auto& options) {
        options.authorization = {Authorization::Scheme::Bearer, "", "secret secret"};
    });
    row("cookie name", "ws://host/", "cookie 2", [](auto& options) {
        options.cookies = {{"a", "secret"}, {"b c", "secret"}};
    });
    row("cookie value", "ws://host/", "cookie a", [](auto& options) {
        options.cookies = {{"a", "secret; c=d"}};
    });
    row("window bits", "ws://host/", "server_max_window_bits",
        [](auto& options) { options.compression.serverMaxWindowBits = 16; });
    row("no window bits", "ws://host/", "server_max_window_bits",
        [](auto& options) { options.compression.serverMaxWindowBits = 0; });
    row("extension line", "ws://host/", "extensions",
        [](auto& options) { options.compression.extensions = "a\r\nb: secret"; });
    row("timeout", "ws://host/", "upgrade timeout",
        [](auto& options) { options.upgradeTimeout = {}; });
    row("waits", "ws://host/", "reconnecting",
        [](auto& options) { options.reconnecting.first = std::chrono::hours(1); });
    row("redirects of a raw request", "ws://host/", "redirects", [](auto& options) {
        options.rawRequest = "GET / HTTP/1.1\r\nCookie: secret\r\n\r\n";
        options.followRedirects = true;
    });
    row("proxy", "ws://host/", "http:// or socks5://",
        [](auto& options) { options.proxy = ProxyOptions::through(QUrl("ftp://proxy")); });
    row("proxy that is no URL", "ws://host/", "proxy: this is no URL", [](auto& options) {
        options.proxy = ProxyOptions::through(QUrl("http://me:secret@ho st:1"));
    });
    row("proxy, long password", "ws://host/", "255 each are possible", [](auto& options) {
        options.proxy =
            ProxyOptions::through(QUrl("socks5://me:" + QString(256, 'x') + "@proxy:1"));
    });
    row("proxy, a scheme twice", "ws://host/", "behind the host and port", [](auto& options) {
        options.proxy = ProxyOptions::through(QUrl("http://http://me:secret@proxy:1"));
    });
}

void TestConnectionOptions::unusable()
{
    QFETCH(ConnectionOptions, options);
    QFETCH(QString, message);
    const auto target = targetFrom(options);
    QVERIFY(!target);
    const QString told = QString::fromStdString(target.error().message());
    QVERIFY2(told.contains(message), qPrintable(told));
    QVERIFY2(!told.contains(QLatin1String("secret")), qPrintable(told));
}

void TestConnectionOptions::usable()
{
    ConnectionOptions options;
    options.url = QUrl(QStringLiteral("wss://me:pass@host/chat?x=1"));
    options.subprotocols = QStringList{"one", "two"};
    options.proxy = ProxyOptions::through(QUrl(QStringLiteral("socks5://you:word@[::1]")));
    const auto target = targetFrom(options);
    QVERIFY(target);
    QCOMPARE(target->shownUrl, std::string("wss://host/chat?x=1"));
    QCOMPARE(target->resource, std::string("/chat?x=1"));
    QCOMPARE(target->port, 443);
    QVERIFY(target->secure);
    QCOMPARE(target->authorizationValue, std::string("Basic bWU6cGFzcw=="));
    QCOMPARE(target->subprotocols, options.subprotocols);
    QCOMPARE(proxyUrl(target->chosenProxy.value()), std::string("socks5://[::1]:1080"));
    QCOMPARE(target->chosenProxy->password, std::string("word"));
}

/// Whatever QUrl makes of a secret in the path, neither the title nor the recording has it; host
/// and port stay as they are.
void TestConnectionOptions::secretValues()
{
    ConnectionOptions options;
    options.url = QUrl(QStringLiteral("ws://127.0.0.1:8080/a%2Fb%20c/%68unter2?x=1&y=a%2fb%20c"));
    options.secrets = {"a/b c", "hunter2", "1"};
    const auto target = targetFrom(options);
    QVERIFY(target);
    QCOMPARE(target->shownUrl,
             std::string("ws://127.0.0.1:8080/***removed***/***removed***?x=***removed***&y="
                         "***removed***"));
    QCOMPARE(urlForTitle(options).toString(),
             QStringLiteral("ws://127.0.0.1:8080/***removed***/***removed***"));
    options.url = QUrl(QStringLiteral("ws://127.0.0.1:8080/a%2fb%20c#part"));
    QCOMPARE(targetFrom(options).error().message().find("b%20c"), std::string::npos);
}

/// What the options call a secret is not for another server.
void TestConnectionOptions::secretValuesStayHere()
{
    ConnectionOptions options;
    options.url = QUrl(QStringLiteral("ws://127.0.0.1/"));
    options.headers = {{"X-Room", "red"}, {"X-Tenant", "acme-q7"}, {"X-q7", "red"}};
    options.subprotocols = QStringList{"chat", "q7"};
    options.origin = QStringLiteral("https://q7.example");
    options.compression.extensions = "x-q7";
    options.secrets = {"q7"};
    Target target = targetFrom(options).value();
    removeSecrets(target);
    QCOMPARE(target.headers, (wire::HeaderFields{{"X-Room", "red"}}));
    QCOMPARE(target.subprotocols, QStringList{"chat"});
    QCOMPARE(target.origin, QString());
    QCOMPARE(target.compression.extensions, std::string());
}

void TestConnectionOptions::headerLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("read");
    QTest::newRow("name and value") << "X-One: 1"
                                    << "X-One|1";
    QTest::newRow("a colon in the value") << "Authorization: Bearer a:b"
                                          << "Authorization|Bearer a:b";
    QTest::newRow("no blank") << "X:1"
                              << "X|1";
    QTest::newRow("an empty value") << "X-Empty;"
                                    << "X-Empty|";
    QTest::newRow("no value") << "X:"
                              << "line 7: it has no value (write 'Name;' for an empty value; "
                                 "'Name:' leaves out a line that Framescope sends by itself)";
    QTest::newRow("left out") << "origin:"
                              << "left out: origin";
    QTest::newRow("no colon") << "Authorization secret"
                              << "line 7: there is no colon after the name (write 'Name: value')";
}

void TestConnectionOptions::headerLines()
{
    QFETCH(QString, line);
    ConnectionOptions options;
    const auto added = addHeaderLine(options, line.toStdString(), "line 7");
    std::string read = added ? std::string() : added.error().message();
    for (const wire::HeaderField& field : options.headers) {
        read += field.name + "|" + field.value;
    }
    for (const std::string& name : options.leftOut) {
        read += "left out: " + name;
    }
    QTEST(QString::fromStdString(read), "read");
}

FRAMESCOPE_TEST(TestConnectionOptions)

} // namespace tst_connection_options

#include "tst_connection_options.moc"
