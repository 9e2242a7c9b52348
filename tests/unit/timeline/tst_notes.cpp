// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"
#include "timeline/details/detail_json.h"
#include "timeline/index/event_record.h"
#include "timeline/notes/notes.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

namespace tst_notes {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                                "<- text one\n<- text two\n<- text three\n";
constexpr EventId One{5};
constexpr EventId Two{6};

Bytes frames(std::initializer_list<const char*> texts)
{
    Bytes bytes;
    for (const char* text : texts) {
        append(bytes, wire::encodeFrame({true, 0, wire::Opcode::Text, {}, {}, {}},
                                        asBytes(std::string_view(text))));
    }
    return bytes;
}

EventId last(const Timeline& timeline)
{
    return EventId{static_cast<std::uint32_t>(timeline.size() - 1)};
}

/// "17:text" for a note, "17*" for a mark.
QStringList said(const std::shared_ptr<const Timeline>& timeline)
{
    const Notes edits(timeline);
    QStringList lines;
    for (const EventId id : edits.noted()) {
        lines +=
            QStringLiteral("%1:%2").arg(id.value).arg(QString::fromStdString(edits.on(id)->text));
    }
    for (const EventId id : edits.marked()) {
        lines += QStringLiteral("%1*").arg(id.value);
    }
    return lines;
}

struct Fixture
{
    Fixture() { script.play(Opening); }

    void editNotes(const NoteEdit& edit) { QVERIFY(script.live().editNotes(edit)); }
    void note(EventId on, const char* text) { editNotes(NoteEdit::noteOn(on, text)); }
    void change(EventId note, const char* text) { editNotes(NoteEdit::change(note, text)); }
    void mark(EventId on, bool set = true) { editNotes(NoteEdit::mark(on, set)); }
    /// Live, and read anew.
    void expect(const QStringList& lines)
    {
        QCOMPARE(said(script.live().timeline()), lines);
        QCOMPARE(said(script.reloaded()), lines);
        QCOMPARE(script.reloaded()->size(), script.timeline().size());
    }

    CaptureScript script;
};

} // namespace

class TestNotes : public QObject
{
    Q_OBJECT

private slots:
    void notes();
    void changesAreNoEvents();
    void theEventSaysTheNewestText();
    void marks();
    void inTheirPacket_data();
    void inTheirPacket();
    void onACommentsPacket();
    void mistakes();
    void ofAFile();
};

void TestNotes::notes()
{
    Fixture f;
    const std::size_t before = f.script.timeline().size();
    f.note(Two, "look");
    f.note(One, "and here");
    QCOMPARE(f.script.timeline().size(), before + 2);
    f.expect({"5:and here", "6:look"});
    const Notes edits(f.script.live().timeline());
    const EventId event = edits.on(Two)->event;
    QVERIFY(f.script.timeline().entry(event).type == Type::Note);
    QCOMPARE(edits.on(event), edits.on(Two)); // the note's own row
    QVERIFY(!edits.on(EventId{0}));
    QVERIFY(!edits.note(Two));
}

void TestNotes::changesAreNoEvents()
{
    Fixture f;
    f.note(Two, "look");
    const EventId event = last(f.script.timeline());
    const std::size_t before = f.script.timeline().size();
    f.change(event, "look again");
    f.expect({"6:look again"});
    f.change(event, "");
    f.expect({});
    QCOMPARE(f.script.timeline().size(), before);
    f.note(Two, "once more");
    f.expect({"6:once more"});
    QCOMPARE(f.script.timeline().size(), before + 1);
}

