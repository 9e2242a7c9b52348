// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connection/tools/pasted_connection.h"
#include "options_summary.h"
#include "support/test_program.h"

namespace tst_pasted_connection {

using namespace framescope;
using namespace framescope::connection;

class TestPastedConnection : public QObject
{
    Q_OBJECT

private slots:
    void nothing_data();
    void nothing();
    void curl_data();
    void curl();
    void wscat_data();
    void wscat();
    void websocat_data();
    void websocat();
    void javaScript_data();
    void javaScript();
    void python_data();
    void python();
    void notTaken_data();
    void notTaken();
    void mistakes_data();
    void mistakes();
    void hostile_data();
    void hostile();
};

void columns()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("options");
}

void row(const char* name, const char* text, const char* address, const QStringList& options)
{
    QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(address) << options;
}

/// Compares address and options of the row; nothing may be left out.
void compare(const char* from)
{
    QFETCH(QString, text);
    const auto pasted = pastedConnection(text);
    QVERIFY2(pasted, pasted ? "" : pasted.error().message().c_str());
    QVERIFY(*pasted);
    const PastedConnection& connection = **pasted;
    QCOMPARE(connection.from, QString::fromLatin1(from));
    QTEST(connection.address, "address");
    QTEST(summaryOf(connection.options), "options");
    QCOMPARE(connection.notTaken, QStringList());
}

void TestPastedConnection::nothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", " ", "wss://example.com/chat", "https://example.com/?a=new+WebSocket",
          "curly.example", "example.com/curl", "localhost:8080", "connect(\"tcp\")",
          "ws://host/fetch(x)", "document.querySelector('a')"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
}

void TestPastedConnection::nothing()
{
    QFETCH(QString, text);
    const auto pasted = pastedConnection(text);
    QVERIFY(pasted);
    QVERIFY(!*pasted);
}

