// SPDX-License-Identifier: GPL-3.0-or-later
#include "fed_in_pieces.h"
#include "support/test_program.h"
#include "wire/http/http_body.h"

#include <QTest>

namespace tst_http_body {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::feedAll;

namespace {

HttpHead responseHead(int status, std::string_view fields)
{
    HttpHeadReader reader(HttpHeadReader::Expect::Response);
    reader.feed(asBytes("HTTP/1.1 " + std::to_string(status) + " Reason\r\n" + std::string(fields) +
                        "\r\n"));
    return reader.head();
}

} // namespace

class HttpBodyTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void keepsTheFirst64KiB_data();
    void keepsTheFirst64KiB();
    void endlessLines_data();
    void endlessLines();
    void skips_data();
    void skips();
};

void HttpBodyTest::reads_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("left");
    QTest::addColumn<bool>("complete");
    const auto row = [](const char* name, int status, QByteArray fields, QByteArray bytes,
                        QByteArray body, int left, bool complete) {
        QTest::newRow(name) << status << fields << bytes << body << left << complete;
    };
    row("length", 401, "Content-Length: 5\r\n", "Hello", "Hello", 0, true);
    row("more than the length", 401, "content-length: 5\r\n", "Hello, you", "Hello", 5, true);
    row("less than the length", 401, "Content-Length: 5\r\n", "Hell", "Hell", 0, false);
    row("length 0", 401, "Content-Length: 0\r\n", "x", "", 1, true);
    row("length twice, the same", 401, "Content-Length: 5\r\nContent-Length: 5\r\n", "Hello, you",
        "Hello", 5, true);
    row("length as a list", 401, "Content-Length: 5, 5\r\n", "Hello, you", "Hello", 5, true);
    row("lengths that differ", 401, "Content-Length: 5\r\nContent-Length: 6\r\n", "Hello, you",
        "Hello, you", 0, false);
    row("length is not a number", 401, "Content-Length: 5x\r\n", "Hello, you", "Hello, you", 0,
        false);
    row("length is negative", 401, "Content-Length: -5\r\n", "Hello, you", "Hello, you", 0, false);
    row("length is empty", 401, "Content-Length:\r\n", "Hello", "Hello", 0, false);
    row("length beyond 64 bits", 401, "Content-Length: 18446744073709551617\r\n", "Hello", "Hello",
        0, false);
    row("until close", 401, "", "Hello", "Hello", 0, false);
    row("nothing, until close", 401, "", "", "", 0, false);
    row("101 has none", 101, "Content-Length: 5\r\n", "Hello", "", 5, true);
    row("100 has none", 100, "", "Hello", "", 5, true);
    row("204 has none", 204, "Transfer-Encoding: chunked\r\n", "Hello", "", 5, true);
    row("304 has none", 304, "Content-Length: 5\r\n", "Hello", "", 5, true);

    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    row("chunks", 403, chunked, "5\r\nHello\r\n7\r\n, world\r\n0\r\n\r\n", "Hello, world", 0, true);
    row("what follows the chunks", 403, chunked, "1\r\na\r\n0\r\n\r\nxyz", "a", 3, true);
    row("no chunk", 403, chunked, "0\r\n\r\nxyz", "", 3, true);
    row("bare LF", 403, chunked, "5\nHello\n0\n\nxyz", "Hello", 3, true);
    row("hexadecimal", 403, chunked, "A\r\n0123456789\r\n00b\r\n0123456789a\r\n0\r\n\r\n",
        "01234567890123456789a", 0, true);
    row("extensions", 403, chunked, "5;a=\"b\"\r\nHello\r\n1 ; c\r\n!\r\n0;z\r\n\r\nx", "Hello!", 1,
        true);
    row("trailers", 403, chunked, "5\r\nHello\r\n0\r\nA: b\r\nC: d\r\n\r\nx", "Hello", 1, true);
    row("length is overruled", 403, "Content-Length: 1\r\n" + chunked, "2\r\nab\r\n0\r\n\r\n", "ab",
        0, true);
    row("any case", 403, "transfer-encoding: Chunked\r\n", "1\r\na\r\n0\r\n\r\n", "a", 0, true);
    row("after another coding", 403, "Transfer-Encoding: gzip, chunked\r\n", "1\r\na\r\n0\r\n\r\n",
        "a", 0, true);
    row("not the last coding", 403, "Transfer-Encoding: chunked, gzip\r\n", "1\r\na\r\n",
        "1\r\na\r\n", 0, false);
    row("cut within a chunk", 403, chunked, "5\r\nHel", "Hel", 0, false);
    row("cut before the end", 403, chunked, "5\r\nHello\r\n", "Hello", 0, false);
    row("cut within the trailers", 403, chunked, "1\r\na\r\n0\r\nA: b\r\n", "a", 0, false);
    row("not chunked at all", 403, chunked, "<html>0\r\n\r\n", "<html>0\r\n\r\n", 0, false);
    row("no size", 403, chunked, "\r\nHello", "\r\nHello", 0, false);
    row("only an extension", 403, chunked, ";a\r\nHello", ";a\r\nHello", 0, false);
    row("size is not a number", 403, chunked, "5\r\nHello\r\n5g\r\nrest", "Hello5g\r\nrest", 0,
        false);
    row("size is negative", 403, chunked, "-5\r\nHello", "-5\r\nHello", 0, false);
    row("size beyond 64 bits", 403, chunked, "10000000000000000\r\nab", "10000000000000000\r\nab",
        0, false);
    row("largest size", 403, chunked, "ffffffffffffffff\r\nab", "ab", 0, false);
    row("chunk without its end", 403, chunked, "5\r\nHelloxyz", "Helloxyz", 0, false);
    row("chunk with half its end", 403, chunked, "5\r\nHello\rxyz", "Hello\rxyz", 0, false);
}

