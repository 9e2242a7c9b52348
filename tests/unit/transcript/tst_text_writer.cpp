// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/details/detail_json.h"
#include "transcript/event_text.h"
#include "transcript/formats/column_width.h"
#include "transcript/formats/hex_dump.h"
#include "transcript/formats/hex_rows.h"
#include "transcript/formats/text_rows.h"

#include <QTest>

#include <utility>

#include <numeric>

namespace tst_text_writer {

using namespace framescope;
using namespace framescope::transcript;
using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

namespace {

EventRecord makeRecord(Kind kind, Type type, std::string_view content, std::uint16_t flags = 0)
{
    EventRecord made;
    made.kind = kind;
    made.entry.type = type;
    made.entry.connection = 2;
    made.entry.flags = flags;
    made.sinceStart = Duration{1'234'567'891};
    if (kind == Kind::Event) {
        made.detail = timeline::Detail::of(
            timeline::lifeCycleOf(type, timeline::parseMembers(content).value()));
    } else {
        made.payload.assign(content.begin(), content.end());
        made.detail.length = content.size();
        made.entry.flags |= Entry::HasDirection;
    }
    return made;
}

QString lineOf(const EventRecord& record, TextRows::Options options = {})
{
    std::string line;
    TextRows(options).append(line, record);
    return QString::fromStdString(line);
}

} // namespace

class TextWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatAnEventSays_data();
    void saysWhatAnEventSays();
    void columnsAreAligned();
    void linesFitTheTerminal_data();
    void linesFitTheTerminal();
    void columnsOfCharacters_data();
    void columnsOfCharacters();
    void dumpsAsXxdDoes_data();
    void dumpsAsXxdDoes();
    void hexShowsHeaderAndPayload();
    void hexWritesTheHeaderAsItWas_data();
    void hexWritesTheHeaderAsItWas();
};

void TextWriterTest::saysWhatAnEventSays_data()
{
    QTest::addColumn<EventRecord>("record");
    QTest::addColumn<QString>("text");

    const auto frame = [](Type type, std::string_view content) {
        return makeRecord(Kind::Frame, type, content);
    };
    QTest::newRow("text") << frame(Type::Text, "My name is John") << "My name is John";
    QTest::newRow("line breaks") << frame(Type::Text, "a\r\n\tb") << "a\\r\\n\\tb";
    QTest::newRow("escape sequence") << frame(Type::Text, "\x1b[31m\x7f") << "\\x1b[31m\\x7f";
    QTest::newRow("byte order mark") << frame(Type::Text, "\xEF\xBB\xBFx") << "\\ufeffx";
    QTest::newRow("turned around") << frame(Type::Text, "a\u202E\u2066b") << "a\\u202e\\u2066b";
    QTest::newRow("line separator") << frame(Type::Text, "a\u2028b") << "a\\u2028b";
    QTest::newRow("C1 control") << frame(Type::Text, "a\xC2\x9B"
                                                     "b")
                                << "a\\u009bb";
    QTest::newRow("no UTF-8") << frame(Type::Text, "a\xff") << "61 ff";
    QTest::newRow("binary") << frame(Type::Binary, "hi") << "68 69";
    QTest::newRow("ping") << frame(Type::Ping, "are you") << "are you";
    EventRecord pong = frame(Type::Pong, "x");
    pong.detail.roundTrip = Duration{1'234'567};
    QTest::newRow("pong") << pong << "x (round trip 1.234 ms)";
    pong.detail.answeredIn = std::exchange(pong.detail.roundTrip, std::nullopt);
    QTest::newRow("pong to the server's ping") << pong << "x (answered in 1.234 ms)";
    EventRecord cut = frame(Type::Text, "ab\xE2\x82");
    cut.payloadCut = true;
    QTest::newRow("cut in a character") << cut << "ab";
    EventRecord close = frame(Type::Close, "");
    QTest::newRow("close without code") << close << "no code";
    EventRecord oneByte = frame(Type::Close, "\x03");
    QTest::newRow("close of one byte") << oneByte << "no code: 03";
    EventRecord reserved = frame(Type::Close, "\x03\xed");
    reserved.detail.code = 1005;
    QTest::newRow("close that says 1005") << reserved << "1005 no status";
    close.detail.code = 1000;
    close.detail.reason = "Bye!\n\xff";
    QTest::newRow("close") << close << "1000 normal closure \"Bye!\\n\\xff\"";

    const auto life = [](Type type, std::string_view json) {
        return makeRecord(Kind::Event, type, json);
    };
    QTest::newRow("connecting") << life(Type::Connecting, R"({"url":"ws://h/","options":{}})")
                                << "ws://h/";
    QTest::newRow("connecting, foreign")
        << life(Type::Connecting, R"({"client":"[::1]:5","server":"[::1]:80"})")
        << "[::1]:5 to [::1]:80";
    QTest::newRow("connected") << life(Type::Connected,
                                       R"({"client":"1.2.3.4:5","server":"1.2.3.4:80","ms":1})")
                               << "1.2.3.4:80";
    QTest::newRow("connected, proxy")
        << life(Type::Connected, R"({"server":"1.2.3.4:80","proxy":"http://p:1"})")
        << "1.2.3.4:80 through http://p:1";
    QTest::newRow("resolved") << life(Type::Resolved,
                                      R"({"host":"h","addresses":["::1","1.2.3.4"]})")
                              << "h ::1, 1.2.3.4";
    wire::HttpHead head;
    head.version = "HTTP/1.1";
    head.method = "GET";
    head.target = "/x\xff\x1b";
    head.status = 101;
    head.reason = "OK";
    EventRecord request = life(Type::Request, "{}");
    request.detail = timeline::Detail::of(timeline::requestDetail(head));
    QTest::newRow("request") << request << "GET /x\\xff\\x1b HTTP/1.1";
    EventRecord response = life(Type::Response, "{}");
    response.detail = timeline::Detail::of(timeline::responseDetail(head));
    QTest::newRow("response") << response << "HTTP/1.1 101 OK";
    QTest::newRow("open, bare") << life(Type::Open, R"({"subprotocol":"","extensions":""})") << "";
    QTest::newRow("open") << life(Type::Open, R"({"subprotocol":"chat","extensions":"x"})")
                          << "subprotocol=chat extensions=x";
    QTest::newRow("error") << life(Type::Error, R"({"layer":"dns","text":"not found"})")
                           << "dns: not found";
    QTest::newRow("note") << life(Type::Note, R"({"text":"look\nhere"})") << "look\\nhere";
    QTest::newRow("note that was removed")
        << life(Type::Note, R"({"text":"","on":7,"removed":true})") << "(removed)";
    QTest::newRow("unknown members") << life(Type::Behaviour, R"({"odd":1})") << R"({"odd":1})";
    QTest::newRow("wrong type") << life(Type::Error, R"({"layer":"tls","text":1})")
                                << "tls:  (malformed: text)";
    QTest::newRow("nothing but wrong types") << life(Type::Error, R"({"text":[1,"\n\u009b"]})")
                                             << R"({"text":[1,"\n\u009b"],"malformed":["text"]})";
    EventRecord closed = life(Type::Closed, "{}");
    closed.detail.code = 1006;
    QTest::newRow("closed") << closed << "1006 abnormal closure, not clean";
    closed.detail.code = 4000;
    closed.detail.clean = true;
    closed.detail.closedBy = Direction::Out;
    closed.detail.reason = "done";
    closed.detail.lifeCycle =
        life(Type::Closed,
             R"({"text":"late","tls":"ended without close_notify","unsent":7,"close_unsent":true})")
            .detail.lifeCycle;
    QTest::newRow("closed, more")
        << closed
        << "4000 private use \"done\", clean, by the client "
           "(late; TLS ended without close_notify; 7 bytes were not sent; "
           "the client's Close frame is among them)";
    closed.detail.lifeCycle.reset();
    QTest::newRow("closed clean") << closed << "4000 private use \"done\", clean, by the client";
}

void TextWriterTest::saysWhatAnEventSays()
{
    QFETCH(EventRecord, record);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(eventText(record)), text);
}

void TextWriterTest::columnsAreAligned()
{
    EventRecord sent = makeRecord(Kind::Message, Type::Text, "hello", Entry::Outgoing);
    sent.id = EventId{9};
    QCOMPARE(lineOf(sent), "    10     1.234567  ->  text                5  hello\n");
    QCOMPARE(lineOf(sent, {.connections = true, .width = {}}),
             "    10     1.234567   #2  ->  text                5  hello\n");
    EventRecord open = makeRecord(Kind::Event, Type::Open, "{}");
    QCOMPARE(lineOf(open), "     1     1.234567      open\n");
    EventRecord broken = makeRecord(Kind::Frame, Type::Reserved, "x");
    broken.detail.violations = {{wire::Rule::OpcodeReserved, ""}, {wire::Rule::MaskMissing, ""}};
    QCOMPARE(lineOf(broken),
             "     1     1.234567  <-  reserved            1  x  !opcode-reserved !mask-missing\n");
}

void TextWriterTest::linesFitTheTerminal_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << "0123456789"
                          << "0123456789";
    QTest::newRow("just too long") << "0123456789a" << QStringLiteral("012345678\u2026");
    QTest::newRow("wide characters") << QStringLiteral("\u4F60\u4F60\u4F60\u4F60\u4F60\u4F60")
                                     << QStringLiteral("\u4F60\u4F60\u4F60\u4F60\u2026");
}

void TextWriterTest::linesFitTheTerminal()
{
    QFETCH(QString, content);
    QFETCH(QString, shown);
    const QString line = lineOf(makeRecord(Kind::Frame, Type::Text, content.toStdString()),
                                {.connections = false, .width = 58});
    QCOMPARE(line.trimmed().section(QStringLiteral("  "), -1), shown);
    QVERIFY(columnWidth(line.trimmed().toStdString()) <= 58);
}

void TextWriterTest::columnsOfCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("ASCII") << "abc" << 3;
    QTest::newRow("accents") << QStringLiteral("\u017Elu\u0165") << 4;
    QTest::newRow("combining") << QStringLiteral("e\u0301") << 1;
    QTest::newRow("Chinese") << QStringLiteral("\u4F60\u597D") << 4;
    QTest::newRow("Hangul") << QStringLiteral("\uD55C") << 2;
    QTest::newRow("emoji") << QStringLiteral("\U0001F434") << 2;
    QTest::newRow("zero width space") << QStringLiteral("a\u200Bb") << 2;
}

