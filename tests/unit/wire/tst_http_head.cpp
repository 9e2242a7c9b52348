// SPDX-License-Identifier: GPL-3.0-or-later
#include "fed_in_pieces.h"
#include "support/test_program.h"
#include "wire/http/http_head.h"

#include <QTest>

namespace tst_http_head {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::feedAll;

using State = HttpHeadReader::State;
using Expect = HttpHeadReader::Expect;

namespace {

std::string pictureOf(const HttpHead& head)
{
    std::string picture =
        head.isRequest ? head.method + "|" + head.target + "|" + head.version
                       : head.version + "|" + std::to_string(head.status) + "|" + head.reason;
    for (const HeaderField& field : head.fields) {
        picture += "\n" + field.name + "=" + field.value;
    }
    return picture;
}

HttpHead headOf(std::string_view text)
{
    HttpHeadReader reader(text.starts_with("HTTP/") ? Expect::Response : Expect::Request);
    reader.feed(asBytes(text));
    return reader.head();
}

} // namespace

class HttpHeadTest : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void needsMore_data();
    void needsMore();
    void leavesWhatFollows();
    void takesNothingOnceItIsDone();
    void limit();
    void oneByteAtATimeIsNotSlow();
    void finds();
    void tokens_data();
    void tokens();
    void splitsLists_data();
    void splitsLists();
    void formats();
    void formatsOnlyWhatIsOneLine();
    void readsWhatItFormats();
};

void HttpHeadTest::reads_data()
{
    QTest::addColumn<Expect>("expect");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("picture");
    const auto response = [](const char* name, QByteArray text, QByteArray picture) {
        QTest::newRow(name) << Expect::Response << text << picture;
    };
    const auto request = [](const char* name, QByteArray text, QByteArray picture) {
        QTest::newRow(name) << Expect::Request << text << picture;
    };
    response(
        "upgrade",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1|101|Switching Protocols\nUpgrade=websocket\nConnection=Upgrade");
    response("no fields", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1|200|OK");
    response("no reason", "HTTP/1.1 101\r\n\r\n", "HTTP/1.1|101|");
    response("empty reason", "HTTP/1.1 101 \r\n\r\n", "HTTP/1.1|101|");
    response("1.0", "HTTP/1.0 404 Not Found\r\n\r\n", "HTTP/1.0|404|Not Found");
    response("bare LF", "HTTP/1.1 101 Ok\nA: b\n\n", "HTTP/1.1|101|Ok\nA=b");
    response("LF and CRLF", "HTTP/1.1 101 Ok\nA: b\r\nC: d\n\r\n", "HTTP/1.1|101|Ok\nA=b\nC=d");
    response("white space around a value", "HTTP/1.1 101 Ok\r\nA: \t b c \t\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b c");
    response("no white space", "HTTP/1.1 101 Ok\r\nA:b\r\n\r\n", "HTTP/1.1|101|Ok\nA=b");
    response("empty value", "HTTP/1.1 101 Ok\r\nA:\r\nB: \r\n\r\n", "HTTP/1.1|101|Ok\nA=\nB=");
    response("colon in a value", "HTTP/1.1 101 Ok\r\nA: b:c\r\n\r\n", "HTTP/1.1|101|Ok\nA=b:c");
    response("white space before a colon", "HTTP/1.1 101 Ok\r\nA : b\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b");
    response("repeated, in order and case",
             "HTTP/1.1 101 Ok\r\nset-Cookie: 1\r\nX: y\r\nSet-cookie: 2\r\n\r\n",
             "HTTP/1.1|101|Ok\nset-Cookie=1\nX=y\nSet-cookie=2");
    response("folded", "HTTP/1.1 101 Ok\r\nA: b,\r\n  c,\r\n\td\r\nE: f\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b, c, d\nE=f");
    response("folded from an empty start", "HTTP/1.1 101 Ok\r\nA:\r\n b\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b");
    response("folded with nothing in it", "HTTP/1.1 101 Ok\r\nA: b\r\n \r\nC: d\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b\nC=d");
    response("nothing to fold onto", "HTTP/1.1 101 Ok\r\n A: b\r\nC: d\r\n\r\n",
             "HTTP/1.1|101|Ok\nA=b\nC=d");
    response("no colon", "HTTP/1.1 101 Ok\r\nwhat is this \r\nC: d\r\n\r\n",
             "HTTP/1.1|101|Ok\n=what is this\nC=d");
    response("no name", "HTTP/1.1 101 Ok\r\n: b\r\nC: d\r\n\r\n", "HTTP/1.1|101|Ok\n=: b\nC=d");
    response("bytes beyond ASCII", "HTTP/1.1 400 Sch\xf6n\r\nA: \xe4\xff\r\n\r\n",
             "HTTP/1.1|400|Sch\xf6n\nA=\xe4\xff");
    response("CR within a value", "HTTP/1.1 101 Ok\r\nA: b\rc\r\n\r\n", "HTTP/1.1|101|Ok\nA=b\rc");
    request("upgrade", "GET /chat?a=b HTTP/1.1\r\nHost: example.com\r\n\r\n",
            "GET|/chat?a=b|HTTP/1.1\nHost=example.com");
    request("asterisk", "OPTIONS * HTTP/1.0\r\n\r\n", "OPTIONS|*|HTTP/1.0");
    request("absolute", "GET http://h/ HTTP/1.1\n\n", "GET|http://h/|HTTP/1.1");
    request("a method of one's own", "M-SEARCH * HTTP/1.1\r\n\r\n", "M-SEARCH|*|HTTP/1.1");
    request("space within a target", "GET /a b HTTP/1.1\r\n\r\n", "GET|/a b|HTTP/1.1");
    request("empty lines first", "\r\n\nGET / HTTP/1.1\r\n\r\n", "GET|/|HTTP/1.1");
}

void HttpHeadTest::reads()
{
    QFETCH(Expect, expect);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, picture);
    for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()); ++piece) {
        HttpHeadReader reader(expect);
        QCOMPARE(feedAll(reader, text.toStdString(), piece), static_cast<std::size_t>(text.size()));
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(QByteArray::fromStdString(pictureOf(reader.head())), picture);
        QCOMPARE(reader.head().raw, text.toStdString());
        QCOMPARE(reader.raw(), text.toStdString());
    }
}