void HttpBodyTest::reads()
{
    QFETCH(int, status);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    QFETCH(int, left);
    QFETCH(bool, complete);
    for (std::size_t piece = 1; piece <= static_cast<std::size_t>(bytes.size()) + 1; ++piece) {
        HttpBodyReader reader(responseHead(status, fields.toStdString()));
        QCOMPARE(feedAll(reader, bytes.toStdString(), piece),
                 static_cast<std::size_t>(bytes.size() - left));
        QCOMPARE(QByteArray::fromStdString(reader.body()), body);
        QCOMPARE(reader.complete(), complete);
        QVERIFY(!reader.truncated());
        if (complete) {
            QCOMPARE(reader.feed(asBytes("more")), std::size_t{0});
        }
    }
}

void HttpBodyTest::keepsTheFirst64KiB_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("length") << QByteArray("Content-Length: 65537\r\n") << QByteArray();
    QTest::newRow("until close") << QByteArray() << QByteArray();
    QTest::newRow("chunked") << QByteArray("Transfer-Encoding: chunked\r\n")
                             << QByteArray("10001\r\n");
}

void HttpBodyTest::keepsTheFirst64KiB()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, before);
    HttpBodyReader reader(responseHead(403, fields.toStdString()));
    reader.feed(asBytes(before.toStdString()));
    reader.feed(asBytes(std::string(HttpBodyReader::MaxKept, 'a')));
    QCOMPARE(reader.body().size(), HttpBodyReader::MaxKept);
    QVERIFY(!reader.truncated());
    QCOMPARE(reader.feed(asBytes("b")), std::size_t{1});
    QVERIFY(reader.body() == std::string(HttpBodyReader::MaxKept, 'a'));
    QVERIFY(reader.truncated());
}

void HttpBodyTest::endlessLines_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<bool>("chunked"); // still read as chunks
    QTest::newRow("extension") << QByteArray("5;") << false;
    QTest::newRow("trailer") << QByteArray("0\r\n") << true;
}

void HttpBodyTest::endlessLines()
{
    QFETCH(QByteArray, start);
    QFETCH(bool, chunked);
    const std::string text = start.toStdString() + std::string(10'000, 'x');
    for (const std::size_t piece : {std::size_t{1}, text.size()}) {
        HttpBodyReader reader(responseHead(403, "Transfer-Encoding: chunked\r\n"));
        QCOMPARE(feedAll(reader, text, piece), text.size());
        QVERIFY(reader.body() == (chunked ? "" : text));
        QVERIFY(!reader.complete());
        feedAll(reader, "\r\n\r\n", piece);
        QCOMPARE(reader.complete(), chunked);
    }
}

/// A gap inside an announced length loses only its own bytes.
void HttpBodyTest::skips_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<quint64>("gap");
    QTest::addColumn<bool>("skipped");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("complete");
    const QByteArray length = "Content-Length: 10\r\n";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("inside") << length << QByteArray("abc") << quint64{5} << true << QByteArray("yz")
                            << true;
    QTest::newRow("to the end") << length << QByteArray("abc") << quint64{7} << true << QByteArray()
                                << true;
    QTest::newRow("beyond the end")
        << length << QByteArray("abc") << quint64{8} << false << QByteArray("defghij") << true;
    QTest::newRow("inside a chunk") << chunked << QByteArray("A\r\nabc") << quint64{7} << true
                                    << QByteArray("\r\n0\r\n\r\n") << true;
    QTest::newRow("a chunk's size") << chunked << QByteArray("A") << quint64{1} << false
                                    << QByteArray("\r\n0123456789\r\n0\r\n\r\n") << true;
    QTest::newRow("up to the end of the connection")
        << QByteArray() << QByteArray("abc") << quint64{1} << false << QByteArray("d") << false;
}

void HttpBodyTest::skips()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, before);
    QFETCH(quint64, gap);
    QFETCH(bool, skipped);
    QFETCH(QByteArray, after);
    QFETCH(bool, complete);
    HttpBodyReader reader(responseHead(403, fields.toStdString()));
    reader.feed(asBytes(before.toStdString()));
    const std::string kept = reader.body();
    QCOMPARE(reader.skip(gap), skipped);
    QCOMPARE(reader.feed(asBytes(after.toStdString())), static_cast<std::size_t>(after.size()));
    QCOMPARE(reader.complete(), complete);
    QCOMPARE(reader.truncated(), skipped);
    if (skipped) {
        QCOMPARE(reader.received(), std::uint64_t{10});
        QCOMPARE(reader.body(), kept);
    }
}

FRAMESCOPE_TEST(HttpBodyTest)

} // namespace tst_http_body

#include "tst_http_body.moc"
