// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_answer.h"
#include "scenario/demo/demo_paths.h"
#include "support/test_program.h"
#include "wire/http/http_head.h"

#include <QTest>

namespace tst_demo_answer {

using namespace framescope;
using namespace framescope::scenario;

namespace {

constexpr std::string_view Upgrade = "Host: h:1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                     "Sec-WebSocket-Version: 13\r\n"
                                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

DemoAnswer answerTo(const QByteArray& startLine, const QByteArray& fields)
{
    const std::string text = (startLine + " HTTP/1.1\r\n" + fields + "\r\n").toStdString();
    wire::HttpHeadReader reader(wire::HttpHeadReader::Expect::Request);
    reader.feed(asBytes(text));
    return answerDemoRequest(reader.head(), "ws://127.0.0.1:8765");
}

QByteArray upgradeFields(const char* more = "")
{
    return QByteArray(Upgrade.data(), static_cast<qsizetype>(Upgrade.size())) + more;
}

} // namespace

class DemoAnswerTest : public QObject
{
    Q_OBJECT

private slots:
    void statusOf_data();
    void statusOf();
    void upgrades_data();
    void upgrades();
    void answersWithTheKeyOfTheStandard();
    void delaysOnlyTheSlowPath();
    void listsEveryPathWhereThereIsNone();
    void showsTheHostThatWasAskedFor();
    void everyPathCanBeAsked();
    void readsArguments_data();
    void readsArguments();
};

void DemoAnswerTest::statusOf_data()
{
    QTest::addColumn<QByteArray>("startLine");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("status");
    const QByteArray good = upgradeFields();
    const auto without = [&good](const char* part, const char* instead) {
        QByteArray fields = good;
        return fields.replace(part, instead);
    };

    QTest::newRow("upgrade") << QByteArray("GET /echo") << good << QByteArray("101");
    QTest::newRow("page") << QByteArray("GET /") << QByteArray() << QByteArray("200");
    QTest::newRow("page with a query")
        << QByteArray("GET /?x") << QByteArray() << QByteArray("200");
    QTest::newRow("upgrade of the page") << QByteArray("GET /") << good << QByteArray("404");
    QTest::newRow("unknown path") << QByteArray("GET /nope") << good << QByteArray("404");
    QTest::newRow("a path's beginning") << QByteArray("GET /ech") << good << QByteArray("404");
    QTest::newRow("a path and more") << QByteArray("GET /echo/") << good << QByteArray("404");
    QTest::newRow("POST") << QByteArray("POST /echo") << good << QByteArray("405");
    QTest::newRow("two hosts") << QByteArray("GET /echo") << "Host: a\r\nHost: b\r\n" + good
                               << QByteArray("400");
    QTest::newRow("body") << QByteArray("GET /echo") << "Content-Length: 4\r\n" + good
                          << QByteArray("400");
    QTest::newRow("two lengths") << QByteArray("GET /echo")
                                 << "Content-Length: 0\r\nContent-Length: 4\r\n" + good
                                 << QByteArray("400");
    QTest::newRow("a host with a blank")
        << QByteArray("GET /echo") << without("h:1", "h 1") << QByteArray("400");
    QTest::newRow("blanks before the version")
        << QByteArray("GET /echo ") << good << QByteArray("400");
    for (const char* field :
         {"Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==", "Sec-WebSocket-Version: 8", "X-Blank : a",
          "No colon", ": no name", "X(y): a", "X: a\x01", "X: a\rb",
          "Sec-WebSocket-Extensions: permessage-deflate;;=,;", "Sec-WebSocket-Protocol: a b@c"}) {
        QTest::newRow(field) << QByteArray("GET /echo") << good + field + "\r\n"
                             << QByteArray("400");
    }
    QTest::newRow("empty elements, folded and beyond ASCII")
        << QByteArray("GET /echo")
        << good + "Sec-WebSocket-Protocol: a,, b\r\nX: a\r\n b\r\nY: \xff\r\n"
        << QByteArray("101");
    QTest::newRow("chunks") << QByteArray("GET /echo") << "Transfer-Encoding: chunked\r\n" + good
                            << QByteArray("400");
    QTest::newRow("no host") << QByteArray("GET /echo") << without("Host: h:1", "X: y")
                             << QByteArray("400");
    QTest::newRow("no upgrade") << QByteArray("GET /echo") << QByteArray("Host: h:1\r\n")
                                << QByteArray("426");
    QTest::newRow("no connection")
        << QByteArray("GET /echo") << without("Connection: Upgrade", "X: y") << QByteArray("426");
    QTest::newRow("version 8") << QByteArray("GET /echo") << without("13", "8")
                               << QByteArray("426");
    QTest::newRow("no version") << QByteArray("GET /echo")
                                << without("Sec-WebSocket-Version: 13", "X: y")
                                << QByteArray("426");
    QTest::newRow("short key") << QByteArray("GET /echo")
                               << without("dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << QByteArray("400");
    QTest::newRow("no base64") << QByteArray("GET /echo")
                               << without("dGhlIHNhbXBsZSBub25jZQ==", "????") << QByteArray("400");
    QTest::newRow("bad argument") << QByteArray("GET /ticks?rate=x") << good << QByteArray("400");
    QTest::newRow("deny") << QByteArray("GET /deny") << good << QByteArray("401");
    QTest::newRow("deny without upgrade")
        << QByteArray("GET /deny?status=503") << QByteArray() << QByteArray("503");
    QTest::newRow("deny with 101")
        << QByteArray("GET /deny?status=101") << good << QByteArray("400");
    QTest::newRow("deny with no status")
        << QByteArray("GET /deny?status=600") << good << QByteArray("400");
}

void DemoAnswerTest::statusOf()
{
    QFETCH(QByteArray, startLine);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, status);
    const DemoAnswer answer = answerTo(startLine, fields);
    QCOMPARE(QByteArray::fromStdString(answer.response.substr(0, 13)), "HTTP/1.1 " + status + ' ');
    QCOMPARE(answer.behaviour.has_value(), status == "101");
}

void DemoAnswerTest::upgrades_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("deflate");