void TestPastedConnection::curl_data()
{
    columns();
    const QStringList copied{"Pragma: no-cache",
                             "Accept-Language: en-US,en;q=0.9,de;q=0.8",
                             "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0",
                             "Cache-Control: no-cache",
                             "origin https://example.com",
                             "cookie sid=abc",
                             "cookie theme=\"dark\""};
    row("Chrome, bash", R"(curl 'wss://example.com/chat?room=1' \
  -H 'Upgrade: websocket' \
  -H 'Origin: https://example.com' \
  -H 'Pragma: no-cache' \
  -H 'Accept-Language: en-US,en;q=0.9,de;q=0.8' \
  -b 'sid=abc; theme="dark"' \
  -H 'Sec-WebSocket-Key: kS3lJ0VqTzYwMTIzNDU2Nw==' \
  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0' \
  -H 'Connection: Upgrade' \
  -H 'Cache-Control: no-cache' \
  -H 'Sec-WebSocket-Version: 13' \
  -H 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits')",
        "wss://example.com/chat?room=1", copied);
    row("Chrome, cmd", R"(curl ^"wss://example.com/chat?room=1^" ^
  -H ^"Upgrade: websocket^" ^
  -H ^"Origin: https://example.com^" ^
  -H ^"Pragma: no-cache^" ^
  -H ^"Accept-Language: en-US,en;q=0.9,de;q=0.8^" ^
  -b ^"sid=abc; theme=^\^"dark^\^"^" ^
  -H ^"Sec-WebSocket-Key: kS3lJ0VqTzYwMTIzNDU2Nw==^" ^
  -H ^"User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0^" ^
  -H ^"Connection: Upgrade^" ^
  -H ^"Cache-Control: no-cache^" ^
  -H ^"Sec-WebSocket-Version: 13^" ^
  -H ^"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits^")",
        "wss://example.com/chat?room=1", copied);
    row("Chrome before 2019, cmd",
        R"(curl "https://example.com/a?x=1"%"20y" -H "If-None-Match: ""abc""" -H "Cookie: a=1" --compressed)",
        "wss://example.com/a?x=1%20y", {"If-None-Match: \"abc\"", "cookie a=1"});
    row("Firefox",
        R"(curl 'wss://example.com/chat' -H 'User-Agent: Mozilla/5.0 (X11; rv:121.0) Firefox/121.0' -H 'Accept: */*' -H 'Accept-Encoding: gzip, deflate, br' -H 'Sec-WebSocket-Version: 13' -H 'Origin: https://example.com' -H 'Sec-WebSocket-Protocol: graphql-ws, chat' -H 'Sec-WebSocket-Extensions: permessage-deflate' -H 'Sec-WebSocket-Key: x' -H 'Connection: keep-alive, Upgrade' -H 'Upgrade: websocket')",
        "wss://example.com/chat",
        {"User-Agent: Mozilla/5.0 (X11; rv:121.0) Firefox/121.0", "Accept: */*",
         "Accept-Encoding: gzip, deflate, br", "subprotocols graphql-ws|chat",
         "origin https://example.com"});
    row("escapes of Chrome", R"(curl 'http://h/' -H $'X: it\'s 100\u0025 \u0021')", "ws://h/",
        {"X: it's 100% !"});
    row("curl's documents",
        R"($ curl --include --no-buffer --header "Connection: Upgrade" --header "Upgrade: websocket" --header "Host: example.com:80" --header "Origin: http://example.com:80" --header "Sec-WebSocket-Key: SGVsbG8sIHdvcmxkIQ==" --header "Sec-WebSocket-Version: 13" http://example.com:80/)",
        "ws://example.com:80/", {"origin http://example.com:80"});
    row("no scheme", "curl example.com/x", "ws://example.com/x", {});
    row("short options together", "curl -skLv -Hfoo:bar -uu:p:q -XGET h", "ws://h",
        {"foo: bar", "basic u|p:q", "insecure", "redirects"});
    row("TLS",
        "curl https://h --cacert ca.pem -E 'a\\:b.pem:secret' --key k.pem --tlsv1.3 --tls-max 1.2",
        "wss://h",
        {"ca ca.pem", "cert a:b.pem", "key k.pem", "pass secret", "tls >= 1.3", "tls <= 1.2"});
    row("PKCS#12", "curl https://h --cert a.p12 --cert-type P12 --pass x", "wss://h",
        {"cert a.p12", "pass x"});
    row("proxy", "curl h -x http://p:3128 -U 'me:pa ss@' --noproxy '.local,10.0.0.0/8'", "ws://h",
        {"proxy http://me:pa%20ss%40@p:3128", "except .local,10.0.0.0/8"});
    row("proxy without a port", "curl h -x p", "ws://h", {"proxy http://p:1080"});
    row("proxy, IPv6", "curl h -x 'http://[::1]'", "ws://h", {"proxy http://[::1]:1080"});
    row("SOCKS", "curl h --socks5-hostname p:1", "ws://h", {"proxy socks5h://p:1"});
    row("bearer", "curl h --oauth2-bearer abc", "ws://h", {"bearer abc"});
    row("Authorization", "curl h -H 'Authorization: Basic dTpw' -H 'authorization: Bearer x'",
        "ws://h", {"authorization: Bearer x", "basic u|p"});
    row("Authorization that is not usual",
        "curl h -H 'Authorization: Digest a=\"b\"' -H 'Authorization: Basic !'", "ws://h",
        {"Authorization: Digest a=\"b\"", "Authorization: Basic !"});
    row("time", "curl h --connect-timeout 1.5", "ws://h", {"connect 1500"});
    row("lists in the URL", "curl 'http://h/\\[a\\]?\\{b\\}'", "ws://h/[a]?{b}", {});
    row("cookies that are none", "curl h -b 'a=1; b' -H 'Cookie: c=2;d=3'", "ws://h",
        {"Cookie: a=1; b", "cookie c=2", "cookie d=3"});
    row("another version",
        "curl h -H 'Sec-WebSocket-Version: 8' -H "
        "'Sec-WebSocket-Extensions: x-custom'",
        "ws://h", {"Sec-WebSocket-Version: 8", "extensions x-custom"});
    row("--url", "curl --url http://h/ --no-location --no-keepalive -A agent -e http://r/",
        "ws://h/", {"User-Agent: agent", "Referer: http://r/"});
    row("a folder and .exe", "C:\\bin\\curl.exe http://h/", "ws://h/", {});
    row("repeated", "curl h -H 'X: 1' -H 'X: 2'", "ws://h", {"X: 1", "X: 2"});
}

void TestPastedConnection::curl()
{
    compare("curl");
}

