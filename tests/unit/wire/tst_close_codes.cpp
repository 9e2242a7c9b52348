// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/close_payload.h"
#include "wire/frames/frame_encoder.h"

#include <QtTest>

namespace tst_close_codes {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::bytesOf;

class TestCloseCodes : public QObject
{
    Q_OBJECT

private slots:
    void tableHasNoGaps();
    void everyCodeFindsItsRow();
    void meaning_data();
    void meaning();
    void search_data();
    void search();
    void payload_data();
    void payload();
    void payloadRoundTrip();
};

void TestCloseCodes::tableHasNoGaps()
{
    int expected = 0;
    for (const CloseCode& row : closeCodes()) {
        QCOMPARE(int(row.first), expected);
        QVERIFY(row.first <= row.last);
        QVERIFY(!row.name.empty());
        QVERIFY(!row.meaning.empty());
        QVERIFY(!row.registered.empty());
        QVERIFY(row.validOnWire || !row.fromApplication);
        QVERIFY(row.fromApplication || !row.fromBrowser);
        expected = row.last + 1;
    }
    QCOMPARE(expected, 65536);
}

void TestCloseCodes::everyCodeFindsItsRow()
{
    for (int code = 0; code <= 65535; ++code) {
        const CloseCode& row = closeCode(static_cast<std::uint16_t>(code));
        QVERIFY(row.first <= code && code <= row.last);
    }
}

void TestCloseCodes::meaning_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("validOnWire");
    QTest::addColumn<bool>("fromBrowser");

    const auto row = [](int code, const char* name, bool valid, bool browser) {
        QTest::addRow("%d", code) << code << QString(name) << valid << browser;
    };
    row(0, "unused", false, false);
    row(999, "unused", false, false);
    row(1000, "normal closure", true, true);
    row(1001, "going away", true, false);
    row(1002, "protocol error", true, false);
    row(1003, "unsupported data", true, false);
    row(1004, "reserved", false, false);
    row(1005, "no status", false, false);
    row(1006, "abnormal closure", false, false);
    row(1007, "invalid payload", true, false);
    row(1008, "policy violation", true, false);
    row(1009, "message too big", true, false);
    row(1010, "mandatory extension", true, false);
    row(1011, "internal error", true, false);
    row(1012, "service restart", true, false);
    row(1013, "try again later", true, false);
    row(1014, "bad gateway", true, false);
    row(1015, "TLS failure", false, false);
    row(1016, "reserved", false, false);
    row(2999, "reserved", false, false);
    row(3000, "unauthorized", true, true);
    row(3001, "registered use", true, true);
    row(3003, "forbidden", true, true);
    row(3008, "timeout", true, true);
    row(3999, "registered use", true, true);
    row(4000, "private use", true, true);
    row(4999, "private use", true, true);
    row(5000, "undefined", false, false);
    row(65535, "undefined", false, false);
}

void TestCloseCodes::meaning()
{
    QFETCH(int, code);
    const CloseCode& row = closeCode(static_cast<std::uint16_t>(code));
    QTEST(QString::fromLatin1(row.name.data(), qsizetype(row.name.size())), "name");
    QTEST(row.validOnWire, "validOnWire");
    QTEST(row.fromBrowser, "fromBrowser");
}

void TestCloseCodes::search_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("found");
    QTest::newRow("a code") << "1006"
                            << "1006";
    QTest::newRow("a code in a range") << "4401"
                                       << "4000-4999";
    QTest::newRow("the beginning of codes") << "300"
                                            << "0-999 3000 3001-3002 3003 3004-3007 3008 3009-3999";
    QTest::newRow("a range") << "4000-4999"
                             << "4000-4999";
    QTest::newRow("words in any case") << "RESTART service"
                                       << "1012";
    QTest::newRow("who registered it") << "hybi"
                                       << "1012 1013 1014";
    QTest::newRow("a status of HTTP") << "HTTP 401"
                                      << "3000";
    QTest::newRow("no code") << "65536"
                             << "";
    QTest::newRow("far too large") << "99999999999999999999"
                                   << "";
    QTest::newRow("no words") << "restart nowhere"
                              << "";
}

void TestCloseCodes::search()
{
    QFETCH(QString, search);
    QStringList found;
    for (const CloseCode& row : closeCodes()) {
        if (matches(row, search.toStdString())) {
            found += QString::fromStdString(codeText(row));
        }
    }
    QTEST(found.join(' '), "found");
    QVERIFY(matches(closeCode(1000), "") && matches(closeCode(1000), "  "));
}

void TestCloseCodes::payload_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<int>("code"); // -1: none
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("empty") << "" << -1 << QByteArray();
    QTest::newRow("one byte") << "03" << -1 << QByteArray();
    QTest::newRow("code") << "03e8" << 1000 << QByteArray();
    QTest::newRow("code and reason") << "0fa1 'bye'" << 4001 << QByteArray("bye");
    QTest::newRow("code 0") << "0000" << 0 << QByteArray();
    QTest::newRow("highest code") << "ffff 'x'" << 65535 << QByteArray("x");
    QTest::newRow("reason that is not UTF-8") << "03e8 c328" << 1000 << QByteArray("\xc3\x28");
    QTest::newRow("reason with a zero") << "03e8 'a' 00 'b'" << 1000 << QByteArray("a\0b", 3);
    QTest::newRow("too long") << "03e8 'a'*200" << 1000 << QByteArray(200, 'a');
}

void TestCloseCodes::payload()
{
    QFETCH(QString, picture);
    const ClosePayload parsed = parseClosePayload(bytesOf(picture.toStdString()));
    QTEST(parsed.code ? int(*parsed.code) : -1, "code");
    QTEST(QByteArray::fromStdString(parsed.reason), "reason");
}

void TestCloseCodes::payloadRoundTrip()
{
    QVERIFY(closePayload(std::nullopt, "a reason needs a code").empty());
    const ClosePayload parsed = parseClosePayload(closePayload(1001, "going away"));
    QCOMPARE(int(parsed.code.value()), 1001);
    QCOMPARE(parsed.reason, std::string("going away"));
}

FRAMESCOPE_TEST(TestCloseCodes)

} // namespace tst_close_codes

#include "tst_close_codes.moc"
