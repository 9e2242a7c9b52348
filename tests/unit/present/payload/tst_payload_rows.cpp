// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_rows.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_payload_rows {

using namespace framescope;
using namespace framescope::present;
using framescope::test::bytesOf;

namespace {

std::shared_ptr<const Payload> payloadOf(std::string_view text)
{
    const ByteView bytes = asBytes(text);
    return Payload::ofBytes(std::make_shared<const Bytes>(bytes.begin(), bytes.end()));
}

/// The rows of a text, with where they are cut.
QStringList rowsOf(ByteView bytes, const RowLimits& limits)
{
    QStringList rows;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const RowExtent row = rowExtent(bytes.subspan(at), limits);
        const std::string_view text = asText(bytes.subspan(at, row.length));
        rows += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        at += row.length;
    }
    return rows;
}

} // namespace

class TestTextRows : public QObject
{
    Q_OBJECT

private slots:
    void cells_data();
    void cells();
    void rows_data();
    void rows();
    void everyByteIsInOneRow();
    void previous();
    void placesLeadToEveryRow_data();
    void placesLeadToEveryRow();
    void counts();
    void otherLimits();
    void newestTextWins();
};

void TestTextRows::cells_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("shown"); ///< kind, length and columns of each
    QTest::newRow("ASCII") << "'ab'"
                           << "char1/1 char1/1";
    QTest::newRow("tab") << "'a' 09 'b'"
                         << "char1/1 tab1/7 char1/1";
    QTest::newRow("control") << "00 0d 1b 7f"
                             << "named1/4 named1/3 named1/4 named1/4";
    QTest::newRow("line feed") << "0a"
                               << "feed1/1";
    QTest::newRow("two, three, four bytes") << "c3 a9 e2 82 ac f0 9f 98 80"
                                            << "char2/1 char3/1 char4/2";
    QTest::newRow("wide") << "e4 b8 ad"
                          << "char3/2";
    QTest::newRow("combining") << "'e' cc 81"
                               << "char1/1 char2/0";
    QTest::newRow("joiner") << "e2 80 8d"
                            << "named3/4";
    QTest::newRow("selector") << "e2 9d a4 ef b8 8f"
                              << "char3/1 char3/0";
    QTest::newRow("tag") << "f3 a0 81 81"
                         << "named4/8";
    QTest::newRow("no width") << "e2 80 8b"
                              << "named3/5";
    QTest::newRow("direction") << "e2 80 ae"
                               << "named3/4";
    QTest::newRow("line separator") << "e2 80 a8"
                                    << "named3/3";
    QTest::newRow("C1 control") << "c2 85"
                                << "named2/4";
    QTest::newRow("byte order mark") << "ef bb bf"
                                     << "named3/4";
    QTest::newRow("bad byte") << "'a' ff 'b'"
                              << "char1/1 bad1/3 char1/1";
    QTest::newRow("cut sequence") << "e2 82"
                                  << "bad1/3 bad1/3";
    QTest::newRow("overlong") << "c0 80"
                              << "bad1/3 bad1/3";
    QTest::newRow("surrogate") << "ed a0 80"
                               << "bad1/3 bad1/3 bad1/3";
}

void TestTextRows::cells()
{
    QFETCH(QString, picture);
    static constexpr std::array names{"char", "tab", "named", "bad", "feed"};
    const Bytes bytes = bytesOf(picture.toStdString());
    QStringList shown;
    std::uint32_t offset = 0;
    std::uint32_t column = 0;
    for (const TextCell& cell : rowCells(bytes)) {
        QCOMPARE(cell.offset, offset);
        QCOMPARE(cell.column, column);
        offset += cell.length;
        column += cell.columns;
        shown += QStringLiteral("%1%2/%3")
                     .arg(QLatin1String(names[static_cast<std::size_t>(cell.kind)]))
                     .arg(cell.length)
                     .arg(cell.columns);
    }
    QCOMPARE(offset, static_cast<std::uint32_t>(bytes.size()));
    QTEST(shown.join(' '), "shown");
}

void TestTextRows::rows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("wrap");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("nothing") << "" << true << QStringList();
    QTest::newRow("lines") << "one\ntwo" << true << QStringList{"one\n", "two"};
    QTest::newRow("empty lines") << "\n\n" << true << QStringList{"\n", "\n"};
    QTest::newRow("after a space") << "one two three" << true << QStringList{"one two ", "three"};
    QTest::newRow("within a word")
        << "onetwothreefour" << true << QStringList{"onetwothre", "efour"};
    QTest::newRow("space too early")
        << "a bcdefghijklm" << true << QStringList{"a bcdefghi", "jklm"};
    QTest::newRow("just fits") << "0123456789\nx" << true << QStringList{"0123456789\n", "x"};
    QTest::newRow("wide characters") << "中中中中中中" << true << QStringList{"中中中中中", "中"};
    QTest::newRow("not wrapped") << "one two three four" << false
                                 << QStringList{"one two three four"};
}

