// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/index/timeline.h"
#include "transcript/formats/csv_rows.h"

#include <QTest>

#include <utility>

namespace tst_csv_rows {

using namespace framescope;
using namespace framescope::transcript;
using timeline::Entry;
using timeline::EventRecord;
using timeline::Kind;
using timeline::Type;

class CsvRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void linesHaveTheColumnsOfTheHeader();
    void payloads_data();
    void payloads();
    void lines_data();
    void lines();
};

namespace {

EventRecord message(std::string_view payload)
{
    EventRecord record;
    record.kind = Kind::Message;
    record.entry.type = Type::Text;
    record.entry.connection = 1;
    record.entry.setDirection(Direction::In);
    record.payload.assign(payload.begin(), payload.end());
    record.detail.length = payload.size();
    return record;
}

std::string lineOf(const EventRecord& record)
{
    const timeline::Timeline none;
    timeline::StreamReader reader(none);
    std::string line;
    ExportOutput output([&line](std::string_view text) {
        line += text;
        return Result<void>();
    });
    CsvRows rows;
    if (!rows.row(output, record, PayloadParts(record, reader)) || !output.flush()) {
        return {};
    }
    return line;
}

const QString Start = QStringLiteral("1,1,0.000000000,1970-01-01T00:00:00.000000000Z,");

} // namespace

void CsvRowsTest::linesHaveTheColumnsOfTheHeader()
{
    std::string header;
    CsvRows().begin(header);
    QVERIFY(header.ends_with("violations,missing,not_inflated,incomplete\r\n"));
    const auto columns = std::ranges::count(header, ',');
    EventRecord record = message("x");
    QCOMPARE(std::ranges::count(lineOf(record), ','), columns);
    record.kind = Kind::Frame;
    record.header.emplace();
    QCOMPARE(std::ranges::count(lineOf(record), ','), columns);
    record.entry.type = Type::Close;
    QCOMPARE(std::ranges::count(lineOf(record), ','), columns);
    record.kind = Kind::Event;
    record.header.reset();
    record.entry.type = Type::Closed;
    QCOMPARE(std::ranges::count(lineOf(record), ','), columns);
}

void CsvRowsTest::payloads_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("cells"); // text and base64
    const auto row = [](const QByteArray& payload, const char* cells) {
        QTest::newRow(payload.toPercentEncoding().constData()) << payload << QByteArray(cells);
    };
    row("", ",");
    row("plain text", "plain text,");
    row("a,b", "\"a,b\",");
    row("a\"b", "\"a\"\"b\",");
    row("a\r\nb", "\"a\r\nb\",");
    row("a\rb", "\"a\rb\",");
    row(" a", " a,");
    row("=1+1", "\"'=1+1\",");
    row("+1", "\"'+1\",");
    row("-1", "\"'-1\",");
    row("@a", "\"'@a\",");
    row("\ta", "\"'\ta\",");
    row("\r", "\"'\r\",");
    row("'a", "\"''a\",");
    row("\xEF\xBC\x9D", "\"'\xEF\xBC\x9D\",");
    row("a=1", "a=1,");
    row(QByteArray("a\0b", 3), ",\"YQBi\"");
    row("\xff", ",\"/w==\"");
    row("\xf8\xff", ",\"'+P8=\"");
}

void CsvRowsTest::payloads()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, cells);
    const QByteArray line = QByteArray::fromStdString(lineOf(message(payload.toStdString())));
    const QByteArray start = Start.toUtf8() + "in,message,text,,,,,,,,false," +
                             QByteArray::number(payload.size()) + ",1,";
    QCOMPARE(line, start + cells + ",,,,,,,,,,,,\r\n");
}