void HttpHeadTest::refuses_data()
{
    QTest::addColumn<Expect>("expect");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("taken"); // up to and with the byte that gives it away
    const auto response = [](const char* name, QByteArray text, int taken) {
        QTest::newRow(name) << Expect::Response << text << taken;
    };
    const auto request = [](const char* name, QByteArray text, int taken) {
        QTest::newRow(name) << Expect::Request << text << taken;
    };
    response("a TLS alert", QByteArray("\x15\x03\x01\x00\x02", 5), 1);
    response("a frame", "\x81\x05Hello", 1);
    response("SSH", "SSH-2.0-OpenSSH", 1);
    response("nearly", "HTTQ/1.1 101 Ok\r\n", 4);
    response("HTTP/2", "HTTP/2 101\r\n", 6);
    response("no minor version", "HTTP/1. 101\r\n", 8);
    response("two digits", "HTTP/1.10 101\r\n", 9);
    response("version only", "HTTP/1.1\r\n\r\n", 9);
    response("small letters", "http/1.1 101 Ok\r\n", 1);
    response("empty line first", "\r\nHTTP/1.1 101 Ok\r\n", 1);
    response("no status", "HTTP/1.1 \r\n", 11);
    response("status of letters", "HTTP/1.1 abc Ok\r\n", 17);
    response("status of two digits", "HTTP/1.1 10 Ok\r\n", 16);
    response("status of four digits", "HTTP/1.1 1010 Ok\r\n", 18);
    response("a request", "GET / HTTP/1.1\r\n", 1);
    request("TLS", QByteArray("\x16\x03\x01\x02\x00", 5), 1);
    request("a frame", "\x81\x85", 1);
    request("no method", " / HTTP/1.1\r\n", 1);
    request("method is not a token", "G{T / HTTP/1.1\r\n", 2);
    request("no target", "GET HTTP/1.1\r\n", 14);
    request("empty target", "GET  HTTP/1.1\r\n", 15);
    request("no version", "GET /\r\n", 7);
    request("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 16);
    request("control character", "GET /\x01 HTTP/1.1\r\n", 6);
    request("NUL", QByteArray("GET /\0 HTTP/1.1\r\n", 17), 6);
    request("CR within", "GET /a\rb HTTP/1.1\r\n", 19);
    request("CR at the start", "\rGET / HTTP/1.1\r\n", 2);
    request("method alone", "GET\r\n", 4);
}

void HttpHeadTest::refuses()
{
    QFETCH(Expect, expect);
    QFETCH(QByteArray, text);
    QFETCH(int, taken);
    for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()); ++piece) {
        HttpHeadReader reader(expect);
        QCOMPARE(feedAll(reader, text.toStdString(), piece), static_cast<std::size_t>(taken));
        QCOMPARE(reader.state(), State::NotHttp);
        QCOMPARE(reader.raw(), text.left(taken).toStdString());
        QCOMPARE(reader.feed(asBytes("HTTP/1.1 101 Ok\r\n\r\n")), std::size_t{0});
    }
}