void TestPastedConnection::wscat_data()
{
    columns();
    row("usual", "wscat -c ws://echo.example.com", "ws://echo.example.com", {});
    row("no scheme", "wscat --connect localhost:8080/x", "ws://localhost:8080/x", {});
    row("npx", "npx -y wscat -c ws://h", "ws://h", {});
    row("all",
        "wscat -c wss://h/ -H 'A: b' --header=C:d --auth u:p -s one -s two -o http://o --host v "
        "-n --ca ca --cert c --key k --passphrase x --proxy http://me:pw@p -L -P --slash "
        "--no-color -p 8",
        "wss://h/",
        {"A: b", "C: d", "Host: v", "Sec-WebSocket-Version: 8", "subprotocols one|two",
         "origin http://o", "basic u|p", "insecure", "ca ca", "cert c", "key k", "pass x",
         "proxy http://me:pw@p:80", "redirects"});
}

void TestPastedConnection::wscat()
{
    compare("wscat");
}

void TestPastedConnection::websocat_data()
{
    columns();
    row("usual", "$ websocat ws://ws.vi-server.org/mirror", "ws://ws.vi-server.org/mirror", {});
    row("jsonrpc", "websocat -n1 -b ws://127.0.0.1:9222/devtools/page/A3",
        "ws://127.0.0.1:9222/devtools/page/A3", {});
    row("all",
        "websocat wss://h/ -H='A: b' --header='C: d' --protocol 'one, two' --origin http://o -k "
        "--basic-auth u:p --socks5 127.0.0.1:9050 --socks5-user-pass me:pw --ping-interval 5 "
        "--ua agent --tls-domain sni --client-pkcs12-der c.p12 --client-pkcs12-passwd x "
        "--max-ws-message-length 100 -t -E -v",
        "wss://h/",
        {"A: b", "C: d", "User-Agent: agent", "subprotocols one|two", "origin http://o",
         "basic u|p", "insecure", "cert c.p12", "pass x", "sni sni",
         "proxy socks5://me:pw@127.0.0.1:9050", "keep-alive 5000", "largest 100"});
    row("stdio", "websocat - ws://h", "ws://h", {});
}

void TestPastedConnection::websocat()
{
    compare("websocat");
}

void TestPastedConnection::javaScript_data()
{
    columns();
    row("console", "const ws = new WebSocket(\"wss://h/chat\");", "wss://h/chat", {});
    row("quotes", "new WebSocket('ws://h/\\u00e9\\x41', [`a`, 'b',])",
        "ws://h/\u00e9"
        "A",
        {"subprotocols a|b"});
    row("one subprotocol", "let s=new window.WebSocket( 'ws://h' , \"mqtt\" )", "ws://h",
        {"subprotocols mqtt"});
    row("variables", "const url = 'ws://h/x'; // the server\nconst ws = new WebSocket(url)",
        "ws://h/x", {});
    row("http", "new WebSocket('https://h/x')", "wss://h/x", {});
    row("Node", R"(const ws = new WebSocket("wss://h", ["a"], {
  headers: { Authorization: "Bearer t", 'X-A': "1", Cookie: "a=b", "X-B": ["2", "3"], },
  rejectUnauthorized: false, origin: 'http://o', // no certificate
  ca: fs.readFileSync("ca.pem"), servername: "sni", minVersion: "TLSv1.3",
  perMessageDeflate: { clientMaxWindowBits: 10, serverNoContextTakeover: true },
  handshakeTimeout: 5000, maxPayload: 1024, followRedirects: true,
  agent: new HttpsProxyAgent("http://p:3128"),
});)",
        "wss://h",
        {"X-A: 1", "X-B: 2", "X-B: 3", "subprotocols a", "origin http://o", "bearer t",
         "cookie a=b", "insecure", "ca ca.pem", "sni sni", "tls >= 1.3", "proxy http://p:3128",
         "snct", "cmwb 10", "upgrade 5000", "largest 1024", "redirects"});
    row("Node, options second",
        "new WebSocket('ws://h', {headers, perMessageDeflate: false});\n"
        "const headers = {'X': '1'}",
        "ws://h", {"X: 1", "no compression"});
    row("fetch of Chrome", R"(fetch("wss://example.com/chat", {
  "headers": {
    "accept-language": "en-US,en;q=0.9",
    "cache-control": "no-cache",
    "sec-websocket-extensions": "permessage-deflate; client_max_window_bits",
    "sec-websocket-key": "abc",
    "sec-websocket-version": "13",
    "cookie": "sid=1"
  },
  "referrer": "https://example.com/",
  "body": null,
  "method": "GET",
  "mode": "cors",
  "credentials": "include"
});)",
        "wss://example.com/chat",
        {"accept-language: en-US,en;q=0.9", "cache-control: no-cache",
         "Referer: https://example.com/", "cookie sid=1"});
    row("a byte", "new WebSocket('ws://h', {headers: {'X': 'caf\\xe9'}})", "ws://h",
        {"X: caf\u00e9"});
}