/// Whatever shows an event has its record.
void TestNotes::theEventSaysTheNewestText()
{
    Fixture f;
    f.note(Two, "look");
    const EventId event = last(f.script.timeline());
    const auto json = [event](const Timeline& timeline) {
        StreamReader reader(timeline);
        const auto record = eventRecord(timeline, reader, event, View::Messages);
        return QString::fromStdString(toJson(*record->detail.lifeCycle));
    };
    QCOMPARE(json(f.script.timeline()), QStringLiteral(R"({"text":"look","on":7})"));
    QVERIFY(!f.script.timeline().changedNote(event));
    f.change(event, "look again");
    QCOMPARE(json(f.script.timeline()), QStringLiteral(R"({"text":"look again","on":7})"));
    QCOMPARE(json(*f.script.reloaded()), QStringLiteral(R"({"text":"look again","on":7})"));
    f.change(event, "");
    QCOMPARE(json(f.script.timeline()), QStringLiteral(R"({"text":"","on":7,"removed":true})"));
    QVERIFY(!f.script.timeline().changedNote(Two));
}

void TestNotes::marks()
{
    Fixture f;
    const std::size_t before = f.script.timeline().size();
    f.mark(Two);
    f.mark(One);
    f.expect({"5*", "6*"});
    f.mark(Two, false);
    f.expect({"5*"});
    QCOMPARE(f.script.timeline().size(), before);
}

void TestNotes::inTheirPacket_data()
{
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QStringList>("said"); // the packet's events are 8, 9, 10
    QTest::newRow("plain") << "hello" << QStringList{"8:hello"};
    QTest::newRow("the second") << R"(framescope {"event":"note","text":"hello","nth":1})"
                                << QStringList{"9:hello"};
    QTest::newRow("none that is there")
        << R"(framescope {"event":"note","text":"hello","nth":7})" << QStringList{};
    QTest::newRow("mark") << R"(framescope {"event":"mark","nth":2})" << QStringList{"10*"};
    QTest::newRow("no number") << R"(framescope {"event":"note","text":"hello","nth":"x"})"
                               << QStringList{};
}

void TestNotes::inTheirPacket()
{
    QFETCH(QString, comment);
    QFETCH(QStringList, said);
    Fixture f;
    auto& recorder = f.script.live().recorder();
    const Timestamp time = now() + std::chrono::seconds(1);
    QVERIFY(recorder.data(ConnectionId{1}, Direction::In, time, frames({"a", "b", "c"}),
                          comment.toStdString()));
    f.script.step("wait 5000");
    f.script.step("<- text later");
    f.script.finish();
    f.expect(said);
}

void TestNotes::onACommentsPacket()
{
    // A note in a packet without bytes is about the event of the packet's other comment.
    CaptureScript script;
    script.step("connecting ws://example.com/");
    script.step("comment plain");
    script.finish();
    QCOMPARE(said(script.live().timeline()), QStringList());
    QCOMPARE(script.timeline().size(), std::size_t{2});
}

void TestNotes::mistakes()
{
    Fixture f;
    auto& live = f.script.live();
    QVERIFY(!live.editNotes(NoteEdit::noteOn(EventId{1000}, "x")));
    QVERIFY(!live.editNotes(NoteEdit()));
    QVERIFY(!live.editNotes(NoteEdit::noteOn(One, std::string(70'000, 'x'))));
    QVERIFY(live.editNotes(NoteEdit::change(One, "no note")));
    f.expect({});
}

void TestNotes::ofAFile()
{
    Fixture f;
    f.note(Two, "recorded");
    f.script.finish();
    auto loader = Loader::open(f.script.path());
    QVERIFY(loader);
    QVERIFY((*loader)->run());
    const auto timeline = (*loader)->timeline();
    const std::size_t before = timeline->size();
    const auto end = timeline->entry(last(*timeline)).timestamp();
    QVERIFY((*loader)->editNotes(NoteEdit::noteOn(One, "added")));
    QVERIFY((*loader)->editNotes(NoteEdit::mark(One)));
    QCOMPARE(said(timeline), (QStringList{"5:added", "6:recorded", "5*"}));
    QCOMPARE(timeline->size(), before + 1);
    QVERIFY(timeline->entry(last(*timeline)).timestamp() == end);
    QVERIFY(!(*loader)->editNotes(NoteEdit::mark(EventId{1000})));
}

FRAMESCOPE_TEST(TestNotes)

} // namespace tst_notes

#include "tst_notes.moc"
