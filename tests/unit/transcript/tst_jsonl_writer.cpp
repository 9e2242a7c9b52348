// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "transcript/formats/json_strings.h"
#include "transcript/formats/jsonl_rows.h"

#include <QTest>

#include <utility>

#include <nlohmann/json.hpp>

namespace tst_jsonl_writer {

using namespace framescope;
using namespace framescope::transcript;
using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

namespace {

constexpr std::int64_t Noon = 1'769'860'800'000'000'000; // 2026-01-31T12:00:00Z

EventRecord record(Kind kind, Type type, std::uint16_t flags = 0)
{
    EventRecord made;
    made.id = EventId{6};
    made.kind = kind;
    made.entry.time = Noon + 5;
    made.entry.connection = 1;
    made.entry.type = type;
    made.entry.flags = flags;
    made.sinceStart = Duration{1'500'000'007};
    return made;
}

EventRecord frame(Type type, wire::Opcode opcode, std::string_view payload, std::uint16_t flags)
{
    EventRecord made =
        record(Kind::Frame, type, static_cast<std::uint16_t>(flags | Entry::HasDirection));
    made.header.emplace();
    made.header->opcode = opcode;
    made.header->payloadLength = payload.size();
    made.detail.length = payload.size();
    made.payload.assign(payload.begin(), payload.end());
    return made;
}

QString lineOf(const EventRecord& event)
{
    std::string text;
    JsonlRows().append(text, event);
    return QString::fromStdString(text);
}

const QString Start =
    QStringLiteral(R"({"n":7,"conn":1,"t":1.500000007,"time":"2026-01-31T12:00:00.000000005Z",)");

} // namespace

class JsonlWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void writesEachKind_data();
    void writesEachKind();
    void numbersAreExact();
    void linesAreValidJson_data();
    void linesAreValidJson();
    void decoded_data();
    void decoded();
    void timesOfManySeconds();
    void encodesBase64_data();
    void encodesBase64();
    void writesAMillionEvents();
};

void JsonlWriterTest::writesEachKind_data()
{
    QTest::addColumn<EventRecord>("event");
    QTest::addColumn<QString>("rest");

    QTest::newRow("text frame")
        << frame(Type::Text, wire::Opcode::Text, "hi", Entry::Fin)
        << QStringLiteral(R"("dir":"in","kind":"frame","type":"text","fin":true,"rsv":0,)"
                          R"("opcode":1,"masked":false,"mask_key":null,"header_length":2,)"
                          R"("payload_length":2,"compressed":false,"length":2,"text":"hi",)"
                          R"("violations":[]})");

    EventRecord masked =
        frame(Type::Binary, wire::Opcode::Binary, "\xff", Entry::Outgoing | Entry::Compressed);
    masked.header->fin = false;
    masked.header->rsv = 4;
    masked.header->masked = true;
    masked.header->maskKey = {0x00, 0xab, 0x01, 0xff};
    masked.header->size = 6;
    masked.header->payloadLength = 7;
    QTest::newRow("masked, compressed, binary")
        << masked
        << QStringLiteral(R"("dir":"out","kind":"frame","type":"binary","fin":false,"rsv":4,)"
                          R"("opcode":2,"masked":true,"mask_key":"00ab01ff","header_length":6,)"
                          R"("payload_length":7,"compressed":true,"length":1,"base64":"/w==",)"
                          R"("violations":[]})");

    EventRecord close = frame(Type::Close, wire::Opcode::Close,
                              "\x03\xe8"
                              "Bye",
                              Entry::Fin);
    close.detail.code = 1000;
    close.detail.reason = "Bye\xff\"";
    QTest::newRow("close") << close
                           << QStringLiteral(
                                  R"("dir":"in","kind":"frame","type":"close","fin":true,"rsv":0,)"
                                  R"("opcode":8,"masked":false,"mask_key":null,"header_length":2,)"
                                  R"("payload_length":5,"compressed":false,"length":5,)"
                                  R"("base64":"A+hCeWU=","code":1000,"reason":"Bye)") +
                                  QChar(0xFFFD) + QStringLiteral(R"(\"","violations":[]})");
    EventRecord empty = frame(Type::Close, wire::Opcode::Close, "", Entry::Fin);
    QTest::newRow("close without code")
        << empty
        << QStringLiteral(R"("dir":"in","kind":"frame","type":"close","fin":true,"rsv":0,)"
                          R"("opcode":8,"masked":false,"mask_key":null,"header_length":2,)"
                          R"("payload_length":0,"compressed":false,"length":0,"text":"",)"
                          R"("code":null,"reason":"","violations":[]})");

