// SPDX-License-Identifier: GPL-3.0-or-later
#include "handshake_heads.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_handshake {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::wire;

namespace {

/// "rule(detail) rule …"
std::string violationsOf(const HandshakeOutcome& outcome)
{
    std::string text;
    for (const Violation& violation : outcome.violations) {
        text += (text.empty() ? "" : " ") + std::string(info(violation.rule).id);
        text += violation.detail.empty() ? "" : "(" + violation.detail + ")";
    }
    return text;
}

std::string pictureOf(const std::optional<DeflateParameters>& parameters)
{
    return parameters ? formatDeflate(*parameters) : "none";
}

} // namespace

class HandshakeTest : public QObject
{
    Q_OBJECT

private slots:
    void acceptKeyOfTheRfc();
    void basics_data();
    void basics();
    void notSwitched_data();
    void notSwitched();
    void requestWithoutKey();
    void subprotocols_data();
    void subprotocols();
    void extensions_data();
    void extensions();
    void deflateIsReadEvenIfItWasNotOffered();
    void upgradeRequests_data();
    void upgradeRequests();
};

void HandshakeTest::acceptKeyOfTheRfc()
{
    QCOMPARE(acceptKey(Key), std::string(Accept)); // RFC 6455 1.3
    QCOMPARE(acceptKey("x3JJHMbDL1EzLkh9GBhXDw=="), std::string("HSmrc0sMlYUkAGmm5OPpG2HaGWk="));
}

void HandshakeTest::basics_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("violations");
    const QByteArray accept =
        "Sec-WebSocket-Accept: " + QByteArray(Accept.data(), qsizetype(Accept.size())) + "\r\n";
    const QByteArray upgrade = "Upgrade: websocket\r\n";
    const QByteArray connection = "Connection: Upgrade\r\n";
    const auto row = [](const char* name, QByteArray fields, QByteArray violations) {
        QTest::newRow(name) << fields << violations;
    };
    row("all well", upgrade + connection + accept, "");
    row("in any case", "upgrade: WebSocket\r\nCONNECTION: upgrade\r\n" + accept, "");
    row("keep-alive as well", upgrade + accept + "Connection: keep-alive, Upgrade\r\n", "");
    row("keep-alive apart", upgrade + accept + "Connection: keep-alive\r\nconnection: UPGRADE\r\n",
        "");
    row("no Upgrade", connection + accept, "upgrade-missing(there is no Upgrade header)");
    row("another Upgrade", connection + accept + "Upgrade: h2c\r\n",
        "upgrade-missing(Upgrade: \"h2c\")");
    row("two of them", connection + accept + "Upgrade: websocket, h2c\r\n",
        "upgrade-missing(Upgrade: \"websocket, h2c\")");
    row("no Connection", upgrade + accept, "connection-missing(there is no Connection header)");
    row("another Connection", upgrade + accept + "Connection: keep-alive\r\n",
        "connection-missing(Connection: \"keep-alive\")");
    row("no accept", upgrade + connection,
        "accept-mismatch(there is none, expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=)");
    row("another accept", upgrade + connection + "Sec-WebSocket-Accept: abc=\r\n",
        "accept-mismatch(\"abc=\", expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=)");
    row("accept in another case", upgrade + connection + accept.toUpper(),
        "accept-mismatch(\"S3PPLMBITXAQ9KYGZZHZRBK+XOO=\", expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=)");
    row("accept twice", upgrade + connection + accept + accept,
        "header-repeated(Sec-WebSocket-Accept: \"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\" and "
        "\"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\")");
    row("nothing", "",
        "accept-mismatch(there is none, expected s3pPLMBiTxaQ9kYGzzhZRbK+xOo=) "
        "upgrade-missing(there is no Upgrade header) "
        "connection-missing(there is no Connection header)");
}

void HandshakeTest::basics()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, violations);
    const auto outcome = checkHandshake(request(), responseOf(fields.toStdString()));
    QVERIFY(outcome.switched);
    QCOMPARE(QByteArray::fromStdString(violationsOf(outcome)), violations);
    QCOMPARE(outcome.opened, violations.isEmpty());
    QCOMPARE(outcome.subprotocol, std::string());
    QVERIFY(!outcome.deflate);
}

void HandshakeTest::notSwitched_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* status : {"100 Continue", "200 OK", "301 Moved", "401 Unauthorized",
                               "426 Upgrade Required", "503 Service Unavailable"}) {
        QTest::newRow(status) << QByteArray(status);
    }
}

/// What a refusal says about upgrading is nobody's mistake.
void HandshakeTest::notSwitched()
{
    QFETCH(QByteArray, status);
    const auto outcome =
        checkHandshake(request(), responseOf("Sec-WebSocket-Protocol: x\r\n"
                                             "Sec-WebSocket-Extensions: permessage-deflate\r\n",
                                             status.toStdString()));
    QVERIFY(!outcome.switched);
    QVERIFY(!outcome.opened);
    QVERIFY(outcome.violations.empty());
    QVERIFY(!outcome.deflate);
}

