// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/secret_removal.h"

#include "support/test_program.h"
#include "timeline/details/detail_json.h"

#include <QTest>

namespace tst_secret_removal {

using namespace framescope;
using namespace framescope::transcript;

class SecretRemovalTest : public QObject
{
    Q_OBJECT

private slots:
    void details_data();
    void details();
    void heads();
    void headThatIsNoText();
    void violations();
    void payloadsStay();
    void connections();
};

namespace {

timeline::EventRecord eventOf(timeline::LifeCycle detail)
{
    timeline::EventRecord record;
    record.detail = timeline::Detail::of(std::move(detail));
    return record;
}

QString jsonOf(const timeline::EventRecord& record)
{
    return QString::fromStdString(timeline::toJson(*record.detail.lifeCycle));
}

QString cleaned(timeline::Type type, std::string_view json)
{
    timeline::EventRecord record =
        eventOf(timeline::lifeCycleOf(type, timeline::parseMembers(json).value()));
    removeSecrets(record);
    return jsonOf(record).replace(QStringLiteral("***removed***"), QStringLiteral("***"));
}

} // namespace

void SecretRemovalTest::details_data()
{
    using timeline::Type;
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("clean");
    const auto row = [](Type type, const char* json, const char* clean) {
        QTest::newRow(json) << type << clean;
    };
    row(Type::Note, "{}", "{}");
    row(Type::Note, R"({"Authorization":"Bearer abc","n":1})",
        R"({"Authorization":"Bearer ***","n":1})");
    row(Type::Note, R"({"kept":1.5})", R"({"kept":1.5})");
    row(Type::Connecting,
        R"({"options":{"deflate":true,"headers":[["A","b"],["Cookie",null]]},"url":"wss://h/?token=abc"})",
        R"({"options":{"deflate":true,"headers":[["A","b"],["Cookie",null]]},"url":"wss://h/?token=***"})");
    row(Type::Behaviour, R"({"target":"/?sid=1","headers":[["cookie","a=1"],["X","y"],["Z"]]})",
        R"({"target":"/?sid=***","headers":[["cookie","a=***"],["X","y"],["Z"]]})");
    row(Type::Behaviour,
        R"({"headers":[["Sec-WebSocket-Protocol","token"],["Sec-WebSocket-Protocol","abc, chat"]]})",
        R"({"headers":[["Sec-WebSocket-Protocol","token"],["Sec-WebSocket-Protocol","***, chat"]]})");
    row(Type::Open, R"({"subprotocol":"eyJh.e30.x"})", R"({"subprotocol":"***"})");
    row(Type::Open, R"({"subprotocol":["token","abc"],"malformed":["subprotocol"]})",
        R"({"subprotocol":["token","***"],"malformed":["subprotocol"]})");
    row(Type::Connecting, R"({"subprotocols":["token","abc","eyJh.e30.x","chat"]})",
        R"({"subprotocols":["token","***","***","chat"]})");
    row(Type::Error, R"({"layer":"http","text":"cut","body":"GET / HTTP/1.1\r\nCookie: a=1\r\n"})",
        R"({"layer":"http","text":"cut","body":"GET / HTTP/1.1\r\nCookie: a=***\r\n"})");
    row(Type::Error,
        R"({"layer":"http","text":"401","status":401,"body":"x\nCookie: said the server"})",
        R"({"layer":"http","text":"401","status":401,"body":"x\nCookie: said the server"})");
    row(Type::Error, R"({"text":"see wss://me:pass@h/","deep":[{"x":["?key=1"]}]})",
        R"({"text":"see wss://***@h/","deep":[{"x":["?key=***"]}]})");
}

void SecretRemovalTest::details()
{
    QFETCH(timeline::Type, type);
    QFETCH(QString, clean);
    QCOMPARE(cleaned(type, QTest::currentDataTag()), clean);
}

void SecretRemovalTest::heads()
{
    wire::HttpHead head;
    head.isRequest = true;
    head.method = "GET";
    head.target = "/?sid=1";
    head.fields = {{"cookie", "a=1"}, {"X", "y"}};
    timeline::EventRecord record = eventOf(timeline::RequestDetail{head, 42});
    removeSecrets(record);
    QCOMPARE(jsonOf(record),
             QStringLiteral(R"({"method":"GET","target":"/?sid=***removed***","version":"",)"
                            R"("headers":[["cookie","a=***removed***"],["X","y"]],"length":42})"));
}

void SecretRemovalTest::headThatIsNoText()
{
    const auto detail = [](std::string_view cookie) {
        return timeline::errorDetail(
            {"http",
             "cut",
             {},
             std::string("GET / HTTP/1.1\r\nA: \xff\r\nCookie: a=") + std::string(cookie)});
    };
    timeline::EventRecord record = eventOf(detail("secret"));
    QVERIFY(record.detail.as<timeline::ErrorDetail>()->bodyBase64);
    removeSecrets(record);
    QCOMPARE(jsonOf(record), jsonOf(eventOf(detail("***removed***"))));
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
    timeline::EventRecord record;
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

FRAMESCOPE_TEST(SecretRemovalTest)

} // namespace tst_secret_removal

#include "tst_secret_removal.moc"