    EventRecord pong = frame(Type::Pong, wire::Opcode::Pong, "p", Entry::Fin);
    pong.detail.roundTrip = Duration{1'234'567};
    QTest::newRow("pong") << pong
                          << QStringLiteral(
                                 R"("dir":"in","kind":"frame","type":"pong","fin":true,"rsv":0,)"
                                 R"("opcode":10,"masked":false,"mask_key":null,"header_length":2,)"
                                 R"("payload_length":1,"compressed":false,"length":1,"text":"p",)"
                                 R"("rtt_ms":1.234567,"violations":[]})");

    pong.entry.set(Entry::Outgoing);
    pong.detail.answeredIn = std::exchange(pong.detail.roundTrip, std::nullopt);
    QTest::newRow("pong to the server's ping")
        << pong
        << QStringLiteral(R"("dir":"out","kind":"frame","type":"pong","fin":true,"rsv":0,)"
                          R"("opcode":10,"masked":false,"mask_key":null,"header_length":2,)"
                          R"("payload_length":1,"compressed":false,"length":1,"text":"p",)"
                          R"("answered_in_ms":1.234567,"violations":[]})");

    EventRecord message = record(Kind::Message, Type::Text, Entry::HasDirection);
    message.detail.frames = 3;
    message.detail.length = 4;
    message.payload = {'a', '"', '\n', 0x01};
    message.detail.violations = {{wire::Rule::Utf8Invalid, "at byte 9"}};
    QTest::newRow("message")
        << message
        << QStringLiteral(
               R"("dir":"in","kind":"message","type":"text","compressed":false,)"
               R"("length":4,"frames":3,"text":"a\"\n\u0001","violations":[)"
               R"({"rule":"utf8-invalid","section":"%1","severity":"error","text":"%2"}]})")
               .arg(QString::fromUtf8(wire::info(wire::Rule::Utf8Invalid).section.data()),
                    QString::fromStdString(
                        wire::violationText({wire::Rule::Utf8Invalid, "at byte 9"})));