void HttpHeadTest::needsMore_data()
{
    QTest::addColumn<Expect>("expect");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << Expect::Response << QByteArray();
    QTest::newRow("H") << Expect::Response << QByteArray("H");
    QTest::newRow("status line") << Expect::Response << QByteArray("HTTP/1.1 101 Ok");
    QTest::newRow("its CR") << Expect::Response << QByteArray("HTTP/1.1 101 Ok\r");
    QTest::newRow("its end") << Expect::Response << QByteArray("HTTP/1.1 101 Ok\r\n");
    QTest::newRow("a field") << Expect::Response << QByteArray("HTTP/1.1 101 Ok\r\nA: b\r\n");
    QTest::newRow("the last CR") << Expect::Response << QByteArray("HTTP/1.1 101 Ok\r\n\r");
    QTest::newRow("white space") << Expect::Response << QByteArray("HTTP/1.1 101 Ok\r\n \r\n");
    QTest::newRow("method") << Expect::Request << QByteArray("GET");
    QTest::newRow("CR") << Expect::Request << QByteArray("\r");
    QTest::newRow("empty lines") << Expect::Request << QByteArray("\r\n\r\n");
}

void HttpHeadTest::needsMore()
{
    QFETCH(Expect, expect);
    QFETCH(QByteArray, text);
    HttpHeadReader reader(expect);
    QCOMPARE(reader.feed(asBytes(text.toStdString())), static_cast<std::size_t>(text.size()));
    QCOMPARE(reader.state(), State::NeedMore);
    QCOMPARE(reader.raw(), text.toStdString());
}

void HttpHeadTest::leavesWhatFollows()
{
    const std::string head = "HTTP/1.1 101 Ok\r\nA: b\r\n\r\n";
    const std::string all = head + "\x81\x02\r\n\r\n";
    for (std::size_t piece = 1; piece <= all.size(); ++piece) {
        HttpHeadReader reader(Expect::Response);
        QCOMPARE(feedAll(reader, all, piece), head.size());
        QCOMPARE(reader.raw(), head);
    }
}

void HttpHeadTest::takesNothingOnceItIsDone()
{
    HttpHeadReader reader(Expect::Response);
    reader.feed(asBytes("HTTP/1.1 101 Ok\r\n\r\n"));
    QCOMPARE(reader.feed(asBytes("HTTP/1.1 101 Ok\r\n\r\n")), std::size_t{0});
    QCOMPARE(reader.state(), State::Complete);
}

void HttpHeadTest::limit()
{
    const std::string start = "HTTP/1.1 101 Ok\r\nA: ";
    const std::string end = "\r\n\r\n";
    const std::size_t room = HttpHeadReader::MaxSize - start.size() - end.size();
    const std::string largest = start + std::string(room, 'x') + end;
    const std::string tooLarge = start + std::string(room + 1, 'x') + end;
    const std::string longStartLine = "HTTP/1.1 101 " + std::string(100'000, 'x') + end;
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}, std::size_t{200'000}}) {
        HttpHeadReader fits(Expect::Response);
        QCOMPARE(feedAll(fits, largest, piece), HttpHeadReader::MaxSize);
        QCOMPARE(fits.state(), State::Complete);
        for (const std::string& text : {tooLarge, longStartLine}) {
            HttpHeadReader reader(Expect::Response);
            QCOMPARE(feedAll(reader, text, piece), HttpHeadReader::MaxSize);
            QCOMPARE(reader.state(), State::TooLarge);
            QVERIFY(reader.raw() == text.substr(0, HttpHeadReader::MaxSize));
        }
    }
}

