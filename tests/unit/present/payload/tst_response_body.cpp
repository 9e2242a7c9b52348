// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "present/payload/response_body.h"
#include "support/test_program.h"

namespace tst_response_body {

using namespace framescope;
using present::ResponseBody;

class TestResponseBody : public QObject
{
    Q_OBJECT

private slots:
    void body_data();
    void body();
    void nothing();
    void isBounded();

private:
    static ResponseBody bodyOf(const char* type, const QByteArray& bytes);
};

ResponseBody TestResponseBody::bodyOf(const char* type, const QByteArray& bytes)
{
    timeline::ConnectionInfo connection;
    connection.response.emplace();
    connection.response->status = 400;
    connection.response->fields = {{"Content-Type", type}};
    connection.responseBody = bytes.toStdString();
    return present::responseBody(connection);
}

void TestResponseBody::body_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("readable");
    using Kind = ResponseBody::Kind;
    const auto row = [](const char* name, const char* type, const QByteArray& bytes, Kind kind,
                        const char* readable) {
        QTest::newRow(name) << QByteArray(type) << bytes << int(kind) << QString(readable);
    };
    row("json", "application/problem+json", R"({"a":1,"b":[]})", Kind::Json,
        "{\n  \"a\": 1,\n  \"b\": []\n}");
    row("json that is not said", "text/plain", "[1]", Kind::Json, "[\n  1\n]");
    row("broken json", "application/json", "{\"a\":", Kind::Text, "{\"a\":");
    row("html", "text/html; charset=utf-8", "<h1>No</h1><p>ä", Kind::Html, "No\nä");
    row("html that is not said", "", "<html><p>No", Kind::Html, "No");
    row("latin-1", "text/plain; charset=\"ISO-8859-1\"", "\xe4", Kind::Text, "ä");
    row("utf-16", "text/plain;CHARSET=utf-16le", QByteArray("\xe4\0", 2), Kind::Text, "ä");
    row("utf-8 with another charset", "text/plain; charset=latin1", "ä", Kind::Text, "ä");
    row("no charset", "text/plain", "\xe4", Kind::Text, "\\xe4");
    row("no such charset", "text/plain; charset=nope", "\xe4", Kind::Text, "\\xe4");
    row("controls", "text/plain", "a\x1b[2J", Kind::Text, "a\\x1b[2J");
}

void TestResponseBody::body()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, bytes);
    const ResponseBody body = bodyOf(type, bytes);
    QTEST(int(body.kind), "kind");
    QTEST(body.readable, "readable");
    QVERIFY(!body.cut);
}

void TestResponseBody::nothing()
{
    QVERIFY(present::responseBody({}).text.isEmpty());
    QVERIFY(bodyOf("text/plain", {}).readable.isEmpty());
}

/// JSON that is nested very deep grows with the square of its depth when it is indented.
void TestResponseBody::isBounded()
{
    const int depth = 2'000;
    const ResponseBody body =
        bodyOf("application/json", QByteArray(depth, '[') + QByteArray(depth, ']'));
    QVERIFY(body.readable.size() <= ResponseBody::MostShown);
    QCOMPARE(body.text.size(), 2 * depth);
    QVERIFY(body.cut || body.kind == ResponseBody::Kind::Text);
}

FRAMESCOPE_TEST(TestResponseBody)

} // namespace tst_response_body

#include "tst_response_body.moc"
