// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "wire/http/http_content.h"

#include <QtTest>

namespace tst_http_content {

using namespace framescope;
using namespace framescope::wire;

namespace {

const QByteArray Gzip =
    "1f8b0800000000000203b3c930b42bcfc857482c4a55a8cc2fb5b7d1070a0000757eb3f315000000";
const QByteArray Zlib = "789cb3c930b42bcfc857482c4a55a8cc2fb5b7d1070a00004bca06b8";
const QByteArray Raw = "b3c930b42bcfc857482c4a55a8cc2fb5b7d1070a0000";
const QByteArray GzipOfZlib = "1f8b0800000000000203ab98b3f9a4c116edf327c23d74bc42579cd1dfbafd223b17"
                              "0383f729b61d002f7c04251c000000";
const QByteArray Text = "<h1>who are you?</h1>";

HttpHead headOf(const QByteArray& encoding)
{
    HttpHead head;
    head.status = 403;
    if (!encoding.isNull()) {
        head.fields.push_back({"content-encoding", encoding.toStdString()});
    }
    return head;
}

} // namespace

class HttpContentTest : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void leavesAsItCame_data();
    void leavesAsItCame();
    void cutOff();
    void limit();
};

void HttpContentTest::decodes_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("gzip") << QByteArray("gzip") << Gzip;
    QTest::newRow("in any case") << QByteArray("X-GZIP") << Gzip;
    QTest::newRow("deflate") << QByteArray("deflate") << Zlib;
    QTest::newRow("deflate without its wrapper") << QByteArray("deflate") << Raw;
    QTest::newRow("one after the other") << QByteArray("deflate, identity, gzip") << GzipOfZlib;
}

void HttpContentTest::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, hex);
    const auto content =
        decodedContent(headOf(encoding), QByteArray::fromHex(hex).toStdString(), 1000);
    QVERIFY(content);
    QCOMPARE(content->bytes, Text.toStdString());
    QCOMPARE(content->encoding, encoding.toStdString());
    QVERIFY(!content->truncated);
}

void HttpContentTest::leavesAsItCame_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("no header") << QByteArray() << Gzip;
    QTest::newRow("another coding") << QByteArray("br") << Gzip;
    QTest::newRow("it is no gzip") << QByteArray("gzip") << Text.toHex();
    QTest::newRow("no body") << QByteArray("gzip") << QByteArray();
    QTest::newRow("too many") << QByteArray("gzip, gzip, gzip, gzip, gzip") << Gzip;
}

void HttpContentTest::leavesAsItCame()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, hex);
    QVERIFY(!decodedContent(headOf(encoding), QByteArray::fromHex(hex).toStdString(), 1000));
}

void HttpContentTest::cutOff()
{
    const std::string all = QByteArray::fromHex(Gzip).toStdString();
    const auto content = decodedContent(headOf("gzip"), all.substr(0, all.size() - 12), 1000);
    QVERIFY(content && content->truncated);
    QVERIFY(!content->bytes.empty());
    QVERIFY(Text.startsWith(QByteArray::fromStdString(content->bytes)));
}

/// A million bytes from a thousand.
void HttpContentTest::limit()
{
    const QByteArray bomb = QByteArray::fromHex(
        "1f8b0800000000000203edc18100000000c320d6f94b1ce455010000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
        "00000000000000000000000000000000000000000000000000000000000000000000af06bcbf25dc"
        "40420f00");
    const auto content = decodedContent(headOf("gzip"), bomb.toStdString(), 65536);
    QVERIFY(content && content->truncated);
    QCOMPARE(content->bytes, std::string(65536, 'a'));
}

FRAMESCOPE_TEST(HttpContentTest)

} // namespace tst_http_content

#include "tst_http_content.moc"
