// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "transcript/formats/har_entry.h"

#include <QTest>

#include <array>

#include <nlohmann/json.hpp>

namespace tst_har_entry {

using namespace framescope;
using namespace framescope::transcript;
using nlohmann::json;
using timeline::ConnectionInfo;

class HarEntryTest : public QObject
{
    Q_OBJECT

private slots:
    void timings_data();
    void timings();
    void cookies();
    void query_data();
    void query();
    void body_data();
    void body();
    void ending_data();
    void ending();
    void nothingIsKnown();
};

namespace {

Timestamp at(int milliseconds)
{
    return Timestamp{std::chrono::seconds(1'769'860'800) + std::chrono::milliseconds(milliseconds)};
}

std::string spelt(const json& value)
{
    return value.dump();
}

json entryOf(const ConnectionInfo& connection, const std::string& error = {})
{
    std::string text = "{";
    appendHarEntry(text, connection, {.first = at(0), .last = at(100), .error = error});
    return json::parse(text + "}");
}

/// The times of the phases, in order; -1 for a phase that was not reached.
ConnectionInfo reached(std::array<int, 8> phases)
{
    ConnectionInfo connection;
    std::optional<Timestamp>* const times[] = {&connection.connectingAt, &connection.resolvedAt,
                                               &connection.connectedAt,  &connection.securedAt,
                                               &connection.requestAt,    &connection.responseAt,
                                               &connection.openAt,       &connection.closedAt};
    for (std::size_t i = 0; i < phases.size(); ++i) {
        if (phases[i] >= 0) {
            *times[i] = at(phases[i]);
        }
    }
    return connection;
}

} // namespace

void HarEntryTest::timings_data()
{
    QTest::addColumn<ConnectionInfo>("connection");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char* name, std::array<int, 8> phases, const char* wanted) {
        QTest::newRow(name) << reached(phases) << wanted;
    };
    // blocked dns connect ssl send wait receive = time
    row("with TLS", {0, 1, 3, 10, 11, 20, 20, 90}, "-1 1 9 7 1 9 70 = 90");
    row("without TLS", {0, 1, 3, -1, 4, 20, 20, 90}, "-1 1 2 -1 1 16 70 = 90");
    row("still open", {0, 1, 3, -1, 4, 20, 20, -1}, "-1 1 2 -1 1 16 80 = 100");
    row("foreign capture", {0, -1, 2, -1, 4, 20, 20, 90}, "-1 -1 2 -1 2 16 70 = 90");
    row("middle of a capture", {-1, -1, -1, -1, 4, 20, 20, 90}, "-1 -1 -1 -1 0 16 70 = 86");
    row("no answer", {0, 1, 3, -1, 4, -1, -1, 90}, "-1 1 2 -1 1 86 0 = 90");
    row("no name found", {0, -1, -1, -1, -1, -1, -1, 50}, "50 -1 -1 -1 0 0 0 = 50");
    row("no connection", {0, 10, -1, -1, -1, -1, -1, 50}, "40 10 -1 -1 0 0 0 = 50");
    row("no TLS", {0, 10, 20, -1, -1, -1, -1, 50}, "30 10 10 -1 0 0 0 = 50");
    row("clock that runs back", {5, 1, 0, -1, 2, 1, 1, 0}, "-1 0 0 -1 2 0 0 = 2");
    row("nothing", {-1, -1, -1, -1, -1, -1, -1, -1}, "100 -1 -1 -1 0 0 0 = 100");
}

void HarEntryTest::timings()
{
    QFETCH(ConnectionInfo, connection);
    QFETCH(QString, wanted);
    const json entry = entryOf(connection);
    QStringList numbers;
    for (const char* name : {"blocked", "dns", "connect", "ssl", "send", "wait", "receive"}) {
        numbers << QString::number(entry["timings"][name].get<double>());
    }
    numbers << QStringLiteral("=") << QString::number(entry["time"].get<double>());
    QCOMPARE(numbers.join(QLatin1Char(' ')), wanted);
}

void HarEntryTest::cookies()
{
    ConnectionInfo connection;
    connection.request.emplace();
    connection.request->isRequest = true;
    connection.request->fields = {{"cookie", "a=1; b=x=y;c"}, {"Host", "h"}, {"Cookie", "d="}};
    connection.response.emplace();
    connection.response->fields = {{"Set-Cookie", "id=7; Path=/"}, {"Set-Cookie", "e=8"}};
    const json entry = entryOf(connection);
    QCOMPARE(spelt(entry["request"]["cookies"]),
             spelt(json::parse(R"([{"name":"a","value":"1"},{"name":"b","value":"x=y"},
                             {"name":"c","value":""},{"name":"d","value":""}])")));
    QCOMPARE(spelt(entry["response"]["cookies"]),
             spelt(json::parse(R"([{"name":"id","value":"7"},{"name":"e","value":"8"}])")));
    QCOMPARE(spelt(entry["request"]["headers"][0]), spelt(json::parse(R"({"name":"cookie",
                                                             "value":"a=1; b=x=y;c"})")));
}

void HarEntryTest::query_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("none") << "ws://h/"
                          << "";
    QTest::newRow("empty") << "ws://h/?"
                           << "";
    QTest::newRow("some") << "ws://h/?a=1&b=&c&&=d&e=%20?f=2"
                          << "a:1 b: c: :d e:%20?f=2";
    QTest::newRow("fragment") << "ws://h/?a=1#b?c=2"
                              << "a:1";
    QTest::newRow("fragment alone") << "ws://h/#?c=2"
                                    << "";
}

void HarEntryTest::query()
{
    QFETCH(QString, url);
    QFETCH(QString, wanted);
    ConnectionInfo connection;
    connection.url = url.toStdString();
    QStringList found;
    const json entry = entryOf(connection);
    for (const json& one : entry["request"]["queryString"]) {
        found << QString::fromStdString(one["name"].get<std::string>() + ":" +
                                        one["value"].get<std::string>());
    }
    QCOMPARE(found.join(QLatin1Char(' ')), wanted);
}

void HarEntryTest::body_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("content");
    QTest::newRow("none") << QByteArray() << R"({"size":0,"mimeType":"text/plain"})";
    QTest::newRow("text") << QByteArray("<no>")
                          << R"({"size":4,"mimeType":"text/plain","text":"<no>"})";
    QTest::newRow("bytes")
        << QByteArray("\xff\x00", 2)
        << R"({"size":2,"mimeType":"text/plain","text":"/wA=","encoding":"base64"})";
}

void HarEntryTest::body()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, content);
    ConnectionInfo connection;
    connection.response.emplace();
    connection.response->status = 403;
    connection.response->fields = {{"content-type", "text/plain"}, {"X", "\xff"}};
    connection.responseBody = body.toStdString();
    connection.responseBodyReceived = 7;
    const json entry = entryOf(connection, "refused");
    QCOMPARE(spelt(entry["response"]["content"]), spelt(json::parse(content.toStdString())));
    QCOMPARE(spelt(entry["response"]["bodySize"]), spelt(json(7)));
    QCOMPARE(spelt(entry["response"]["_error"]), spelt(json("refused")));
    QCOMPARE(spelt(entry["response"]["headers"][1]["value"]), spelt(json("\\xff")));
}