void TestPastedConnection::javaScript()
{
    compare("JavaScript");
}

void TestPastedConnection::python_data()
{
    columns();
    row("usual", "async with websockets.connect('ws://h/x') as ws:", "ws://h/x", {});
    row("imported", "async with connect(\"wss://h/x\", subprotocols=['a', Subprotocol('b')]) as ws",
        "wss://h/x", {"subprotocols a|b"});
    row("all", R"(
import websockets
uri = r"wss://h/x"  # the server
context = ssl.create_default_context(cafile="ca.pem")
context.verify_mode = ssl.CERT_NONE
context.load_cert_chain("c.pem", 'k.pem', password="x")
async for ws in websockets.asyncio.client.connect(
    uri, ssl=context, additional_headers={"A": "1", "Authorization": "Basic dTpw"},
    origin="http://o", compression=None, open_timeout=3, ping_interval=20.5, max_size=2_000,
    user_agent_header=None, proxy="socks5://p:1",
):)",
        "wss://h/x",
        {"A: 1", "origin http://o", "basic u|p", "insecure", "ca ca.pem", "cert c.pem", "key k.pem",
         "pass x", "proxy socks5://p:1", "no compression", "connect 3000", "keep-alive 20500",
         "largest 2000"});
    row("pairs", "websockets.connect(\"ws://\" \"h\", extra_headers=[('A', '1'), ('A', '2')])",
        "ws://h", {"A: 1", "A: 2"});
}

void TestPastedConnection::python()
{
    compare("Python");
}

void TestPastedConnection::notTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("sentences");
    const auto says = [](const char* text, const QStringList& sentences) {
        QTest::newRow(text) << QString::fromUtf8(text) << sentences;
    };
    says("curl h -X POST -d secret --resolve a:1:b",
         {"-X is not taken: a handshake is a GET request.",
          "-d is not taken: a handshake has no body.",
          "--resolve is not taken: the server is reached by the name in the URL."});
    says("curl h secret --unknown-thing -7",
         {"--unknown-thing is not taken: it is not known as an option of curl.",
          "-7 is not taken: it is not known as an option of curl.",
          "A second URL is not taken: one request is taken."});
    says("curl h -u secret", {"The password is not taken: the line has none."});
    says("curl h -b secret.txt", {"-b FILE is not taken: cookies are not read from a file."});
    says("curl h -x https://me:secret@p",
         {"The proxy is not taken: only HTTP and SOCKS5 proxies can be used."});
    says("curl h --http2 --digest",
         {"--http2 is not taken: a handshake is HTTP/1.1.",
          "--digest is not taken: only basic and bearer authorisation can be used."});
    says("curl h | jq .secret",
         {"What stands at character 8 and behind is not taken: it is for the "
          "shell."});
    says("curl h -H \"A: $SECRET\"",
         {"The value of a shell variable or command is not taken: nothing is run; it stays as it "
          "is written."});
    says("curl h -H 'secret thing: 1' -H 'secret'",
         {"A header is not taken: its name has a character that no name may have.",
          "A header is not taken: there is no colon after the name."});
    says("curl h --connect-timeout secret",
         {"--connect-timeout is not taken: it is no time in seconds."});
    says("curl h -H", {"-H is not taken: its value is missing.",
                       "A header is not taken: it has no name with a colon behind it."});
    says("wscat -c h -x secret -w 5",
         {"-x is not taken: messages are not part of a connection's options.",
          "-w is not taken: messages are not part of a connection's options."});
    says("websocat ws://h tcp:secret --token=secret",
         {"--token is not taken: it is not known as an option of websocat.",
          "The other end is not taken: messages come from the composer."});
    says("new WebSocket('ws://h', protocols(), {agent: secret, token: 'secret'})",
         {"A subprotocol is not taken: it is put together by code.",
          "agent is not taken: only a proxy agent with a URL is understood.",
          "token is not taken: it is not known as an option of ws."});
    says("new WebSocket(`ws://${secret}/`)",
         {"The value of ${\u2026} in the URL is not taken: nothing is run."});
    says("websockets.connect('ws://h', extra_headers={'A': token}, loop=x)",
         {"The header A is not taken: it is put together by code.",
          "loop is not taken: it is not known as an argument of websockets.connect."});
}

