// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "support/timeline_lines.h"
#include "timeline/decode/packet_comment.h"
#include "timeline/details/detail_json.h"
#include "timeline/notes/note_edit.h"

#include <QTest>

namespace tst_details {

using namespace framescope;
using namespace framescope::timeline;

class TestDetails : public QObject
{
    Q_OBJECT

private slots:
    void whatACommentSaysIsKept_data();
    void whatACommentSaysIsKept();
    void aWrongTypeIsToldAndKept_data();
    void aWrongTypeIsToldAndKept();
    void whatIsNotTakenForJson_data();
    void whatIsNotTakenForJson();
    void aNoteThatIsNoObjectCanBeChanged_data();
    void aNoteThatIsNoObjectCanBeChanged();
    void theTimelineHasTheValues();
};

namespace {

QString jsonOf(Type type, std::string_view json)
{
    return QString::fromStdString(toJson(lifeCycleOf(type, parseMembers(json).value())));
}

} // namespace

void TestDetails::whatACommentSaysIsKept_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("said");
    const auto row = [](Type type, const char* json, const char* said = nullptr) {
        QTest::newRow(json) << type << QString::fromUtf8(said ? said : json);
    };
    row(Type::Connecting,
        R"({"options":{"deflate":true,"close_timeout_ms":5000},"url":"ws://h/"})");
    row(Type::Resolved, R"({"addresses":["::1"],"host":"h","ms":1.25,"proxy":"http://p:1"})");
    row(Type::Connected,
        R"({"attempts":[{"address":"::1","text":"refused"}],"client":"a","ms":1.5,"server":"b"})");
    row(Type::Secured,
        R"({"alpn":"","chain":["PEM"],"cipher":"c","failures":[],"protocol":"TLSv1.3","verified":true})");
    row(Type::Error,
        R"({"layer":"tls","text":"no","chain":["PEM"],"failures":["old"],"fingerprint":"00"})");
    row(Type::Closed, R"({"tls":"ended","unsent":18446744073709551615,"close_unsent":true})");
    row(Type::Note, R"({"text":"a gap","missing":7})");
    row(Type::Behaviour, R"({"text":"did it","original":"AAE="})");
    row(Type::Note,
        R"({"text":"a \"b\" c:\\d\n\u0001é€","\"\t":[1e+300,0.1,-9223372036854775808]})");
    row(Type::Error, R"({"odd":[null,-1,1.5,true,{"a":[]}]})");
    row(Type::Secured, R"({"accepted":null,"alpn":"x"})", R"({"alpn":"x","accepted":null})");
    row(Type::Error, R"({"text":"one","text":"two","a":1,"a":2})", R"({"text":"two","a":2})");
}

void TestDetails::whatACommentSaysIsKept()
{
    QFETCH(Type, type);
    QFETCH(QString, said);
    QCOMPARE(jsonOf(type, QTest::currentDataTag()), said);
    QCOMPARE(jsonOf(type, said.toStdString()), said);
}

void TestDetails::aWrongTypeIsToldAndKept_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QString>("said");
    const auto row = [](Type type, const char* json, const char* said) {
        QTest::newRow(json) << type << QString::fromUtf8(said);
    };
    row(Type::Error, R"({"text":1})", R"({"text":1,"malformed":["text"]})");
    row(Type::Error, R"({"status":"x","layer":{},"body":[]})",
        R"({"status":"x","layer":{},"body":[],"malformed":["layer","status","body"]})");
    row(Type::Error, R"({"status":-1})", R"({"status":-1,"malformed":["status"]})");
    row(Type::Connecting, R"({"url":["ws://h/"],"options":7})",
        R"({"url":["ws://h/"],"options":7,"malformed":["options","url"]})");
    row(Type::Secured, R"({"chain":["PEM",1],"verified":1,"ms":"1"})",
        R"({"chain":["PEM",1],"verified":1,"ms":"1","malformed":["chain","ms","verified"]})");
    row(Type::Closed, R"({"unsent":1.5})", R"({"unsent":1.5,"malformed":["unsent"]})");
    row(Type::Note, R"({"text":"x","malformed":"by somebody"})", R"({"text":"x"})");
}

void TestDetails::aWrongTypeIsToldAndKept()
{
    QFETCH(Type, type);
    QFETCH(QString, said);
    QCOMPARE(jsonOf(type, QTest::currentDataTag()), said);
    const LifeCycle detail = lifeCycleOf(type, parseMembers(QTest::currentDataTag()).value());
    QCOMPARE(QString::fromStdString(toJson(withMembers(detail, membersOf(detail)))), said);
}

void TestDetails::whatIsNotTakenForJson_data()
{
    QTest::addColumn<QString>("json");
    const auto row = [](const char* name, const QString& json) { QTest::newRow(name) << json; };
    row("nothing", {});
    row("a list", QStringLiteral("[1]"));
    row("a text", QStringLiteral("\"a\""));
    row("cut", QStringLiteral("{\"a\":1"));
    row("more behind it", QStringLiteral("{}{}"));
    row("too large a number", QStringLiteral("{\"a\":1e400}"));
    row("too deep", QStringLiteral("{\"a\":") + QString(100, QLatin1Char('[')) +
                        QString(100, QLatin1Char(']')) + QLatin1Char('}'));
    row("too many values",
        QStringLiteral("{\"a\":[0") + QStringLiteral(",0").repeated(10'000) + QStringLiteral("]}"));
    row("too many members", QLatin1Char('{') + QStringLiteral("\"a\":0,").repeated(10'000) +
                                QStringLiteral("\"a\":1}"));
}

void TestDetails::whatIsNotTakenForJson()
{
    QFETCH(QString, json);
    QVERIFY(!parseMembers(json.toStdString()));
    const std::string text = "framescope " + json.toStdString();
    const PacketComment comment = parsePacketComment(text);
    QCOMPARE(comment.type, Type::Note);
    QCOMPARE(std::get<NoteDetail>(comment.content).text, std::optional(text));
}

/// What was written by others may begin as ours do.
void TestDetails::aNoteThatIsNoObjectCanBeChanged_data()
{
    QTest::addColumn<QString>("comment");
    for (const char* comment : {"framescope [1]", "framescope 7", "framescope ", "framescope",
                                "framescope {\"text\":[[[["}) {
        QTest::newRow(comment) << comment;
    }
}

void TestDetails::aNoteThatIsNoObjectCanBeChanged()
{
    QFETCH(QString, comment);
    QCOMPARE(withText(comment.toStdString(), "new"), std::string("framescope {\"text\":\"new\"}"));
}

void TestDetails::theTimelineHasTheValues()
{
    test::CaptureScript script;
    script.play(R"(
        comment framescope {"conn":1,"event":"connecting","url":{"a":1}}
        comment framescope {"conn":1,"event":"error","text":1}
        comment framescope {"conn":1,"event":"secured","protocol":"TLSv1.3","chain":"PEM"}
        comment framescope {"conn":1,"event":"closed","unsent":{}})");
    const Timeline& timeline = script.timeline();
    QCOMPARE(timeline.size(), std::size_t{4});
    const auto detail = [&timeline](std::uint32_t i) {
        return QString::fromStdString(
            toJson(*timeline.detail(timeline.entry(EventId{i}))->lifeCycle));
    };
    QCOMPARE(detail(0), QStringLiteral(R"({"url":{"a":1},"malformed":["url"]})"));
    QCOMPARE(detail(1), QStringLiteral(R"({"text":1,"malformed":["text"]})"));
    QCOMPARE(detail(3), QStringLiteral(R"({"unsent":{},"malformed":["unsent"]})"));
    const auto info = timeline.connection(ConnectionId{1});
    QVERIFY(info->secured);
    QCOMPARE(info->secured->protocol, std::optional<std::string>("TLSv1.3"));
    QVERIFY(!info->secured->chain);
    script.finish();
    QCOMPARE(test::dumpOf(*script.reloaded(), View::Frames), test::dumpOf(timeline, View::Frames));
}

FRAMESCOPE_TEST(TestDetails)

} // namespace tst_details

#include "tst_details.moc"