void CsvRowsTest::lines_data()
{
    QTest::addColumn<EventRecord>("record");
    QTest::addColumn<QString>("rest");

    EventRecord close = message("\x03\xe8=bye");
    close.kind = Kind::Frame;
    close.entry.type = Type::Close;
    close.header.emplace();
    close.header->opcode = wire::Opcode::Close;
    close.header->fin = true;
    close.header->masked = true;
    close.header->maskKey = {0, 1, 0xab, 0xff};
    close.header->size = 6;
    close.header->payloadLength = 6;
    close.detail.code = 1000;
    close.detail.reason = "=bye";
    close.detail.violations = {{wire::Rule::MaskUnexpected, "x"}, {wire::Rule::RsvSet, "y"}};
    QTest::newRow("close frame") << close
                                 << QStringLiteral("in,frame,close,true,0,8,true,0001abff,6,6,"
                                                   "false,6,,,\"A+g9Ynll\",,1000,\"'=bye\",,,,,,"
                                                   "mask-unexpected rsv-set,,,\r\n");
    EventRecord closed;
    closed.entry.type = Type::Closed;
    closed.entry.connection = 1;
    closed.detail.code = 1006;
    closed.detail.closedBy = Direction::Out;
    timeline::ClosedDetail more;
    more.text = "x";
    closed.detail.lifeCycle = timeline::Detail::of(more).lifeCycle;
    QTest::newRow("closed") << closed
                            << QStringLiteral(",event,closed,,,,,,,,,,,,,,1006,,false,client,,,"
                                              "\"{\"\"text\"\":\"\"x\"\"}\",,,,\r\n");
    EventRecord pong = message("p");
    pong.entry.type = Type::Pong;
    pong.detail.roundTrip = Duration{1'234'567};
    QTest::newRow("pong") << pong
                          << QStringLiteral(
                                 "in,message,pong,,,,,,,,false,1,1,p,,,,,,,1.234567,,,,,,\r\n");
    pong.entry.setDirection(Direction::Out);
    pong.detail.answeredIn = std::exchange(pong.detail.roundTrip, std::nullopt);
    QTest::newRow("pong to the server's ping")
        << pong << QStringLiteral("out,message,pong,,,,,,,,false,1,1,p,,,,,,,,1.234567,,,,,\r\n");
    EventRecord damaged = message("");
    damaged.wirePayload = Bytes{0xF8, 0xFF};
    QTest::newRow("what can't be inflated")
        << damaged << QStringLiteral("in,message,text,,,,,,,,false,0,1,,,\"'+P8=\",,,,,,,,,,,\r\n");
    damaged.detail.missing = 3;
    damaged.detail.notInflated = true;
    QTest::newRow("what lacks bytes")
        << damaged
        << QStringLiteral("in,message,text,,,,,,,,false,0,1,,,\"'+P8=\",,,,,,,,,3,bytes of it are "
                          "missing from the recording,\r\n");
    EventRecord unfinished = message("a");
    unfinished.entry.set(timeline::Entry::Incomplete);
    QTest::newRow("what has no end")
        << unfinished << QStringLiteral("in,message,text,,,,,,,,false,1,1,a,,,,,,,,,,,,,true\r\n");
    EventRecord cut = message("");
    cut.kind = Kind::Frame;
    cut.header = wire::parseCutHeader(Bytes{0x81});
    QTest::newRow("a header of one byte")
        << cut << QStringLiteral("in,frame,text,true,0,1,,,1,,false,0,,,,,,,,,,,,,,,\r\n");
    cut.header = wire::parseCutHeader(Bytes{0x81, 0x85, 0x01});
    QTest::newRow("a header without its key")
        << cut << QStringLiteral("in,frame,text,true,0,1,true,,3,5,false,0,,,,,,,,,,,,,,,\r\n");
}

void CsvRowsTest::lines()
{
    QFETCH(EventRecord, record);
    QFETCH(QString, rest);
    QCOMPARE(QString::fromStdString(lineOf(record)), Start + rest);
}

FRAMESCOPE_TEST(CsvRowsTest)

} // namespace tst_csv_rows

#include "tst_csv_rows.moc"
