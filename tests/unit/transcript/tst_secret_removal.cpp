// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "timeline/detail_json.h"

#include <QTest>

using namespace framescope;
using namespace framescope::transcript;

class SecretRemovalTest : public QObject
{
    Q_OBJECT

private slots:
    void details_data();
    void details();
    void headThatIsNoText();
    void violations();
    void payloadsStay();
    void connections();
};

namespace {

timeline::EventRecord eventOf(std::string_view json)
{
    timeline::EventRecord record;
    record.detail.json = json;
    return record;
}

QString cleaned(std::string_view json)
{
    timeline::EventRecord record = eventOf(json);
    removeSecrets(record);
    return QString::fromStdString(record.detail.json)
        .replace(QStringLiteral("***removed***"), QStringLiteral("***"));
}

} // namespace

void SecretRemovalTest::details_data()
{
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* json, const char* clean) { QTest::newRow(json) << clean; };
    row("", "");
    row(R"({ "kept" : 1.00 })", R"({ "kept" : 1.00 })");
    row(R"({"url":"wss://h/?token=abc","options":{"deflate":true,"headers":[["A","b"],["Cookie",null]]}})",
        R"({"url":"wss://h/?token=***","options":{"deflate":true,"headers":[["A","b"],["Cookie",null]]}})");
    row(R"({"method":"GET","target":"/?sid=1","headers":[["cookie","a=1"],["X","y"],["Z"]]})",
        R"({"method":"GET","target":"/?sid=***","headers":[["cookie","a=***"],["X","y"],["Z"]]})");
    row(R"({"headers":[["Sec-WebSocket-Protocol","token"],["Sec-WebSocket-Protocol","abc, chat"]]})",
        R"({"headers":[["Sec-WebSocket-Protocol","token"],["Sec-WebSocket-Protocol","***, chat"]]})");
    row(R"({"subprotocol":"eyJh.e30.x"})", R"({"subprotocol":"***"})");
    row(R"({"subprotocols":["token","abc","eyJh.e30.x","chat"]})",
        R"({"subprotocols":["token","***","***","chat"]})");
    row(R"({"layer":"http","text":"cut","body":"GET / HTTP/1.1\r\nCookie: a=1\r\n"})",
        R"({"layer":"http","text":"cut","body":"GET / HTTP/1.1\r\nCookie: a=***\r\n"})");
    row(R"({"layer":"http","text":"401","status":401,"body":"x\nCookie: said the server"})",
        R"({"layer":"http","text":"401","status":401,"body":"x\nCookie: said the server"})");
    row(R"({"text":"see wss://me:pass@h/","deep":[{"x":["?key=1"]}]})",
        R"({"text":"see wss://***@h/","deep":[{"x":["?key=***"]}]})");
    row("no json ?token=abc", "no json ?token=***");
}

void SecretRemovalTest::details()
{
    QFETCH(QString, clean);
    QCOMPARE(cleaned(QTest::currentDataTag()), clean);
}

void SecretRemovalTest::headThatIsNoText()
{
    const std::string detail =
        timeline::errorDetail({"http", "cut", {}, "GET / HTTP/1.1\r\nA: \xff\r\nCookie: a=secret"});
    QVERIFY(detail.find("body_base64") != std::string::npos);
    const std::string clean = timeline::errorDetail(
        {"http", "cut", {}, "GET / HTTP/1.1\r\nA: \xff\r\nCookie: a=***removed***"});
    timeline::EventRecord record = eventOf(detail);
    removeSecrets(record);
    QCOMPARE(record.detail.json, clean);
}

void SecretRemovalTest::violations()
{
    timeline::EventRecord record;
    record.detail.violations = {{wire::Rule::SubprotocolNotOffered, "\"eyJh.e30.x\""}};
    removeSecrets(record);
    QCOMPARE(record.detail.violations[0].detail, std::string("\"***removed***\""));
}

void SecretRemovalTest::payloadsStay()
{
    timeline::EventRecord record = eventOf("");
    record.kind = timeline::Kind::Message;
    const std::string_view payload = "wss://me:pass@h/?token=abc";
    record.payload.assign(payload.begin(), payload.end());
    record.detail.reason = payload;
    removeSecrets(record);
    QCOMPARE(std::string(asText(record.payload)), std::string(payload));
    QCOMPARE(record.detail.reason, std::string(payload));
}

void SecretRemovalTest::connections()
{
    timeline::ConnectionInfo connection;
    connection.url = "wss://me:secret@h/?token=secret";
    connection.request.emplace();
    connection.request->target = "/?token=secret";
    connection.request->raw = "GET /?token=secret HTTP/1.1\r\nCookie: a=secret\r\n\r\n";
    connection.response.emplace();
    connection.response->fields = {{"Set-Cookie", "a=secret"}};
    connection.handshake.subprotocol = "eyJsecret.e30.x";
    connection.responseBody = "a body";
    removeSecrets(connection);
    for (const std::string& text :
         {connection.url, connection.request->target, connection.request->raw,
          connection.response->fields[0].value, connection.handshake.subprotocol}) {
        QVERIFY2(text.find("secret") == std::string::npos, text.c_str());
        QVERIFY2(text.find("***removed***") != std::string::npos, text.c_str());
    }
    QCOMPARE(connection.responseBody, std::string("a body"));
}

QTEST_GUILESS_MAIN(SecretRemovalTest)
#include "tst_secret_removal.moc"
