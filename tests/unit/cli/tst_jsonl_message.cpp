// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "cli/record/jsonl_message.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_jsonl_message {

using namespace framescope;
using namespace framescope::cli;

class TestJsonlMessage : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void mistakes_data();
    void mistakes();
};

/// What a line sends, in words.
QString told(const QByteArray& line)
{
    struct Teller
    {
        QString operator()(const message::Text& one) const { return "text " + one.text; }
        QString operator()(const message::Json&) const { return "json"; }
        QString operator()(const message::Binary& one) const
        {
            return "binary " + one.bytes.toHex();
        }
        QString operator()(const message::Ping& one) const { return "ping " + one.payload; }
        QString operator()(const message::Pong& one) const { return "pong " + one.payload; }
        QString operator()(const message::Close& one) const
        {
            return "close " + (one.code ? QString::number(*one.code) : "-") + ' ' + one.reason;
        }
        QString operator()(const message::Raw& one) const { return "raw " + one.bytes.toHex(); }
        QString operator()(const message::Fragments&) const { return "fragments"; }
        QString operator()(const message::Frames& one) const
        {
            const message::Frame& frame = one.frames.at(0);
            wire::FrameSpec spec = frame.spec;
            const QByteArray key =
                spec.maskKey ? toByteArray(*std::exchange(spec.maskKey, {})).toHex() : "-";
            return "frame " + toByteArray(wire::encodeFrame(spec, viewOf(frame.payload))).toHex() +
                   (key == "01020304" || key == "-" ? ' ' + key : QByteArray()) +
                   (frame.compressed ? " compressed" : "");
        }
        QString operator()(const message::Stream& one) const
        {
            return QString(one.text ? "text" : "binary") + " stream " +
                   QString::number(one.content->size());
        }
    };
    const auto outgoing = outgoingFromJsonl(asText(viewOf(line)));
    return !outgoing    ? "! " + toQString(outgoing.error().message())
           : !*outgoing ? QString("skipped")
                        : std::visit(Teller(), **outgoing);
}

void TestJsonlMessage::lines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* line, const char* expected) {
        QTest::newRow(name) << QByteArray(line) << QString(expected);
    };
    row("text", R"({"type":"text","text":"a"})", "text a");
    row("from the server", R"({"type":"text","dir":"in","text":"a"})", "skipped");
    row("event", R"({"kind":"event","type":"open","dir":null})", "skipped");
    row("event of ours", R"({"kind":"event","type":"request","dir":"out"})", "skipped");
    row("binary", R"({"kind":"message","type":"binary","base64":"/w=="})", "binary ff");
    row("nothing", R"({"type":"binary","text":""})", "binary ");
    row("no close code", R"({"type":"close"})", "close - ");
    row("no UTF-8", R"({"type":"text","base64":"/w=="})", "text stream 1");
    row("ping",
        R"({"kind":"frame","type":"ping","fin":true,"rsv":0,"opcode":9,"masked":true,)"
        R"("mask_key":"01020304","header_length":6,"payload_length":1,"text":"x"})",
        "ping x");
    row("odd ping", R"({"type":"ping","fin":false,"text":"x"})", "frame 090178");
    row("plain pong", R"({"type":"pong","masked":false,"text":"x"})", "frame 8a0178 -");
    row("close", R"({"type":"close","code":4000,"reason":"bye"})", "close 4000 bye");
    row("empty close", R"({"type":"close","code":null,"reason":"","text":""})", "close - ");
    row("printed close", R"({"type":"close","base64":"D6BieWU=","code":4000,"reason":"bye"})",
        "close 4000 bye");
    row("close never on the wire", R"({"type":"close","base64":"A+0="})", "frame 880203ed");
    row("half a code", R"({"type":"close","base64":"Aw=="})", "frame 880103");
    row("frame", R"({"kind":"frame","type":"text","mask_key":"01020304","text":"x"})",
        "frame 810178 01020304");
    row("length that lies",
        R"({"kind":"frame","type":"binary","mask_key":"01020304",)"
        R"("header_length":8,"payload_length":300,"text":"x"})",
        "frame 827e012c78 01020304");
    row("plain", R"({"kind":"frame","type":"binary","masked":false,"mask_key":null,"text":""})",
        "frame 8200 -");
    row("compressed",
        R"({"kind":"frame","type":"text","rsv":4,"compressed":true,)"
        R"("payload_length":3,"header_length":6,"text":"xxxx"})",
        "frame 810478787878 compressed");
    row("compressed fragment",
        R"({"kind":"frame","type":"text","fin":false,"rsv":4,)"
        R"("compressed":true,"payload_length":9,"text":"x"})",
        "frame 010178");
    row("not inflated",
        R"({"kind":"frame","type":"text","rsv":4,"compressed":true,)"
        R"("payload_length":1,"text":"","wire_base64":"/w=="})",
        "frame c101ff");
    row("reserved", R"({"kind":"frame","type":"reserved","opcode":3,"text":""})", "frame 8300");
    row("raw", R"({"kind":"raw","base64":"gQ=="})", "raw 81");
    row("other members, however deep",
        R"({"type":"text","decoded":[{"text":"no","b":[[[]]]}],"text":"a","more":{"type":"ping"}})",
        "text a");
    QTest::newRow("very deep") << R"({"type":"text","a":)" + QByteArray(1 << 20, '[') +
                                      QByteArray(1 << 20, ']') + R"(,"text":"b"})"
                               << "text b";
}

