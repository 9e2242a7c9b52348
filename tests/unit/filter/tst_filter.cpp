// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"
#include "filter/phrase.h"
#include "timeline/live_capture.h"
#include "wire/frame_encoder.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace framescope;
using namespace framescope::filter;

namespace {

constexpr std::string_view Request =
    "GET /feed HTTP/1.1\r\nHost: example.org\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
constexpr std::string_view Response =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "X-Served-By: Alpaca\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsPhrases_data();
    void findsPhrases();
    void findsWhatIsFoundByBruteForce();
    void findsEvents_data();
    void findsEvents();
    void saysWhereAMistakeIs();
    void emptyMatchesAll();

private:
    QTemporaryDir folder_;
    std::unique_ptr<timeline::LiveCapture> capture_;
};

void FilterTest::initTestCase()
{
    auto created = timeline::LiveCapture::create(
        folder_.filePath(QStringLiteral("f.pcapng")).toStdString(), {});
    QVERIFY(created);
    capture_ = *std::move(created);
    const ConnectionId conn = capture_->addConnection();
    const auto endpoint = [](std::uint16_t port) {
        return recording::Endpoint{*recording::IpAddress::parse("127.0.0.1"), port};
    };
    QVERIFY(capture_->connected(conn, now(), {endpoint(40000), endpoint(80)},
                                nlohmann::json::object()));
    QVERIFY(capture_->append(conn, Direction::Out, now(), asBytes(Request)));
    QVERIFY(capture_->append(conn, Direction::In, now(), asBytes(Response)));
    Bytes frames;
    wire::appendFrame(frames, {}, asBytes("My name is John"));
    wire::appendFrame(frames, {.fin = false}, asBytes("cut in "));
    wire::appendFrame(frames, {.opcode = wire::Opcode::Continuation}, asBytes("the middle"));
    wire::appendFrame(frames, {.opcode = wire::Opcode::Close},
                      wire::closePayload(1000, "Farewell"));
    QVERIFY(capture_->append(conn, Direction::In, now(), frames));
}

void FilterTest::findsPhrases_data()
{
    QTest::addColumn<QByteArray>("haystack");
    QTest::addColumn<QByteArray>("phrase");
    QTest::addColumn<bool>("found");

    QTest::newRow("same") << QByteArray("John") << QByteArray("John") << true;
    QTest::newRow("case") << QByteArray("say JOHN") << QByteArray("john") << true;
    QTest::newRow("case of the phrase") << QByteArray("say john!") << QByteArray("JoHn") << true;
    QTest::newRow("start") << QByteArray("john is") << QByteArray("john") << true;
    QTest::newRow("not there") << QByteArray("jo hn") << QByteArray("john") << false;
    QTest::newRow("longer than the text") << QByteArray("jo") << QByteArray("john") << false;
    QTest::newRow("empty text") << QByteArray() << QByteArray("j") << false;
    QTest::newRow("one letter") << QByteArray("xxJ") << QByteArray("j") << true;
    QTest::newRow("no letter has a case") << QByteArray("[{1}") << QByteArray("{[") << false;
    QTest::newRow("accents") << QByteArray("\xC5\xBDlut\xC3\xBD") << QByteArray("\xC5\xBElu")
                             << true;
    QTest::newRow("Greek") << QByteArray("\xCE\xA3\xCE\xB1") << QByteArray("\xCF\x83\xCE\x91")
                           << true;
    QTest::newRow("Chinese") << QByteArray("\xE4\xBD\xA0\xE5\xA5\xBD") << QByteArray("\xE5\xA5\xBD")
                             << true;
    QTest::newRow("binary text") << QByteArray("\x00\xff\xfeJohn", 7) << QByteArray("john") << true;
    QTest::newRow("bytes in the phrase") << QByteArray("a\xffz") << QByteArray("\xffZ") << true;
    QTest::newRow("long phrase") << QByteArray(1000, 'a') + QByteArray(600, 'b')
                                 << QByteArray(300, 'A') + QByteArray(300, 'B') << true;
}

void FilterTest::findsPhrases()
{
    QFETCH(QByteArray, haystack);
    QFETCH(QByteArray, phrase);
    QFETCH(bool, found);
    QCOMPARE(Phrase(phrase.toStdString()).isIn(haystack.toStdString()), found);
}

void FilterTest::findsWhatIsFoundByBruteForce()
{
    std::uint32_t state = 1;
    const auto random = [&state](std::uint32_t below) {
        state = state * 1664525 + 1013904223;
        return (state >> 8) % below;
    };
    const auto text = [&random](std::uint32_t longest) {
        std::string made;
        for (std::uint32_t left = 1 + random(longest); left > 0; --left) {
            made += "aAbB"[random(4)];
        }
        return made;
    };
    for (int round = 0; round < 20'000; ++round) {
        const std::string haystack = text(30);
        const std::string phrase = text(5);
        const bool expected = QString::fromStdString(haystack).contains(
            QString::fromStdString(phrase), Qt::CaseInsensitive);
        QVERIFY2(Phrase(phrase).isIn(haystack) == expected, (haystack + " " + phrase).c_str());
    }
}

void FilterTest::findsEvents_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("types");

    QTest::newRow("payload") << "john"
                             << "text";
    QTest::newRow("two words") << "NAME john"
                               << "text";
    QTest::newRow("two words, one missing") << "name jack"
                                            << "";
    QTest::newRow("phrase") << "\"is John\""
                            << "text";
    QTest::newRow("words in another order are no phrase") << "\"John is\""
                                                          << "";
    QTest::newRow("over two frames") << "\"in the middle\""
                                     << "text";
    QTest::newRow("reason") << "farewell"
                            << "close";
    QTest::newRow("a header") << "alpaca"
                              << "response";
    QTest::newRow("the request") << "/feed"
                                 << "request";
}

void FilterTest::findsEvents()
{
    QFETCH(QString, expression);
    QFETCH(QString, types);
    const auto filter = parse(expression.toStdString());
    QVERIFY(filter);
    const timeline::Timeline& timeline = *capture_->timeline();
    timeline::StreamReader reader(timeline);
    QStringList found;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        const auto& entry = timeline.entry(EventId{i});
        if (timeline::isVisible(entry, timeline::View::Messages) &&
            filter->matches(timeline, reader, EventId{i}, timeline::View::Messages)) {
            found += QString::fromUtf8(timeline::typeName(entry.type).data());
        }
    }
    QCOMPARE(found.join(QLatin1Char(' ')), types);
}

void FilterTest::saysWhereAMistakeIs()
{
    const auto filter = parse("one \"two");
    QVERIFY(!filter);
    QCOMPARE(filter.error().position, std::size_t{4});
    QCOMPARE(filter.error().length, std::size_t{4});
    QCOMPARE(
        QString::fromStdString(filter.error().message()),
        QStringLiteral("character 5: a quote is not closed (put \" at the end of the phrase)"));
}

void FilterTest::emptyMatchesAll()
{
    QVERIFY(Filter().matchesAll());
    QVERIFY(parse(" \t")->matchesAll());
    QVERIFY(parse("\"\"")->matchesAll());
    QVERIFY(!parse("x")->matchesAll());
}

QTEST_APPLESS_MAIN(FilterTest)
#include "tst_filter.moc"
