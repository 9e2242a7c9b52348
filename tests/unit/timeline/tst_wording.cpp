// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/details/detail_json.h"
#include "timeline/details/wording.h"

#include <QStringList>
#include <QTest>

namespace tst_wording {

using namespace framescope;
using namespace framescope::timeline;

class TestWording : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatMatters_data();
    void saysWhatMatters();
    void saysHowItClosed();
    void saysCloseFrames();
    void commentsSayTheSameAgain_data();
    void commentsSayTheSameAgain();

private:
    void addRow(Type type, const char* json, const char* row, const char* line);
};

QString rowOf(const std::vector<std::string>& parts)
{
    QStringList row;
    for (const std::string& part : parts) {
        row += QString::fromStdString(part);
    }
    return row.join(QStringLiteral(" | "));
}

void TestWording::addRow(Type type, const char* json, const char* row, const char* line)
{
    QTest::newRow(json) << type << QString::fromUtf8(json) << QString(row) << QString(line);
}

void TestWording::commentsSayTheSameAgain_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("line");
    addRow(Type::Connecting, R"({"url":"ws://h/"})", "ws://h/", "ws://h/");
    addRow(Type::Connecting, R"({"client":"a:1","server":"b:2"})", "a:1", "a:1 to b:2");
    addRow(Type::Resolved, R"({"addresses":["::1","::2"],"host":"h"})", "h | ::1, ::2",
           "h ::1, ::2");
    addRow(Type::Resolved, R"({"addresses":["::1"],"host":"::1"})", "::1 | ::1", "::1");
    addRow(Type::Connected, R"({"proxy":"http://p","server":"b:2"})", "b:2 | through http://p",
           "b:2 through http://p");
    addRow(Type::Secured, R"({"alpn":"http/1.1","cipher":"C","protocol":"TLSv1.3"})",
           "TLSv1.3 | C | ALPN http/1.1", "TLSv1.3 C http/1.1");
    addRow(Type::Error, R"({"layer":"dns","text":"no\u001b"})", "DNS | no\x1b", "dns: no\\x1b");
    addRow(Type::Error, R"({"text":[1],"layer":"tls"})", "TLS | malformed: text",
           "tls:  (malformed: text)");
    addRow(Type::Behaviour, R"({"odd":1})", R"({"odd":1})", R"({"odd":1})");
    addRow(Type::Note, R"({"text":"","removed":true})", "(removed)", "(removed)");
}

/// `open` is made of the handshake, and is never a comment.
void TestWording::saysWhatMatters_data()
{
    commentsSayTheSameAgain_data();
    addRow(Type::Open, R"({"subprotocol":"chat","extensions":"x"})", "subprotocol chat | x",
           "subprotocol=chat extensions=x");
    addRow(Type::Open, R"({"subprotocol":"","extensions":""})", "", "");
}

void TestWording::saysWhatMatters()
{
    QFETCH(Type, type);
    QFETCH(QString, json);
    const Detail detail = Detail::of(lifeCycleOf(type, parseMembers(json.toStdString()).value()));
    QTEST(rowOf(partsOf(type, detail)), "row");
    QTEST(QString::fromStdString(lineOf(type, detail)), "line");
}

void TestWording::saysHowItClosed()
{
    ClosedDetail closed;
    closed.tls = "ended without close_notify";
    closed.unsent = 12'345;
    closed.closeUnsent = true;
    Detail detail = Detail::of(closed);
    detail.code = 4000;
    detail.reason = "done";
    detail.closedBy = Direction::In;
    QCOMPARE(rowOf(partsOf(Type::Closed, detail)),
             QString("4000 private use | done | not clean | by the server | TLS ended without "
                     "close_notify | 12.3 KB not sent | the client's Close frame among them"));
    QCOMPARE(lineOf(Type::Closed, detail),
             std::string("4000 private use \"done\", not clean, by the server (TLS ended without "
                         "close_notify; 12345 bytes were not sent; the client's Close frame is "
                         "among them)"));
    closed = {};
    closed.unknown = "bytes are missing";
    detail = Detail::of(closed);
    QCOMPARE(rowOf(partsOf(Type::Closed, detail)),
             QString("unknown | not known: bytes are missing"));
    QCOMPARE(lineOf(Type::Closed, detail),
             std::string("unknown (how it closed is not known: bytes are missing)"));
}

void TestWording::saysCloseFrames()
{
    QCOMPARE(rowOf(closeParts(1000, "Bye\xff")), QString("1000 normal closure | Bye\\xff"));
    QCOMPARE(closeLine(1000, "Bye\xff"), std::string("1000 normal closure \"Bye\\xff\""));
    QCOMPARE(rowOf(closeParts(1000, "")), QString("1000 normal closure"));
}

void TestWording::commentsSayTheSameAgain()
{
    QFETCH(Type, type);
    QFETCH(QString, json);
    const std::string comment =
        eventComment(ConnectionId{7}, lifeCycleOf(type, parseMembers(json.toStdString()).value()));
    const std::string start =
        R"(framescope {"conn":7,"event":")" + std::string(typeName(type)) + '"';
    QVERIFY2(comment.starts_with(start), comment.c_str());
    const PacketComment read = parsePacketComment(comment);
    QVERIFY(read.ours && read.type == type && typeOf(read.content) == type);
    QCOMPARE(toJson(read.content), '{' + comment.substr(start.size() + 1));

    const EventComment recorded =
        recordedEvent(ConnectionId{7}, lifeCycleOf(type, parseMembers(json.toStdString()).value()));
    QCOMPARE(recorded.text, comment);
    QVERIFY(recorded.parsed.ours && recorded.parsed.type == type);
    QVERIFY(membersOf(recorded.parsed.content) == membersOf(read.content));
}

FRAMESCOPE_TEST(TestWording)

} // namespace tst_wording

#include "tst_wording.moc"
