// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connection/address_input.h"
#include "connection/tools/connection_text.h"
#include "connection/tools/pasted_connection.h"
#include "options_summary.h"
#include "support/test_program.h"

namespace tst_connection_text {

using namespace framescope;
using namespace framescope::connection;

class TestConnectionText : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void roundTrip_data();
    void roundTrip();
    void notSaid();
    void secrets();
    void secretValues();
};

ConnectionOptions optionsFor(const char* address)
{
    const auto read = addressFromInput(QString::fromUtf8(address));
    ConnectionOptions options;
    options.url = read->url;
    options.resource = read->resource;
    return options;
}

/// What the tools can say of headers and the like.
ConnectionOptions usualOptions()
{
    ConnectionOptions options = optionsFor("wss://h:8443/a%2fb?x=1&y='[2]'");
    options.headers = {{"X-Quotes", "it's \"so\" \\ $HOME `x` %41 !"}, {"X-Utf8", "\u00e9\u20ac"}};
    options.subprotocols = QStringList{"one", "two"};
    options.origin = QStringLiteral("https://o'brien.example");
    options.authorization = {Authorization::Scheme::Basic, "me", "pass:word \u00e9'"};
    options.cookies = {{"a", "1"}, {"b", "\"2\""}};
    options.tls.insecure = true;
    return options;
}