    const QByteArray offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    QTest::newRow("nothing offered")
        << QByteArray("/echo") << QByteArray() << QByteArray() << false;
    QTest::newRow("deflate") << QByteArray("/echo") << offer
                             << QByteArray("Sec-WebSocket-Extensions: permessage-deflate\r\n")
                             << true;
    QTest::newRow("deflate not wanted")
        << QByteArray("/echo?deflate=0") << offer << QByteArray() << false;
    QTest::newRow("the second offer is the acceptable one")
        << QByteArray("/echo")
        << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; bad, permessage-deflate; "
                      "server_max_window_bits=10\r\n")
        << QByteArray("permessage-deflate; server_max_window_bits=10\r\n") << true;
    QTest::newRow("other extension")
        << QByteArray("/echo") << QByteArray("Sec-WebSocket-Extensions: x-other\r\n")
        << QByteArray() << false;
    QTest::newRow("subprotocol") << QByteArray("/echo")
                                 << QByteArray("Sec-WebSocket-Protocol: odd, json, chat\r\n")
                                 << QByteArray("Sec-WebSocket-Protocol: json\r\n") << false;
    QTest::newRow("unknown subprotocol")
        << QByteArray("/echo") << QByteArray("Sec-WebSocket-Protocol: odd\r\n") << QByteArray()
        << false;
}

void DemoAnswerTest::upgrades()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, expected);
    QFETCH(bool, deflate);
    const DemoAnswer answer = answerTo("GET " + target, upgradeFields(more.constData()));
    QVERIFY(answer.behaviour);
    const QByteArray response = QByteArray::fromStdString(answer.response);
    QVERIFY2(response.contains(expected), response.constData());
    QCOMPARE(response.contains("Sec-WebSocket-Protocol"), expected.contains("Protocol"));
    QCOMPARE(response.contains("Sec-WebSocket-Extensions"), deflate);
    QCOMPARE(answer.deflate.has_value(), deflate);
}