void HarEntryTest::ending_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("close");
    QTest::newRow("code") << 4001 << R"({"code":4001,"reason":"bye","timestamp":1769860800.09})";
    QTest::newRow("no code") << 1005 << R"({"code":1005,"reason":"bye","timestamp":1769860800.09})";
    QTest::newRow("dropped") << 1006 << R"("aborted")";
}

void HarEntryTest::ending()
{
    QFETCH(int, code);
    QFETCH(QString, close);
    ConnectionInfo connection = reached({0, 1, 3, -1, 4, 20, 20, 90});
    connection.closing = timeline::ConnectionEnding{
        .code = static_cast<std::uint16_t>(code), .reason = "bye", .clean = true, .by = {}};
    QCOMPARE(spelt(entryOf(connection)["_webSocketClose"]),
             spelt(json::parse(close.toStdString())));
    connection.openAt.reset();
    QVERIFY(!entryOf(connection).contains("_webSocketClose"));
}

void HarEntryTest::nothingIsKnown()
{
    const json entry = entryOf(ConnectionInfo());
    QCOMPARE(spelt(entry["startedDateTime"]), spelt(json("2026-01-31T12:00:00.000Z")));
    QCOMPARE(spelt(entry["response"]["status"]), spelt(json(0)));
    QVERIFY(!entry.contains("serverIPAddress"));
    QVERIFY(!entry["response"].contains("_error"));
}

FRAMESCOPE_TEST(HarEntryTest)

} // namespace tst_har_entry

#include "tst_har_entry.moc"