void TextWriterTest::columnsOfCharacters()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    const std::string bytes = text.toStdString();
    QCOMPARE(columnWidth(bytes), static_cast<std::size_t>(columns));
    for (std::size_t room = 0; room <= bytes.size(); ++room) {
        QVERIFY(columnWidth(fitting(bytes, room)) <= room);
    }
    QVERIFY(fitting(bytes, static_cast<std::size_t>(columns)) == bytes);
}

void TextWriterTest::dumpsAsXxdDoes_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("dump");
    QTest::newRow("nothing") << 0 << "";
    QTest::newRow("one byte") << 1 << "00000000: 41                                       A\n";
    QTest::newRow("a line")
        << 16 << "00000000: 4142 4344 4546 4748 494a 4b4c 4d4e 4f50  ABCDEFGHIJKLMNOP\n";
    QTest::newRow("a line and a bit")
        << 19
        << "00000000: 4142 4344 4546 4748 494a 4b4c 4d4e 4f50  ABCDEFGHIJKLMNOP\n"
           "00000010: 5152 53                                  QRS\n";
}

void TextWriterTest::dumpsAsXxdDoes()
{
    QFETCH(int, size);
    QFETCH(QString, dump);
    Bytes bytes(static_cast<std::size_t>(size));
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{'A'});
    std::string text;
    appendHexDump(text, bytes);
    QCOMPARE(QString::fromStdString(text), dump);
}