void HandshakeTest::requestWithoutKey()
{
    const auto plain = headOf(HttpHeadReader::Expect::Request, "GET / HTTP/1.1\r\n\r\n");
    const auto outcome = checkHandshake(plain, response());
    QVERIFY(outcome.switched);
    QVERIFY(!outcome.opened);
    QCOMPARE(violationsOf(outcome),
             std::string("accept-mismatch(the request has no Sec-WebSocket-Key)"));
}

void HandshakeTest::subprotocols_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("answered");
    QTest::addColumn<QByteArray>("violations");
    const auto row = [](const char* name, QByteArray offered, QByteArray answered,
                        QByteArray violations = {}) {
        QTest::newRow(name) << offered << answered << violations;
    };
    const QByteArray chat = "Sec-WebSocket-Protocol: chat\r\n";
    row("none", "", "");
    row("the one", chat, chat);
    row("the second", "Sec-WebSocket-Protocol: superchat, chat\r\n", chat);
    row("offered in a field of its own", "Sec-WebSocket-Protocol: superchat\r\n" + chat, chat);
    row("not answered", chat, ""); // RFC 6455 4.2.2: none was chosen
    const auto notOffered = [](QByteArray answer, QByteArray offer) {
        return "subprotocol-not-offered(Sec-WebSocket-Protocol: \"" + answer +
               "\"; the client offered " + offer + ")";
    };
    row("not offered", "", chat, notOffered("chat", "none"));
    row("another one", "Sec-WebSocket-Protocol: superchat, chat\r\n",
        "Sec-WebSocket-Protocol: mqtt\r\n", notOffered("mqtt", "\"superchat\", \"chat\""));
    row("in another case", chat, "Sec-WebSocket-Protocol: Chat\r\n",
        notOffered("Chat", "\"chat\""));
    row("two at once", "Sec-WebSocket-Protocol: chat, mqtt\r\n",
        "Sec-WebSocket-Protocol: chat, mqtt\r\n", notOffered("chat, mqtt", "\"chat\", \"mqtt\""));
    row("answered twice", chat, chat + chat,
        "header-repeated(Sec-WebSocket-Protocol: \"chat\" and \"chat\")");
    row("answered twice, with another one", chat, chat + "Sec-WebSocket-Protocol: mqtt\r\n",
        "header-repeated(Sec-WebSocket-Protocol: \"chat\" and \"mqtt\") " +
            notOffered("mqtt", "\"chat\""));
    row("empty", chat, "Sec-WebSocket-Protocol:\r\n", notOffered("", "\"chat\""));
}

void HandshakeTest::subprotocols()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, answered);
    QFETCH(QByteArray, violations);
    const HttpHead answer = response(answered.toStdString());
    const auto outcome = checkHandshake(request(offered.toStdString()), answer);
    QCOMPARE(QByteArray::fromStdString(violationsOf(outcome)), violations);
    QCOMPARE(outcome.opened, violations.isEmpty());
    QCOMPARE(outcome.subprotocol, answer.joined("Sec-WebSocket-Protocol"));
}

