// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/client/client_request.h"

#include <QtTest>

namespace tst_client_request {

using namespace framescope;
using namespace framescope::tap;

namespace {

wire::HttpHead headOf(const std::string& text, wire::HttpHeadReader::Expect expect)
{
    wire::HttpHeadReader reader(expect);
    reader.feed(asBytes(text));
    Q_ASSERT(reader.state() == wire::HttpHeadReader::State::Complete);
    return reader.head();
}

/// As QWebSocket sends it.
wire::HttpHead clientHead(const std::string& more = {})
{
    return headOf("GET / HTTP/1.1\r\nHost: 127.0.0.1:4321\r\nUpgrade: websocket\r\n"
                  "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  "Sec-WebSocket-Version: 13\r\nX-Framescope-Tap: s3cret\r\n" +
                      more + "\r\n",
                  wire::HttpHeadReader::Expect::Request);
}

connection::Target plainTarget()
{
    connection::Target target;
    target.host = QStringLiteral("example.org");
    target.resource = "/chat?x=1";
    target.compression.offered = false;
    return target;
}

QStringList linesOf(const std::string& head)
{
    return QString::fromStdString(head).split(QStringLiteral("\r\n"));
}

} // namespace

class TestClientRequest : public QObject
{
    Q_OBJECT

private slots:
    void secret_data();
    void secret();
    void orderOfFields();
    void host_data();
    void host();
    void everyOption();
    void headersOfTheUser();
    void response();
};

void TestClientRequest::secret_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("told");
    QTest::newRow("right") << QByteArray("s3cret") << true;
    QTest::newRow("other") << QByteArray("s3creT") << false;
    QTest::newRow("longer") << QByteArray("s3cret!") << false;
    QTest::newRow("part of it") << QByteArray("s3cre") << false;
}

void TestClientRequest::secret()
{
    QFETCH(QByteArray, secret);
    QFETCH(bool, told);
    QCOMPARE(tellsSecret(clientHead(), secret.toStdString()), told);
    QVERIFY(!tellsSecret({}, secret.toStdString()));
}

void TestClientRequest::orderOfFields()
{
    QCOMPARE(linesOf(serverRequest(clientHead(), plainTarget())),
             (QStringList{"GET /chat?x=1 HTTP/1.1", "Host: example.org", "Connection: Upgrade",
                          "User-Agent: Framescope/" FRAMESCOPE_VERSION, "Upgrade: websocket",
                          "Sec-WebSocket-Version: 13",
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""}));
}

void TestClientRequest::host_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QString>("field");
    QTest::newRow("ws") << "a.example" << 80 << false << "Host: a.example";
    QTest::newRow("ws, 443") << "a.example" << 443 << false << "Host: a.example:443";
    QTest::newRow("wss") << "a.example" << 443 << true << "Host: a.example";
    QTest::newRow("wss, 80") << "a.example" << 80 << true << "Host: a.example:80";
    QTest::newRow("IPv6") << "::1" << 8080 << false << "Host: [::1]:8080";
    QTest::newRow("IPv6, usual port") << "::1" << 80 << false << "Host: [::1]";
}

void TestClientRequest::host()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, secure);
    QFETCH(QString, field);
    connection::Target target = plainTarget();
    target.host = host;
    target.port = static_cast<std::uint16_t>(port);
    target.secure = secure;
    QCOMPARE(linesOf(serverRequest(clientHead(), target))[1], field);
}

void TestClientRequest::everyOption()
{
    connection::Target target = plainTarget();
    target.origin = QStringLiteral("https://example.org");
    target.authorizationValue = "Basic dTpw";
    target.compression.offered = true;
    target.subprotocols = QStringList{"chat", "superchat"};
    QCOMPARE(
        linesOf(serverRequest(clientHead(), target)).mid(5),
        (QStringList{"Origin: https://example.org", "Sec-WebSocket-Version: 13",
                     "Authorization: Basic dTpw", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                     "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
                     "Sec-WebSocket-Protocol: chat, superchat", "", ""}));
}

/// In the place of ours, as often as they are given; the others follow.
void TestClientRequest::headersOfTheUser()
{
    connection::Target target = plainTarget();
    target.headers = {{"X-A", "1"},          {"HOST", "other"}, {"x-b", ""},
                      {"user-agent", "one"}, {"X-a", "2"},      {"User-Agent", "two"}};
    QCOMPARE(linesOf(serverRequest(clientHead(), target)),
             (QStringList{"GET /chat?x=1 HTTP/1.1", "HOST: other", "Connection: Upgrade",
                          "user-agent: one", "User-Agent: two", "Upgrade: websocket",
                          "Sec-WebSocket-Version: 13",
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "X-A: 1",
                          "x-b: ", "X-a: 2", "", ""}));
}

void TestClientRequest::response()
{
    wire::HandshakeOutcome outcome;
    outcome.subprotocol = "superchat";
    const QStringList bare{"HTTP/1.1 101 Switching Protocols", "Upgrade: websocket",
                           "Connection: Upgrade",
                           "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="};
    QCOMPARE(linesOf(clientResponse(clientHead(), outcome)), bare + QStringList({"", ""}));
    const auto asking = clientHead("Sec-WebSocket-Protocol: chat, superchat\r\n");
    QCOMPARE(linesOf(clientResponse(asking, outcome)),
             bare + QStringList({"Sec-WebSocket-Protocol: superchat", "", ""}));
}

FRAMESCOPE_TEST(TestClientRequest)

} // namespace tst_client_request

#include "tst_client_request.moc"