void TextWriterTest::hexShowsHeaderAndPayload()
{
    EventRecord record = makeRecord(Kind::Frame, Type::Text, "hi\n");
    record.header.emplace();
    record.header->masked = true;
    record.header->maskKey = {1, 2, 3, 4};
    record.header->size = 6;
    record.header->payloadLength = 3;
    std::string text;
    HexRows({}).append(text, record);
    QCOMPARE(QString::fromStdString(text),
             QStringLiteral("     1     1.234567  <-  text                3\n"
                            "header\n"
                            "00000000: 8183 0102 0304                           ......\n"
                            "payload, unmasked\n"
                            "00000000: 6869 0a                                  hi.\n\n"));
}

void TextWriterTest::hexWritesTheHeaderAsItWas_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char* hex : {"8100", "8a7d", "c17e0001", "b37f0000000000000001",
                            "827fffffffffffffffff", "8980deadbeef", "01fe012300000000"}) {
        QTest::newRow(hex) << QByteArray::fromHex(hex);
    }
}

void TextWriterTest::hexWritesTheHeaderAsItWas()
{
    QFETCH(QByteArray, header);
    const std::string bytes = header.toStdString();
    EventRecord record = makeRecord(Kind::Frame, Type::Text, "");
    record.header = wire::parseFrameHeader(asBytes(bytes));
    QVERIFY(record.header);
    std::string text;
    HexRows({}).append(text, record);
    std::string expected;
    appendHexDump(expected, asBytes(bytes));
    QVERIFY2(text.find(expected) != std::string::npos, text.c_str());
}

FRAMESCOPE_TEST(TextWriterTest)

} // namespace tst_text_writer

#include "tst_text_writer.moc"