void HandshakeTest::extensions_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("answered");
    QTest::addColumn<QByteArray>("violations");
    const auto field = [](const QByteArray& value) {
        return value.isNull() ? QByteArray() : "Sec-WebSocket-Extensions: " + value + "\r\n";
    };
    const auto row = [&](const char* name, QByteArray offered, QByteArray answered) {
        QTest::newRow(name) << field(offered) << field(answered) << QByteArray();
    };
    /// `why` is "RULE(WHAT"; the rest says what was answered and offered.
    const auto wrong = [&](const char* name, QByteArray offered, QByteArray answered,
                           QByteArray why) {
        QTest::newRow(name) << field(offered) << field(answered)
                            << why + "; the server answered \"" + answered +
                                   "\", the client offered " +
                                   (offered.isEmpty() ? QByteArray("none") : '"' + offered + '"') +
                                   ")";
    };
    const QByteArray usual = "permessage-deflate; client_max_window_bits";
    row("none", {}, {});
    row("refused", usual, {});
    row("empty", usual, "");
    row("plain", usual, "permessage-deflate");
    row("client bits", usual, "permessage-deflate; client_max_window_bits=10");
    row("server bits unasked", "permessage-deflate",
        "permessage-deflate; server_max_window_bits=9");
    row("no takeover unasked", "permessage-deflate",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
    row("the second offer", "permessage-deflate; server_max_window_bits=10, permessage-deflate",
        "permessage-deflate");
    row("an extension that we don't know", "x-foo; a, " + usual, "x-foo; b=2");
    row("demands met", "permessage-deflate; server_no_context_takeover; server_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; server_max_window_bits=9");
    row("fewer client bits", "permessage-deflate; client_max_window_bits=12",
        "permessage-deflate; client_max_window_bits=11");

    wrong("nothing was offered", {}, "permessage-deflate",
          "extension-not-offered(permessage-deflate");
    wrong("another was offered", usual, "x-foo", "extension-not-offered(x-foo");
    wrong("in another case", usual, "Permessage-Deflate",
          "extension-not-offered(Permessage-Deflate");
    wrong("twice", usual, "permessage-deflate, permessage-deflate",
          "extension-not-offered(permessage-deflate twice");
    wrong("client bits not offered", "permessage-deflate",
          "permessage-deflate; client_max_window_bits=15",
          "extension-not-offered(client_max_window_bits=15 was not offered");
    wrong("more client bits than offered", "permessage-deflate; client_max_window_bits=9",
          "permessage-deflate; client_max_window_bits=10",
          "extension-not-offered(client_max_window_bits=10, at most 9 was offered");
    wrong("server bits not met", "permessage-deflate; server_max_window_bits=10",
          "permessage-deflate",
          "extension-not-offered(server_max_window_bits is not in the answer, at most 10 was "
          "demanded");
    wrong("more server bits than demanded", "permessage-deflate; server_max_window_bits=10",
          "permessage-deflate; server_max_window_bits=11",
          "extension-not-offered(server_max_window_bits=11, at most 10 was demanded");
    wrong("no takeover not met", "permessage-deflate; server_no_context_takeover",
          "permessage-deflate",
          "extension-not-offered(server_no_context_takeover was demanded and is not in the answer");
    wrong("client bits without a value", usual, usual, "deflate-parameter(client_max_window_bits");
    wrong("unknown parameter", usual, "permessage-deflate; foo", "deflate-parameter(foo");
    wrong("bits out of range", usual, "permessage-deflate; server_max_window_bits=16",
          "deflate-parameter(server_max_window_bits=16");
    wrong("a parameter twice", usual,
          "permessage-deflate; server_max_window_bits=9; server_max_window_bits=10",
          "deflate-parameter(server_max_window_bits=10");
    wrong("a value where there is none", usual, "permessage-deflate; server_no_context_takeover=1",
          "deflate-parameter(server_no_context_takeover=1");
    wrong("malformed", usual, "permessage-deflate; =1",
          "extension-malformed(it is no list of names with parameters");
    wrong("partly malformed", usual, "permessage-deflate, ;",
          "extension-malformed(it is no list of names with parameters");
}

void HandshakeTest::extensions()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, answered);
    QFETCH(QByteArray, violations);
    const auto outcome =
        checkHandshake(request(offered.toStdString()), response(answered.toStdString()));
    QCOMPARE(QByteArray::fromStdString(violationsOf(outcome)), violations);
    QCOMPARE(outcome.opened, violations.isEmpty());
    QVERIFY(outcome.switched);
}

void HandshakeTest::deflateIsReadEvenIfItWasNotOffered()
{
    const auto outcome =
        checkHandshake(request(), response("Sec-WebSocket-Extensions: permessage-deflate; "
                                           "server_max_window_bits=\"9\"\r\n"));
    QVERIFY(!outcome.opened);
    QCOMPARE(pictureOf(outcome.deflate),
             std::string("permessage-deflate; server_max_window_bits=9"));
    const auto twice = checkHandshake(
        request("Sec-WebSocket-Extensions: permessage-deflate\r\n"),
        response("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n"
                 "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    QCOMPARE(pictureOf(twice.deflate),
             std::string("permessage-deflate; server_no_context_takeover"));
}

void HandshakeTest::upgradeRequests_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("is");
    QTest::newRow("all that is needed")
        << QByteArray("GET / HTTP/1.1\r\nupgrade: WebSocket\r\nsec-websocket-key: a\r\n\r\n")
        << true;
    QTest::newRow("one of several")
        << QByteArray("GET / HTTP/1.1\r\nUpgrade: h2c, websocket\r\nSec-WebSocket-Key: a\r\n\r\n")
        << true;
    QTest::newRow("POST")
        << QByteArray("POST / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n\r\n")
        << false;
    QTest::newRow("no key") << QByteArray("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n") << false;
    QTest::newRow("empty key")
        << QByteArray("GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key:\r\n\r\n")
        << false;
    QTest::newRow("no upgrade") << QByteArray("GET / HTTP/1.1\r\nSec-WebSocket-Key: a\r\n\r\n")
                                << false;
    QTest::newRow("plain") << QByteArray("GET / HTTP/1.1\r\n\r\n") << false;
}

void HandshakeTest::upgradeRequests()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, is);
    QCOMPARE(isUpgradeRequest(headOf(HttpHeadReader::Expect::Request, head.toStdString())), is);
    QVERIFY(!isUpgradeRequest(response()));
}

FRAMESCOPE_TEST(HandshakeTest)

} // namespace tst_handshake

#include "tst_handshake.moc"