void DemoAnswerTest::answersWithTheKeyOfTheStandard()
{
    const std::string response = answerTo("GET /echo", upgradeFields()).response;
    QVERIFY(response.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") !=
            std::string::npos);
}

void DemoAnswerTest::delaysOnlyTheSlowPath()
{
    QCOMPARE(answerTo("GET /slow?ms=70", upgradeFields()).delay.count(), 70);
    QCOMPARE(answerTo("GET /echo?ms=70", upgradeFields()).delay.count(), 0);
}

void DemoAnswerTest::listsEveryPathWhereThereIsNone()
{
    const std::string response = answerTo("GET /nope", upgradeFields()).response;
    const std::string page = answerTo("GET /", "").response;
    for (const DemoPath& row : demoPaths()) {
        QVERIFY2(response.find(std::string(row.path)) != std::string::npos, row.path.data());
        QVERIFY2(page.find(std::string(row.path)) != std::string::npos, row.path.data());
    }
}

void DemoAnswerTest::showsTheHostThatWasAskedFor()
{
    const auto page = [](const char* host) {
        return QByteArray::fromStdString(
            answerTo("GET /", QByteArray("Host: ") + host + "\r\n").response);
    };
    QVERIFY(page("example.org:99").contains("ws://example.org:99<"));
    QVERIFY(page("<script>").contains("ws://127.0.0.1:8765<"));
    QVERIFY(!page("<script>").contains("<script>"));
}

void DemoAnswerTest::everyPathCanBeAsked()
{
    for (const DemoPath& row : demoPaths()) {
        QByteArray target(row.path.data(), static_cast<qsizetype>(row.path.size()));
        const DemoAnswer answer = answerTo("GET " + target, upgradeFields());
        QCOMPARE(answer.behaviour.has_value(), row.behaviour != nullptr);
        QVERIFY(!row.what.empty());
    }
}

void DemoAnswerTest::readsArguments_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("expected");

    QTest::newRow("none") << ""
                          << "7 word";
    QTest::newRow("both") << "n=12&t=x"
                          << "12 x";
    QTest::newRow("encoded") << "t=a%20b+c%26d"
                             << "7 a b c&d";
    QTest::newRow("encoded name") << "%6E=3"
                                  << "3 word";
    QTest::newRow("without value") << "t"
                                   << "7 ";
    QTest::newRow("unknown ones") << "x=1&&=&y"
                                  << "7 word";
    QTest::newRow("the last wins") << "n=1&n=2"
                                   << "2 word";
    QTest::newRow("equals sign in a value") << "t=a=b"
                                            << "7 a=b";
    QTest::newRow("largest") << "n=100"
                             << "100 word";
    QTest::newRow("too large") << "n=101"
                               << "error";
    QTest::newRow("no number") << "n=x"
                               << "error";
    QTest::newRow("negative") << "n=-1"
                              << "error";
    QTest::newRow("empty number") << "n="
                                  << "error";
    QTest::newRow("trailing text") << "n=5x"
                                   << "error";
    QTest::newRow("beyond 64 bits") << "n=99999999999999999999"
                                    << "error";
}

void DemoAnswerTest::readsArguments()
{
    QFETCH(QString, query);
    QFETCH(QString, expected);
    constexpr DemoParameter Parameters[] = {{"n", "7", "a number", 100}, {"t", "word", "a text"}};
    const auto arguments = DemoArguments::parse(query.toStdString(), Parameters);
    QCOMPARE(arguments ? QString::number(arguments->number("n")) + ' ' +
                             QString::fromStdString(arguments->text("t"))
                       : QStringLiteral("error"),
             expected);
}

FRAMESCOPE_TEST(DemoAnswerTest)

} // namespace tst_demo_answer

#include "tst_demo_answer.moc"