    EventRecord gap = record(Kind::Message, Type::Binary, Entry::HasDirection);
    gap.detail.length = 1;
    gap.payload = {'a'};
    gap.detail.missing = 20;
    QTest::newRow("message that lacks bytes")
        << gap
        << QStringLiteral(R"("dir":"in","kind":"message","type":"binary","compressed":false,)"
                          R"("length":1,"frames":1,"missing":20,"text":"a","violations":[]})");
    gap.detail.missing = 0;
    gap.detail.notInflated = true;
    QTest::newRow("message that refers to missing bytes")
        << gap
        << QStringLiteral(R"("dir":"in","kind":"message","type":"binary","compressed":false,)"
                          R"("length":1,"frames":1,"not_inflated":"bytes before it that it refers )"
                          R"(to are missing from the recording","text":"a","violations":[]})");

    EventRecord unfinished = record(Kind::Message, Type::Text, Entry::HasDirection);
    unfinished.entry.set(Entry::Incomplete);
    QTest::newRow("message without its end")
        << unfinished
        << QStringLiteral(R"("dir":"in","kind":"message","type":"text","compressed":false,)"
                          R"("length":0,"frames":1,"incomplete":true,"text":"","violations":[]})");
    EventRecord cut = record(Kind::Frame, Type::Text, Entry::HasDirection);
    cut.header = wire::parseCutHeader(Bytes{0x81});
    QTest::newRow("a header of one byte")
        << cut
        << QStringLiteral(R"("dir":"in","kind":"frame","type":"text","fin":true,"rsv":0,)"
                          R"("opcode":1,"masked":null,"mask_key":null,"header_length":1,)"
                          R"("payload_length":null,"compressed":false,"length":0,"text":"",)"
                          R"("violations":[]})");

    const std::string_view invisible = "\xEF\xBB\xBF\u202Ex\u2028\u0085\x7f\U000E0041\u00E9";
    message.payload.assign(invisible.begin(), invisible.end());
    message.detail.violations = {};
    QTest::newRow("what can't be seen")
        << message
        << QStringLiteral(R"("dir":"in","kind":"message","type":"text","compressed":false,)"
                          R"("length":4,"frames":3,"text":"\ufeff\u202ex\u2028\u0085\u007f)"
                          R"(\udb40\udc41)") +
               QChar(0xE9) + QStringLiteral(R"(","violations":[]})");
    EventRecord detail = record(Kind::Event, Type::Error);
    timeline::ErrorDetail error;
    error.text = "a\u202E\xC2\x9B\xff";
    detail.detail = timeline::Detail::of(error);
    QTest::newRow("what can't be seen in a detail")
        << detail
        << QStringLiteral(R"("dir":null,"kind":"event","type":"error",)"
                          R"("detail":{"text":"a\u202e\u009b)") +
               QChar(0xFFFD) + QStringLiteral(R"("},"violations":[]})");

    EventRecord closed = record(Kind::Event, Type::Closed);
    closed.detail.code = 1006;
    closed.detail.closedBy = Direction::Out;
    QTest::newRow("closed") << closed
                            << QStringLiteral(R"("dir":null,"kind":"event","type":"closed",)"
                                              R"("code":1006,"reason":"","clean":false,)"
                                              R"("by":"client","detail":{},"violations":[]})");

    EventRecord note = record(Kind::Event, Type::Note);
    note.entry.connection = 0;
    note.detail = timeline::Detail::of(timeline::noteDetail("look"));
    QTest::newRow("note") << note
                          << QStringLiteral(R"("dir":null,"kind":"event","type":"note",)"
                                            R"("detail":{"text":"look"},"violations":[]})");
}

void JsonlWriterTest::writesEachKind()
{
    QFETCH(EventRecord, event);
    QFETCH(QString, rest);
    QString start = Start;
    if (event.entry.connection == 0) {
        start.replace(QStringLiteral("\"conn\":1"), QStringLiteral("\"conn\":null"));
    }
    QCOMPARE(lineOf(event), start + rest + QLatin1Char('\n'));
}

void JsonlWriterTest::numbersAreExact()
{
    EventRecord event = frame(Type::Binary, wire::Opcode::Binary, "", 0);
    event.header->payloadLength = UINT64_MAX;
    event.id = EventId{UINT32_MAX};
    event.sinceStart = Duration{-1};
    const auto json = nlohmann::json::parse(lineOf(event).toStdString());
    QCOMPARE(json["payload_length"].get<std::uint64_t>(), UINT64_MAX);
    QCOMPARE(json["n"].get<std::uint64_t>(), std::uint64_t{1} << 32);
    QVERIFY(lineOf(event).contains(QStringLiteral("\"t\":-0.000000001,")));
}

void JsonlWriterTest::linesAreValidJson_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("quotes") << QByteArray("\"\\\"");
    QTest::newRow("control characters") << QByteArray("\x00\x01\b\t\n\f\r\x1f\x7f", 9);
    QTest::newRow("line separators") << QByteArray("\xE2\x80\xA8\xE2\x80\xA9");
    QTest::newRow("beyond the BMP") << QByteArray("\xF0\x9F\x90\xB4");
    QTest::newRow("last code point") << QByteArray("\xF4\x8F\xBF\xBF");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
    QTest::newRow("overlong") << QByteArray("\xC0\xAF");
    QTest::newRow("unfinished") << QByteArray("a\xE2\x80");
    QTest::newRow("all bytes") << [] {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i) {
            bytes.append(static_cast<char>(i));
        }
        return bytes;
    }();
}