void TestTextRows::rows()
{
    QFETCH(QString, text);
    QFETCH(bool, wrap);
    const QByteArray utf8 = text.toUtf8();
    QTEST(rowsOf(asBytes({utf8.constData(), static_cast<std::size_t>(utf8.size())}), {10, wrap}),
          "rows");
}

void TestTextRows::everyByteIsInOneRow()
{
    Bytes bytes;
    for (int i = 0; i < 200'000; ++i) {
        bytes.push_back(static_cast<std::uint8_t>((i * 2654435761U) >> 13U));
    }
    for (const RowLimits& limits :
         {RowLimits{1, true}, RowLimits{80, true}, RowLimits{80, false}}) {
        std::size_t at = 0;
        while (at < bytes.size()) {
            const RowExtent row = rowExtent(ByteView(bytes).subspan(at), limits);
            QVERIFY(row.length > 0);
            QVERIFY(row.length <= limits.bytes() + 4);
            at += row.length;
        }
        QCOMPARE(at, bytes.size());
    }
}

void TestTextRows::previous()
{
    const Bytes bytes = bytesOf("'a' e2 82 ac ff f0 9f 98 80 82");
    std::vector<std::size_t> found;
    for (std::size_t at = bytes.size(); at > 0;) {
        at = previousCell(bytes, at);
        found.push_back(at);
    }
    QCOMPARE(found, (std::vector<std::size_t>{9, 5, 4, 1, 0}));
}

void TestTextRows::placesLeadToEveryRow_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("times");
    QTest::newRow("one line") << "0123456789" << 500'000;
    QTest::newRow("empty lines") << "\n" << 300'000;
    QTest::newRow("lines") << "some text, and more of it\n" << 50'000;
}

void TestTextRows::placesLeadToEveryRow()
{
    QFETCH(QString, line);
    QFETCH(int, times);
    const std::string text = line.repeated(times).toStdString();
    const RowLimits limits{80, true};
    PayloadRows rows;
    QSignalSpy changed(&rows, &PayloadRows::changed);
    rows.setText(payloadOf(text), limits);
    QTRY_VERIFY(rows.isComplete());
    QCOMPARE(rows.scanned(), std::uint64_t{text.size()});
    std::uint64_t at = 0;
    std::uint64_t row = 0;
    while (at < text.size()) {
        for (const PayloadRows::Place place : {rows.placeOfRow(row), rows.placeOfOffset(at)}) {
            QVERIFY(place.row <= row && place.offset <= at);
            QVERIFY(at - place.offset <= PayloadRows::Distance + limits.bytes());
        }
        at += rowExtent(asBytes(text).subspan(at), limits).length;
        ++row;
    }
    QCOMPARE(rows.count(), row + (text.back() == '\n' ? 1 : 0));
}

void TestTextRows::counts()
{
    PayloadRows rows;
    rows.setText(payloadOf("a\nbcd\xff\xfe\n"), {80, true});
    QVERIFY(rows.isComplete()); // at once
    QCOMPARE(rows.count(), std::uint64_t{3});
    QCOMPARE(rows.invalid(), std::uint64_t{2});
    QCOMPARE(rows.firstInvalid(), std::optional<std::uint64_t>(5));
    QCOMPARE(rows.columns(), 9U);
    rows.setText(payloadOf(""), {80, true});
    QCOMPARE(rows.count(), std::uint64_t{1});
    QCOMPARE(rows.invalid(), std::uint64_t{0});
}

void TestTextRows::otherLimits()
{
    const std::string text(1'000'000, 'x');
    PayloadRows rows;
    rows.setText(payloadOf(text), {100, true});
    QTRY_VERIFY(rows.isComplete());
    QCOMPARE(rows.count(), std::uint64_t{10'000});
    rows.setLimits({10, true}, 500'000);
    QVERIFY(rows.count() > 1); // what was known stays until then
    QTRY_COMPARE(rows.count(), std::uint64_t{100'000});
    QCOMPARE(rows.limits(), (RowLimits{10, true}));
    rows.setLimits({10, false}, 0);
    QTRY_COMPARE(rows.count(), std::uint64_t{1'000'000 / RowLimits::UnwrappedColumns + 1});
}

void TestTextRows::newestTextWins()
{
    PayloadRows rows;
    rows.setText(payloadOf(std::string(5'000'000, '\n')), {80, true});
    rows.setText(payloadOf(std::string(100'000, '\n')), {80, true});
    QTRY_VERIFY(rows.isComplete());
    QCOMPARE(rows.count(), std::uint64_t{100'001});
}

FRAMESCOPE_TEST(TestTextRows)

} // namespace tst_payload_rows

#include "tst_payload_rows.moc"