void TestConnectionText::texts_data()
{
    QTest::addColumn<Tool>("tool");
    QTest::addColumn<QString>("text");
    QTest::newRow("curl") << Tool::Curl
                          << QString::fromUtf8(R"(curl --http1.1 --include --no-buffer \
  --globoff \
  $'https://h:8443/a%2fb?x=1&y=\'[2]\'' \
  -H 'Connection: Upgrade' \
  -H 'Upgrade: websocket' \
  -H 'Sec-WebSocket-Version: 13' \
  -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \
  -H 'Sec-WebSocket-Protocol: one, two' \
  -H $'Origin: https://o\'brien.example' \
  -H $'X-Quotes: it\'s "so" \\ $HOME `x` %41 !' \
  -H 'X-Utf8: é€' \
  -u $'me:pass:word é\'' \
  -b 'a=1; b="2"' \
  -k)");
    QTest::newRow("wscat") << Tool::Wscat
                           << QString::fromUtf8(
                                  R"(wscat --connect $'wss://h:8443/a%2fb?x=1&y=\'[2]\'' \
  --header $'X-Quotes:it\'s "so" \\ $HOME `x` %41 !' \
  --auth $'me:pass:word é\'' \
  --header 'Cookie:a=1; b="2"' \
  --subprotocol one \
  --subprotocol two \
  --origin $'https://o\'brien.example' \
  --no-check)");
    QTest::newRow("browser")
        << Tool::Browser
        << QString::fromUtf8(
               R"(const socket = new WebSocket("wss://h:8443/a%2fb?x=1&y='[2]'", ["one", "two"]);)");
    QTest::newRow("URL") << Tool::Url << QStringLiteral("wss://h:8443/a%2fb?x=1&y='[2]'");
}

void TestConnectionText::texts()
{
    QFETCH(Tool, tool);
    QTEST(textFor(tool, usualOptions(), true).text, "text");
}

void TestConnectionText::roundTrip_data()
{
    QTest::addColumn<Tool>("tool");
    QTest::addColumn<ConnectionOptions>("options");
    const auto row = [](Tool tool, const char* name, const ConnectionOptions& options) {
        QTest::addRow("%s, %s", nameOf(tool), name) << tool << options;
    };
    const std::vector<Tool> commands{Tool::Curl, Tool::Wscat, Tool::Websocat,
                                     Tool::PythonWebsockets, Tool::NodeWs};
    for (const Tool tool : AllTools) {
        row(tool, "an address", optionsFor("ws://h/x"));
        row(tool, "an address with much in it", optionsFor("wss://[::1]:1/%2f%41?a=$b&c='d'"));
    }
    for (const Tool tool : commands) {
        ConnectionOptions usual = usualOptions();
        if (tool == Tool::Wscat) {
            usual.headers.pop_back(); // it is not ASCII
        }
        row(tool, "usual", usual);
        ConnectionOptions bearer = optionsFor("ws://h/");
        bearer.authorization = {Authorization::Scheme::Bearer, {}, "a.b-c=="};
        row(tool, "bearer", bearer);
        ConnectionOptions control = optionsFor("ws://h/");
        control.headers = {{"X", "a\tb"}, {"Y", "-n $'\\n'"}};
        row(tool, "tabs", control);
    }
    for (const Tool tool : {Tool::Curl, Tool::Wscat, Tool::PythonWebsockets, Tool::NodeWs}) {
        ConnectionOptions tls = optionsFor("wss://h/");
        tls.tls.caFile = QStringLiteral("/tmp/c a.pem");
        tls.tls.certFile = QStringLiteral("c:\\x\\c.pem");
        tls.tls.keyFile = QStringLiteral("k'.pem");
        tls.tls.passPhrase = QStringLiteral("p \"h\"");
        row(tool, "client certificate", tls);
    }
    for (const Tool tool : {Tool::Curl, Tool::PythonWebsockets, Tool::NodeWs}) {
        ConnectionOptions more = optionsFor("wss://h/");
        more.headers = {{"X", "1"}, {"X", "2"}};
        more.tls.lowest = TlsVersion::Tls1_3;
        more.compression.offered = tool == Tool::Curl;
        more.proxy = ProxyOptions::through(QUrl(QStringLiteral("socks5://me:p%40w@p:1")));
        row(tool, "repeated headers and a proxy", more);
    }
    ConnectionOptions curl = optionsFor("wss://h/");
    curl.headers = {{"X-Bytes", "\xe9\x80"}, {"Host", "other"}, {"Sec-WebSocket-Version", "8"}};
    curl.compression.extensions = "x-custom; a=1";
    curl.tls.certFile = QStringLiteral("c.p12");
    curl.tls.highest = TlsVersion::Tls1_2;
    curl.proxy = ProxyOptions::through(QUrl(QStringLiteral("http://p:3128")));
    curl.proxy.exceptions = QStringLiteral("localhost,.example");
    curl.connectTimeout = std::chrono::milliseconds(1500);
    curl.followRedirects = true;
    row(Tool::Curl, "more", curl);
    ConnectionOptions node = optionsFor("wss://h/");
    node.compression.serverNoContextTakeover = true;
    node.compression.serverMaxWindowBits = 9;
    node.compression.clientMaxWindowBits.reset();
    node.tls.alpn = QStringList{"chat"};
    node.tls.serverName = QStringLiteral("sni");
    node.upgradeTimeout = std::chrono::milliseconds(1);
    node.largestMessage = 5;
    row(Tool::NodeWs, "more", node);
    ConnectionOptions python = optionsFor("wss://h/");
    python.closeTimeout = std::chrono::milliseconds(250);
    python.keepAlive = std::chrono::milliseconds(20'000);
    python.tls.alpn = QStringList{"chat"};
    python.tls.highest = TlsVersion::Tls1_2;
    row(Tool::PythonWebsockets, "more", python);
    ConnectionOptions cat = optionsFor("wss://h/");
    cat.tls.certFile = QStringLiteral("c.pfx");
    cat.tls.passPhrase = QStringLiteral("x");
    cat.tls.serverName = QStringLiteral("sni");
    cat.proxy = ProxyOptions::through(QUrl(QStringLiteral("socks5://me:pw@127.0.0.1:9050")));
    cat.keepAlive = std::chrono::milliseconds(5'000);
    cat.largestMessage = 100;
    row(Tool::Websocat, "more", cat);
}

void TestConnectionText::roundTrip()
{
    QFETCH(Tool, tool);
    QFETCH(ConnectionOptions, options);
    const ToolText made = textFor(tool, options, true);
    QCOMPARE(made.notSaid, QStringList());
    const auto pasted = pastedConnection(made.text);
    QVERIFY2(pasted, pasted ? "" : pasted.error().message().c_str());
    QCOMPARE(pasted->has_value(), tool != Tool::Url);
    const QString address = *pasted ? (*pasted)->address : made.text;
    const auto read = addressFromInput(address);
    QVERIFY(read);
    QCOMPARE(read->url, options.url);
    QCOMPARE(read->resource, options.resource);
    if (*pasted) {
        QCOMPARE(summaryOf((*pasted)->options), summaryOf(options));
        QCOMPARE((*pasted)->notTaken, QStringList());
    }
}

void TestConnectionText::notSaid()
{
    ConnectionOptions options = usualOptions();
    options.reconnecting.wanted = true;
    options.rawRequest = "GET / HTTP/1.1\r\n\r\n";
    const QStringList browser = textFor(Tool::Browser, options, true).notSaid;
    QCOMPARE(browser.join(QLatin1Char('\n')),
             QString::fromUtf8(
                 "The raw request is left out: JavaScript (browser) has no way to say it.\n"
                 "Headers are left out: JavaScript (browser) has no way to say it.\n"
                 "The origin is left out: JavaScript (browser) has no way to say it.\n"
                 "The authorisation is left out: JavaScript (browser) has no way to say it.\n"
                 "Cookies are left out: JavaScript (browser) has no way to say it.\n"
                 "That certificates are not verified is left out: JavaScript (browser) has no way "
                 "to say it.\n"
                 "Reconnecting is left out: JavaScript (browser) has no way to say it."));
    QCOMPARE(textFor(Tool::Curl, options, true).notSaid.size(), 2);
}

/// Nothing that may be a secret stands in a text, unless it is asked for.
void TestConnectionText::secrets()
{
    ConnectionOptions options = optionsFor("wss://me:S3CRET@h/x?token=S3CRET&room=1");
    options.headers = {{"X-Api-Key", "S3CRET"}, {"Cookie", "sid=S3CRET"}, {"X-Plain", "kept"}};
    options.subprotocols = QStringList{"chat", "eyJS3CRET.eyJS3CRET.S3CRET"};
    options.authorization = {Authorization::Scheme::Basic, "user", "S3CRET"};
    options.cookies = {{"sid", "S3CRET"}};
    options.tls.certFile = QStringLiteral("c.p12");
    options.tls.passPhrase = QStringLiteral("S3CRET");
    options.proxy = ProxyOptions::through(QUrl(QStringLiteral("http://me:S3CRET@p:1")));
    for (const Tool tool : AllTools) {
        const ToolText made = textFor(tool, options, false);
        QVERIFY2(!made.text.contains(QLatin1String("S3CRET")), qPrintable(made.text));
        QVERIFY(!made.text.contains(QLatin1String("UzNDUkVU"))); // of the same in base64
        QVERIFY2(made.text.contains(QLatin1String("room=1")), qPrintable(made.text));
        QCOMPARE(made.notSaid.last(),
                 QStringLiteral("***removed*** stands in place of each secret."));
        QVERIFY(textFor(tool, options, true).text.contains(QLatin1String("S3CRET")));
    }
    QVERIFY(textFor(Tool::Curl, optionsFor("ws://h/"), false).notSaid.isEmpty());
}

/// A value that is a secret wherever it stands, also one that a text writes in another way.
void TestConnectionText::secretValues()
{
    ConnectionOptions options = optionsFor("ws://h/S3'CR%45T/a?b=s3%2fq7");
    options.headers = {{"X-Tenant", "acme S3'CRET"}, {"X-Room", "s3/q7"}};
    options.subprotocols = QStringList{"chat", "v1.S3'CRET"};
    options.origin = QStringLiteral("https://S3'CRET.example");
    options.authorization = {Authorization::Scheme::Basic, "S3'CRET", "pw"};
    options.secrets = {"S3'CRET", "s3/q7"};
    for (const Tool tool : AllTools) {
        const QString text = textFor(tool, options, false).text;
        for (const char* part : {"S3", "CR%45T", "CRET", "q7", "UzMnQ1JFV"}) {
            QVERIFY2(!text.contains(QLatin1String(part)), qPrintable(text));
        }
        QVERIFY2(text.contains(QStringLiteral("//h/***removed***/a?b=***removed***")),
                 qPrintable(text));
    }
    QVERIFY(textFor(Tool::Url, options, true).text.endsWith(QStringLiteral("CR%45T/a?b=s3%2fq7")));
    // An address has no header, and so no secret of one.
    ConnectionOptions header = optionsFor("ws://h/");
    header.headers = {{"X-Tenant", "S3CRET"}};
    header.secrets = {"S3CRET"};
    QVERIFY(
        !textFor(Tool::Url, header, false)
             .notSaid.contains(QStringLiteral("***removed*** stands in place of each secret.")));
}

FRAMESCOPE_TEST(TestConnectionText)

} // namespace tst_connection_text

#include "tst_connection_text.moc"