void TestPastedConnection::notTaken()
{
    QFETCH(QString, text);
    const auto pasted = pastedConnection(text);
    QVERIFY2(pasted, pasted ? "" : pasted.error().message().c_str());
    QVERIFY(*pasted);
    QTEST((*pasted)->notTaken, "sentences");
}

void TestPastedConnection::mistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto says = [](const char* text, const char* message) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(message);
    };
    says("curl", "the curl line has no URL (curl https://HOST/PATH -H 'Name: value')");
    says("curl 'secret", "at character 6: the quote ' is not closed");
    says("  $ curl 'secret", "at character 10: the quote ' is not closed");
    says("wscat -l 8080", "the wscat line has no URL to connect to (wscat -c ws://HOST/PATH)");
    says("websocat -s 1234",
         "the websocat line has no ws:// or wss:// URL (websocat ws://HOST/PATH)");
    says("new WebSocket('ws://secret", "at character 15: the quote ' is not closed");
    says("new WebSocket('ws://secret', [", "at character 30: the bracket [ is not closed");
    says("new WebSocket(`ws://h` + secret)",
         "the URL is put together by code (write it as one text)");
    says("new WebSocket()", "the call has no URL (new WebSocket(\"wss://HOST/PATH\"))");
    says("websockets.connect(url)", "the URL is put together by code (write it as one text)");
}

void TestPastedConnection::mistakes()
{
    QFETCH(QString, text);
    const auto pasted = pastedConnection(text);
    QVERIFY(!pasted);
    QTEST(QString::fromStdString(pasted.error().message()), "message");
}

void TestPastedConnection::hostile_data()
{
    QTest::addColumn<QString>("text");
    const auto many = [](const char* start, const char* piece, int count) {
        return QString::fromUtf8(start) + QString::fromUtf8(piece).repeated(count);
    };
    constexpr int Many = 100'000;
    QTest::newRow("NUL") << QStringLiteral("curl 'h") + QChar(0) +
                                QStringLiteral("' -H $'A: \\0\\x00'");
    QTest::newRow("half characters") << QStringLiteral("curl h -H 'A: ") + QChar(0xD800) +
                                            QStringLiteral("' -A $'\\xff\\xc0\\x80'");
    QTest::newRow("unknown options") << many("curl h", " --a1b -Q", Many);
    QTest::newRow("headers") << many("curl h", " -H a:b", Many);
    QTest::newRow("no values") << many("curl h", " -H ''", Many);
    QTest::newRow("cookies") << many("curl h -b '", "a=b;", Many) + QStringLiteral("'");
    QTest::newRow("subprotocols") << many("wscat -c h", " -s x", Many);
    QTest::newRow("a long word") << many("curl h -", "k", Many * 10);
    QTest::newRow("brackets") << many("new WebSocket('ws://h', ", "[", Many);
    QTest::newRow("objects") << many("new WebSocket('ws://h', ", "{a:", Many);
    QTest::newRow("calls") << many("websockets.connect('ws://h', a=", "f(", Many);
    QTest::newRow("closing brackets") << many("new WebSocket('ws://h', ", "]}", Many);
    QTest::newRow("colons") << many("new WebSocket('ws://h', {", ":,)", Many);
    QTest::newRow("names") << many("new WebSocket(", "url", Many);
    QTest::newRow("connects") << many("", "connect ", Many);
    QTest::newRow("news") << many("", "new ", Many);
    QTest::newRow("dots") << many("", "a.", Many);
    QTest::newRow("spaces") << many("curl", " ", Many * 10);
    QTest::newRow("too long") << many("curl h ", "a", Many * 50);
}

/// Whatever is pasted, there is an answer, in time that grows with the text.
void TestPastedConnection::hostile()
{
    QFETCH(QString, text);
    const auto pasted = pastedConnection(text);
    if (pasted && *pasted) {
        QVERIFY((*pasted)->notTaken.size() <= 50);
        static_cast<void>(check((*pasted)->options));
    }
}

FRAMESCOPE_TEST(TestPastedConnection)

} // namespace tst_pasted_connection

#include "tst_pasted_connection.moc"