void TestJsonlMessage::lines()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, expected);
    QCOMPARE(told(line), expected);
}

void TestJsonlMessage::mistakes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char* line, const char* mistake) {
        QTest::newRow(line) << QByteArray(line) << QString(mistake);
    };
    row("x", "is no JSON object");
    row("[]", "is no JSON object");
    row("{}", "type: is missing");
    row(R"({"type":7})", "type: is no text");
    row(R"({"type":"open"})", "type: \"open\" is unknown");
    row(R"({"type":"text","text":7})", "text: is no text");
    row(R"({"type":"text","text":["a"]})", "text: is no text");
    row(R"({"type":"text","text":"a"} {})", "is no JSON object");
    row(R"({"type":"text","text":"a")", "is no JSON object");
    row(R"("text")", "is no JSON object");
    QByteArray members = R"({"type":"text")";
    for (int i = 0; i < 1000; ++i) {
        members += ",\"" + QByteArray::number(i) + "\":[]";
    }
    QTest::newRow("too many members") << members + '}' << "has more than 1000 members";
    row(R"({"type":"text","base64":"!"})", "base64: is no base64: ");
    row(R"({"type":"close","code":70000})", "code: is no number from 0 to 65535");
    row(R"({"type":"close","code":1005})", "code 1005 is not allowed");
    row(R"({"type":"reserved"})", "opcode: is missing");
    row(R"({"kind":"frame","type":"text","rsv":8})", "rsv: is no number from 0 to 7");
    row(R"({"kind":"frame","type":"text","mask_key":"01"})", "mask_key: is no key");
    row(R"({"kind":"raw"})", "kind: raw needs bytes");
    row(R"({"type":"text"})", "text: is missing");
    row(R"({"type":"text","txet":"typo"})", "text: is missing");
    row(R"({"type":"text","text":null})", "text: is missing");
    row(R"({"type":"ping"})", "text: is missing");
    row(R"({"type":"binary","hex":"zz"})", "hex: is not read");
    row(R"({"type":"text","text":"a","hex":"62"})", "hex: is not read");
    row(R"({"type":"text","text":"a","base64":"YQ=="})", "text: is the payload, and so is base64");
    row(R"({"type":"text","opcode":2,"text":"a"})", "opcode: is not that of the type");
    const std::string longest(126, 'x');
    for (const char* type : {"ping", "pong", "close"}) {
        QTest::newRow(type) << QByteArray::fromStdString(R"({"type":")" + std::string(type) +
                                                         R"(","text":")" + longest + "\"}")
                            << "text: has 126 bytes";
    }
}

void TestJsonlMessage::mistakes()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, mistake);
    QVERIFY2(told(line).startsWith("! " + mistake), qPrintable(told(line)));
}

FRAMESCOPE_TEST(TestJsonlMessage)

} // namespace tst_jsonl_message

#include "tst_jsonl_message.moc"