/// 300 heads of 64 KiB, byte by byte: 20 MB. With rescans this would take hours.
void HttpHeadTest::oneByteAtATimeIsNotSlow()
{
    const std::string oneLine = "HTTP/1.1 101 Ok\r\nA: " + std::string(65'000, 'x') + "\r\n\r\n";
    std::string manyLines = "HTTP/1.1 101 Ok\r\n";
    while (manyLines.size() < 65'000) {
        manyLines += "Name: value\r\n";
    }
    manyLines += "\r\n";
    const std::string startLine = "HTTP/1.1 101 " + std::string(65'000, 'x') + "\r\n\r\n";
    for (int i = 0; i < 100; ++i) {
        for (const std::string& text : {oneLine, manyLines, startLine}) {
            HttpHeadReader reader(Expect::Response);
            feedAll(reader, text, 1);
            QCOMPARE(reader.state(), State::Complete);
        }
    }
}

void HttpHeadTest::finds()
{
    const HttpHead head =
        headOf("HTTP/1.1 101 Ok\r\nVia: a\r\nUPGRADE: x\r\nvia:\r\nVIA: c\r\n\r\n");
    QVERIFY(head.find("upgrade"));
    QCOMPARE(*head.find("Upgrade"), std::string("x"));
    QCOMPARE(*head.find("Via"), std::string("a"));
    QVERIFY(!head.find("Upgrad"));
    QCOMPARE(head.joined("vIa"), std::string("a, , c"));
    QCOMPARE(head.joined("Host"), std::string());
}

void HttpHeadTest::tokens_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("has");
    QTest::newRow("alone") << QByteArray("Connection: Upgrade\r\n") << true;
    QTest::newRow("in any case") << QByteArray("connection: uPGRADE\r\n") << true;
    QTest::newRow("listed") << QByteArray("Connection: keep-alive, Upgrade\r\n") << true;
    QTest::newRow("without spaces") << QByteArray("Connection: keep-alive,Upgrade,x\r\n") << true;
    QTest::newRow("repeated") << QByteArray("Connection: close\r\nConnection: upgrade\r\n") << true;
    QTest::newRow("part of a word") << QByteArray("Connection: Upgraded\r\n") << false;
    QTest::newRow("one of two words") << QByteArray("Connection: Upgrade now\r\n") << false;
    QTest::newRow("quoted list") << QByteArray("Connection: \"a, Upgrade\"\r\n") << false;
    QTest::newRow("other field") << QByteArray("Upgrade: Upgrade\r\n") << false;
    QTest::newRow("empty") << QByteArray("Connection:\r\n") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void HttpHeadTest::tokens()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, has);
    const HttpHead head = headOf("HTTP/1.1 101 Ok\r\n" + fields.toStdString() + "\r\n");
    QCOMPARE(head.hasToken("Connection", "Upgrade"), has);
}

void HttpHeadTest::splitsLists_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("elements"); // joined by |
    QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    QTest::newRow("one") << QByteArray(" a ") << QByteArray("a");
    QTest::newRow("three") << QByteArray("a,b ,\tc") << QByteArray("a|b|c");
    QTest::newRow("empty ones") << QByteArray(",, a,,b, ") << QByteArray("a|b");
    QTest::newRow("quotes") << QByteArray(R"(a; b="c,d", e)") << QByteArray(R"(a; b="c,d"|e)");
    QTest::newRow("escapes") << QByteArray(R"("\",", e)") << QByteArray(R"("\","|e)");
    QTest::newRow("escape outside quotes") << QByteArray(R"(a\,b)") << QByteArray(R"(a\|b)");
    QTest::newRow("open quote") << QByteArray(R"(a, "b, c)") << QByteArray(R"(a|"b, c)");
    QTest::newRow("escape at the end") << QByteArray(R"("a\)") << QByteArray(R"("a\)");
}

void HttpHeadTest::splitsLists()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, elements);
    std::string joined;
    for (const std::string& element : splitList(value.toStdString())) {
        joined += (joined.empty() ? "" : "|") + element;
    }
    QCOMPARE(joined, elements.toStdString());
}

void HttpHeadTest::formats()
{
    QCOMPARE(formatHead("GET / HTTP/1.1", {{"Host", "h"}, {"A", ""}, {"a", "b"}}),
             std::string("GET / HTTP/1.1\r\nHost: h\r\nA: \r\na: b\r\n\r\n"));
    QCOMPARE(formatHead("HTTP/1.1 101 Ok", {}), std::string("HTTP/1.1 101 Ok\r\n\r\n"));
}

void HttpHeadTest::formatsOnlyWhatIsOneLine()
{
    QCOMPARE(formatHead("GET /\r\nEvil: 1 HTTP/1.1", {{"A\nB", std::string("c\r\n\r\nd\0e", 8)}}),
             std::string("GET /  Evil: 1 HTTP/1.1\r\nA B: c    d e\r\n\r\n"));
    QCOMPARE(formatHead("HTTP/1.1 101 Ok", {{"", "no name"}, {"A", "b"}}),
             std::string("HTTP/1.1 101 Ok\r\nA: b\r\n\r\n"));
}

void HttpHeadTest::readsWhatItFormats()
{
    const HeaderFields fields{{"Host", "example.com:80"}, {"X", ""}, {"x", "\"a, b\""}};
    const std::string text = formatHead("GET /chat HTTP/1.1", fields);
    const HttpHead head = headOf(text);
    QVERIFY(head.fields == fields);
    QCOMPARE(head.raw, text);
}

FRAMESCOPE_TEST(HttpHeadTest)

} // namespace tst_http_head

#include "tst_http_head.moc"