void JsonlWriterTest::linesAreValidJson()
{
    QFETCH(QByteArray, payload);
    const std::string bytes = payload.toStdString();
    EventRecord event = frame(Type::Text, wire::Opcode::Text, bytes, 0);
    event.detail.reason = bytes;
    event.detail.code = 1000;
    event.entry.type = Type::Close;
    event.detail.violations = {{wire::Rule::SubprotocolNotOffered, bytes}};
    const std::string line = lineOf(event).toStdString();
    QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
    const auto json = nlohmann::json::parse(line);
    if (json.contains("text")) {
        QCOMPARE(QByteArray::fromStdString(json["text"].get<std::string>()), payload);
    } else {
        QCOMPARE(
            QByteArray::fromBase64(QByteArray::fromStdString(json["base64"].get<std::string>())),
            payload);
    }
}

void JsonlWriterTest::decoded_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("members");
    QTest::newRow("MessagePack") << QByteArray("\x81\xa1p\x07", 4)
                                 << R"(,"encoding":"MessagePack","decoded":{"p":7})";
    QTest::newRow("JSON") << QByteArray("{\"p\":\n7}")
                          << R"(,"encoding":"JSON","decoded":{"p": 7})";
    QTest::newRow("base64 of JSON")
        << QByteArray("eyJwcmljZSI6Nywibm90ZSI6ImEifQ==")
        << QStringLiteral(R"(,"encoding":"Base64 › JSON","decoded":{"price":7,"note":"a"})");
    QTest::newRow("text") << QByteArray("hello") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

/// Between the payload and what follows it, and only where it is asked for.
void JsonlWriterTest::decoded()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, members);
    const EventRecord event = frame(Type::Text, wire::Opcode::Text, payload.toStdString(), 0);
    std::string line;
    JsonlRows(true).append(line, event);
    const QString plain = lineOf(event);
    const qsizetype at = plain.indexOf(QStringLiteral(",\"violations\""));
    QCOMPARE(QString::fromStdString(line), QString(plain).insert(at, members));
}

void JsonlWriterTest::timesOfManySeconds()
{
    JsonlRows writer;
    for (const std::int64_t time : {Noon, Noon + 999'999'999, Noon + 1'000'000'000, Noon,
                                    std::int64_t{0}, std::int64_t{-1}}) {
        EventRecord event = record(Kind::Event, Type::Open);
        event.entry.time = time;
        std::string line;
        writer.append(line, event);
        const std::string expected = toRfc3339(Timestamp{Duration{time}});
        QVERIFY2(line.find("\"time\":\"" + expected + "\"") != std::string::npos, line.c_str());
    }
}

void JsonlWriterTest::encodesBase64_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (int size = 0; size < 8; ++size) {
        QTest::addRow("%d bytes", size) << QByteArray("\xff\x00\x10\x83\xfe\x7f\x01", 7).left(size);
    }
}

void JsonlWriterTest::encodesBase64()
{
    QFETCH(QByteArray, bytes);
    const std::string text = bytes.toStdString();
    std::string encoded;
    appendBase64(encoded, asBytes(text));
    QCOMPARE(QByteArray::fromStdString(encoded), bytes.toBase64());
}

void JsonlWriterTest::writesAMillionEvents()
{
    const EventRecord event =
        frame(Type::Text, wire::Opcode::Text,
              R"({"type":"tick","seq":123456,"price":101.25,"pad":"..............."})", Entry::Fin);
    JsonlRows writer;
    std::string buffer;
    QBENCHMARK_ONCE
    {
        for (int i = 0; i < 1'000'000; ++i) {
            buffer.clear();
            writer.append(buffer, event);
        }
    }
    QVERIFY(!buffer.empty());
}

FRAMESCOPE_TEST(JsonlWriterTest)

} // namespace tst_jsonl_writer

#include "tst_jsonl_writer.moc"
