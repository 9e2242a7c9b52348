// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "wire/http/head_checks.h"

#include <QtTest>

namespace tst_head_checks {

using namespace framescope;
using namespace framescope::wire;

namespace {

HttpHead headOf(const QByteArray& text)
{
    HttpHeadReader reader(text.startsWith("HTTP/") ? HttpHeadReader::Expect::Response
                                                   : HttpHeadReader::Expect::Request);
    reader.feed(asBytes(text.toStdString()));
    Q_ASSERT(reader.state() == HttpHeadReader::State::Complete);
    return reader.head();
}

/// "rule(detail) rule …"
QByteArray pictureOf(const Violations& violations)
{
    std::string text;
    for (const Violation& violation : violations) {
        text += (text.empty() ? "" : " ") + std::string(info(violation.rule).id);
        text += violation.detail.empty() ? "" : "(" + violation.detail + ")";
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class HeadChecksTest : public QObject
{
    Q_OBJECT

private slots:
    void plain_data();
    void plain();
    void odd_data();
    void odd();
    void partsTellTheBytes();
};

void HeadChecksTest::plain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isPlain");
    const auto row = [](const char* name, QByteArray text, bool isPlain = true) {
        QTest::newRow(name) << text << isPlain;
    };
    row("a browser's request", "GET /chat?x=%20 HTTP/1.1\r\nHost: example.com:8080\r\n"
                               "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                               "Sec-WebSocket-Version: 13\r\nUser-Agent: Mozilla/5.0 (X; Y)\r\n"
                               "\r\n");
    row("its answer", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSet-Cookie: a=b; Path=/\r\n\r\n");
    row("no reason, but the space", "HTTP/1.1 101 \r\nA: b\r\n\r\n");
    row("no header at all", "HTTP/1.1 400 Bad Request\r\n\r\n");
    row("an empty value", "HTTP/1.1 200 OK\r\nA: \r\n\r\n");
    row("an empty value without a blank", "HTTP/1.1 200 OK\r\nA:\r\n\r\n", false);
    row("blanks before a value", "HTTP/1.1 200 OK\r\nA:\t  b\r\n\r\n", false);
    row("a tab in a value", "HTTP/1.1 200 OK\r\nA: b\tc\r\n\r\n");
    row("HTTP/1.0 of another request", "GET / HTTP/1.0\r\nHost: h\r\n\r\n");
    row("HTTP/1.0 of a refusal", "HTTP/1.0 401 Unauthorized\r\n\r\n");
    row("repeated headers that may be",
        "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n");
}

void HeadChecksTest::plain()
{
    QFETCH(QByteArray, text);
    const HttpHead head = headOf(text);
    QCOMPARE(pictureOf(checkHead(head)), QByteArray());
    QTEST(wire::isPlain(head), "isPlain");
}

void HeadChecksTest::odd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("violations");
    const auto row = [](const char* name, QByteArray text, QByteArray violations) {
        QTest::newRow(name) << text << violations;
    };
    const auto fields = [&](const char* name, QByteArray lines, QByteArray violations) {
        row(name, "HTTP/1.1 101 Go\r\n" + lines + "\r\n", violations);
    };
    fields("space before a colon", "X-Odd : 1\r\n", "header-name-space(X-Odd in line 2)");
    fields("tab before a colon", "X-Odd\t: 1\r\n", "header-name-space(X-Odd in line 2)");
    fields("in several lines", "A : 1\r\nB: 2\r\nC : 3\r\nD : 4\r\n",
           "header-name-space(A in line 2, and 2 more)");
    fields("folded", "X-A: 1,\r\n 2\r\n\t3\r\nB: 4\r\n",
           "header-folded(X-A in line 3, and 1 more)");
    fields("folded, with nothing before it", " A: 1\r\n", "header-folded(line 2)");
    fields("blanks at the end", "X-Odd: value  \r\n", "header-trailing-space(X-Odd in line 2)");
    fields("LF alone", "A: b\n", "head-bare-lf(A in line 2)");
    row("LF alone everywhere", "HTTP/1.1 101 Go\nA: b\n\n", "head-bare-lf(line 1, and 2 more)");
    fields("CR within a value", "A: b\rc\r\n", "head-bare-cr(A in line 2)");
    fields("two CRs at the end", "A: b\r\r\n", "head-bare-cr(A in line 2)");
    fields("no colon", "what is this\r\n", "header-malformed(line 2)");
    fields("no name", ": b\r\n", "header-malformed(line 2)");
    fields("a name of two words", "A B: c\r\n", "header-malformed(A in line 2)");
    fields("Latin-1", "A: b\xe9\r\n", "header-not-ascii(A in line 2)");
    fields("UTF-8", "A: b\xc3\xa9\r\n", "header-not-ascii(A in line 2)");
    fields("a name that is no UTF-8", "A\xff: b\r\n",
           "header-not-ascii(A\\xff in line 2) header-malformed(A\\xff in line 2)");
    fields("a control character", "A: b\x01\r\n", "header-control(A in line 2)");
    fields("NUL", QByteArray("A: b\0c\r\n", 8), "header-control(A in line 2)");
    row("a reason in Latin-1", "HTTP/1.1 400 Sch\xf6n\r\n\r\n", "header-not-ascii(line 1)");
    row("no reason and no space", "HTTP/1.1 101\r\nA: b\r\n\r\n", "reason-missing");
    row("two spaces before the reason", "HTTP/1.1 101  Go\r\n\r\n", "status-line-space");
    row("a tab before the reason", "HTTP/1.1 101\tGo\r\n\r\n", "status-line-space");
    row("a blank behind the reason", "HTTP/1.1 101 Go \r\n\r\n", "status-line-space");
    row("HTTP/1.0 that switches", "HTTP/1.0 101 Go\r\n\r\n", "http-version(HTTP/1.0)");
    row("HTTP/1.0 that asks to",
        "GET / HTTP/1.0\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n\r\n",
        "http-version(HTTP/1.0)");
    row("two spaces in a request line", "GET  / HTTP/1.1\r\n\r\n", "request-line-space");
    row("empty lines before a request", "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "head-empty-line(line 1, and 1 more)");
    row("a key twice",
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n"
        "Sec-WebSocket-Key: b\r\n\r\n",
        "header-repeated(Sec-WebSocket-Key)");
    row("all at once", "HTTP/1.0 101\nA : b \r\n\r\n",
        "head-bare-lf(line 1) reason-missing header-name-space(A in line 2) "
        "header-trailing-space(A in line 2) http-version(HTTP/1.0)");
}

void HeadChecksTest::odd()
{
    QFETCH(QByteArray, text);
    QTEST(pictureOf(checkHead(headOf(text))), "violations");
}

void HeadChecksTest::partsTellTheBytes()
{
    const auto told = [](const QByteArray& fields) {
        return isPlain(headOf("HTTP/1.1 101 Go\r\n" + fields + "\r\n"));
    };
    QVERIFY(told("A: b\r\n"));
    QVERIFY(told("A: \xc3\xa9\r\n"));
    QVERIFY(!told("A: \xe9\r\n"));
    QVERIFY(!told("A : b\r\n"));
    QVERIFY(!told("A: b \r\n"));
    QVERIFY(!told("A: b\r\n c\r\n"));
    QVERIFY(!told("A: b\n"));
    QVERIFY(!told("what is this\r\n"));
    QVERIFY(!isPlain(headOf("HTTP/1.1 101\r\n\r\n")));
    QVERIFY(!isPlain(headOf("\r\nGET / HTTP/1.1\r\n\r\n")));
}

FRAMESCOPE_TEST(HeadChecksTest)

} // namespace tst_head_checks

#include "tst_head_checks.moc"
