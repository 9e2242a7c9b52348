// SPDX-License-Identifier: GPL-3.0-or-later
#include "saved_notes.h"

namespace tst_save_notes {

using namespace framescope;
using namespace framescope::test;
using library::saveWithNotes;
using timeline::NoteEdit;
using timeline::Notes;

namespace {

Bytes frames(std::initializer_list<const char*> texts)
{
    Bytes bytes;
    for (const char* text : texts) {
        append(bytes, wire::encodeFrame({true, 0, wire::Opcode::Text, {}, {}, {}},
                                        asBytes(std::string_view(text))));
    }
    return bytes;
}

} // namespace

class TestSaveNotes : public QObject
{
    Q_OBJECT

private slots:
    void ofASession();
    void whatTsharkSees();
    void theRestStays();
    void onEachEvent_data();
    void onEachEvent();
    void changedAndRemoved();
    void overItself();
    void notOverWhatOthersWrote();
    void withoutNotesNothingChanges();
    void failures();

private:
    QString in(const QString& name) const { return folder_.filePath(name); }
    /// A session with notes and marks of all kinds, saved as `target`.
    void recordNotes(CaptureScript& script);
    static void editNotes(CaptureScript& script, const NoteEdit& edit)
    {
        QVERIFY(script.live().editNotes(edit));
    }
    const QStringList expected_{"binary data: two frames",
                                "connecting: where from",
                                "open: it is up",
                                "text b: the middle",
                                "text b *",
                                "text one: look",
                                "text one *",
                                "nothing: by itself"};
    QTemporaryDir folder_;
};

void TestSaveNotes::recordNotes(CaptureScript& script)
{
    script.play(Opening);
    editNotes(script, NoteEdit::noteOn(EventId{5}, "look"));
    const EventId b{static_cast<std::uint32_t>(script.timeline().size()) + 1};
    QVERIFY(script.live().append(ConnectionId{1}, Direction::In, now() + std::chrono::seconds(1),
                                 frames({"a", "b", "c"})));
    script.step("note by itself");
    editNotes(script, NoteEdit::noteOn(EventId{0}, "where from"));
    editNotes(script, NoteEdit::noteOn(EventId{4}, "it is up"));
    editNotes(script, NoteEdit::noteOn(b, "the middle"));
    editNotes(script, NoteEdit::mark(b));
    editNotes(script, NoteEdit::mark(EventId{5}));
    editNotes(script, NoteEdit::mark(EventId{6}));
    editNotes(script, NoteEdit::mark(EventId{6}, false));
    script.play("wait 2000\n<- more binary da\n<- rest ta");
    const EventId message{static_cast<std::uint32_t>(script.timeline().size()) - 1};
    QVERIFY(script.timeline().entry(message).has(timeline::Entry::Assembled));
    editNotes(script, NoteEdit::noteOn(message, "two frames"));
}

void TestSaveNotes::ofASession()
{
    CaptureScript script;
    recordNotes(script);
    QStringList expected = expected_;
    expected.sort();
    QCOMPARE(said(script.live().timeline()), expected);
    const QString target = in("session.pcapng");
    const auto saved = saveWithNotes(script.live().timeline(), target, false);
    QVERIFY2(saved, saved ? "" : saved.error().message().c_str());
    const auto loader = load(target);
    QCOMPARE(said(loader->timeline()), expected);
    QCOMPARE(QFileInfo(target).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    // Nothing tells of numbers any more: saving once more changes nothing.
    QVERIFY(saveWithNotes(loader->timeline(), in("again.pcapng"), true));
    QFile one(target);
    QFile other(in("again.pcapng"));
    QVERIFY(one.open(QIODevice::ReadOnly) && other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), one.readAll());
}

void TestSaveNotes::whatTsharkSees()
{
    CaptureScript script;
    recordNotes(script);
    const QString target = in("tshark.pcapng");
    QVERIFY(saveWithNotes(script.live().timeline(), target, false));
    QCOMPARE(fields(target, {"tcp.payload"}, "frame.comment == \"look\""),
             (QStringList{QString::fromLatin1(QByteArray("\x81\x03one").toHex())}));
    const QStringList middle =
        fields(target, {"websocket.payload_length"}, "frame.comment contains \"the middle\"");
    QCOMPARE(middle, (QStringList{"1,1,1"}));
    QCOMPARE(fields(target, {"http.response.code"}, "frame.comment == \"it is up\""),
             (QStringList{}));
    QCOMPARE(fields(target, {"http.response.code"}, "frame.comment contains \"it is up\""),
             (QStringList{"101"}));
    QCOMPARE(fields(target, {"websocket.opcode"}, "frame.comment contains \"two frames\""),
             (QStringList{"0"}));
    QCOMPARE(fields(target, {"frame.number"}, "_ws.malformed"), QStringList());
}

void TestSaveNotes::theRestStays()
{
    CaptureScript script;
    recordNotes(script);
    const QString target = in("rest.pcapng");
    QVERIFY(saveWithNotes(script.live().timeline(), target, false));
    const QString recording = QString::fromStdString(script.path());
    QCOMPARE(packets(target), packets(recording, "!(frame.comment contains \"\\\"on\\\":\")"));
    QVERIFY(packets(target).size() > 10);
}

void TestSaveNotes::onEachEvent_data()
{
    QTest::addColumn<QString>("story");
    const QString opening = QString::fromLatin1(Opening);
    QTest::newRow("closed") << opening +
                                   "-> close 1000\n<- close 1000\n<- fin\n-> fin\nclosed {}\n";
    QTest::newRow("every life cycle event")
        << "connecting wss://example.com/chat\nevent resolved {\"addresses\":[\"::1\"]}\ntcp\n"
           "event secured {\"version\":\"TLSv1.3\"}\n-> request\n<- 101\n"
           "event behaviour {\"what\":\"drop\"}\n<- text a\n"
           "event error {\"layer\":\"tcp\",\"text\":\"reset\"}\n<- rst\nclosed {}\n";
    QTest::newRow("never connected") << "connecting ws://example.com/chat\n"
                                        "event error {\"layer\":\"dns\",\"text\":\"no\"}\n"
                                        "closed {}\n";
    QTest::newRow("still open") << opening;
    QTest::newRow("ends inside a frame") << opening + "<- raw 81 05 48 65\n-> raw 81 85\n";
    QTest::newRow("a foreign one") << "tcp silently\n-> request\n<- 101\n<- text one\n"
                                      "-> close 1000\n<- close 1000\n<- fin\n-> fin\n";
    QTest::newRow("several frames at once") << opening + "<- raw 81 01 61 81 01 62 89 00\n";
}

/// Marked and noted one by one, and all at once: each is there again, at its place.
void TestSaveNotes::onEachEvent()
{
    QFETCH(QString, story);
    CaptureScript script;
    script.play(story.toStdString());
    if (!story.contains("one")) {
        script.finish();
    }
    const QString file = in("each.pcapng");
    QVERIFY(saveWithNotes(script.live().timeline(), file, false));
    const auto opened = load(file)->timeline();
    QVERIFY(opened->size() >= script.timeline().size());
    const auto places = [](const Timelines& timeline) {
        const Notes edits(timeline);
        std::vector<std::uint32_t> all;
        std::uint32_t place = 0;
        for (std::uint32_t i = 0; i < timeline->size(); ++i) {
            if (timeline->entry(EventId{i}).type == timeline::Type::Note) {
                continue;
            }
            if (edits.isMarked(EventId{i}) && edits.on(EventId{i})) {
                all.push_back(place);
            }
            ++place;
        }
        return all;
    };
    std::vector<std::uint32_t> every(opened->size());
    std::iota(every.begin(), every.end(), 0);
    std::vector<std::vector<std::uint32_t>> choices{every};
    for (const std::uint32_t one : every) {
        choices.push_back({one});
    }
    for (const auto& chosen : choices) {
        const auto loader = load(file);
        for (const std::uint32_t one : chosen) {
            QVERIFY(loader->editNotes(NoteEdit::mark(EventId{one})));
            QVERIFY(loader->editNotes(NoteEdit::noteOn(EventId{one}, "look")));
        }
        QVERIFY(saveWithNotes(loader->timeline(), in("noted.pcapng"), true));
        const auto again = places(load(in("noted.pcapng"))->timeline());
        QVERIFY2(again == chosen, qPrintable(QStringLiteral("%1 of %2, first %3: %4")
                                                 .arg(again.size())
                                                 .arg(chosen.size())
                                                 .arg(chosen.front())
                                                 .arg(said(loader->timeline()).join(", "))));
    }
}

void TestSaveNotes::changedAndRemoved()
{
    CaptureScript script;
    script.play(Opening);
    editNotes(script, NoteEdit::noteOn(EventId{5}, "first"));
    const EventId first{static_cast<std::uint32_t>(script.timeline().size() - 1)};
    editNotes(script, NoteEdit::noteOn(EventId{6}, "second"));
    const EventId second{static_cast<std::uint32_t>(script.timeline().size() - 1)};
    editNotes(script, NoteEdit::change(first, "framescope {is odd}"));
    editNotes(script, NoteEdit::change(second, ""));
    const QString target = in("changed.pcapng");
    QVERIFY(saveWithNotes(script.live().timeline(), target, false));
    auto loader = load(target);
    QCOMPARE(said(loader->timeline()), (QStringList{"text one: framescope {is odd}"}));
    QCOMPARE(fields(target, {"frame.comment"}, "frame.comment contains \"second\""), QStringList());
    // Likewise those that stand in their packets.
    const EventId event = Notes(loader->timeline()).on(EventId{5})->event;
    QVERIFY(loader->editNotes(NoteEdit::change(event, "plain now")));
    QVERIFY(loader->editNotes(NoteEdit::noteOn(EventId{0}, "more")));
    QVERIFY(saveWithNotes(loader->timeline(), in("changed2.pcapng"), true));
    auto again = load(in("changed2.pcapng"));
    QCOMPARE(said(again->timeline()), (QStringList{"connecting: more", "text one: plain now"}));
    const Notes kept(again->timeline());
    for (const auto& [id, note] : kept.notes()) {
        QVERIFY(again->editNotes(NoteEdit::change(id, "")));
    }
    QVERIFY(saveWithNotes(again->timeline(), in("changed3.pcapng"), true));
    QCOMPARE(said(load(in("changed3.pcapng"))->timeline()), QStringList());
    QCOMPARE(packets(in("changed3.pcapng")), packets(target));
}

void TestSaveNotes::overItself()
{
    CaptureScript script;
    script.play(Opening);
    script.finish();
    const QString file = in("self.pcapng");
    QVERIFY(QFile::copy(QString::fromStdString(script.path()), file));
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto loader = load(file);
    const auto timeline = loader->timeline();
    const std::size_t size = timeline->size();
    QVERIFY(!saveWithNotes(timeline, file, false));
    QVERIFY(loader->editNotes(NoteEdit::noteOn(EventId{5}, "one")));
    QVERIFY(saveWithNotes(timeline, file, true));
    QVERIFY(loader->editNotes(NoteEdit::noteOn(EventId{6}, "two")));
    QVERIFY(saveWithNotes(timeline, file, true));
    // What is open goes on as it was: numbers, payloads.
    QCOMPARE(timeline->size(), size + 2);
    QCOMPARE(said(timeline), (QStringList{"text one: one", "text second: two"}));
    QCOMPARE(said(load(file)->timeline()), (QStringList{"text one: one", "text second: two"}));
    QVERIFY(QFileInfo(file).permissions().testFlag(QFile::ReadOther));
    QCOMPARE(QDir(folder_.path()).entryList({"self.pcapng*"}), QStringList{"self.pcapng"});
}

void TestSaveNotes::notOverWhatOthersWrote()
{
    CaptureScript script;
    script.play(Opening);
    script.finish();
    const QString file = in("others.pcapng");
    QVERIFY(QFile::copy(QString::fromStdString(script.path()), file));
    const auto loader = load(file);
    const auto timeline = loader->timeline();
    QVERIFY(loader->editNotes(NoteEdit::noteOn(EventId{5}, "one")));
    const auto opened = FileState::of(file.toStdString());
    QVERIFY(opened);
    const auto saved = saveWithNotes(timeline, file, true, library::KnownFile{file, *opened});
    QVERIFY(saved);
    QCOMPARE(saved->state == *FileState::of(file.toStdString()), true);
    // Another window has opened what was there before, and saves.
    const auto late = saveWithNotes(timeline, file, true, library::KnownFile{file, *opened});
    QVERIFY(!late);
    QCOMPARE(QString::fromStdString(late.error().message()),
             QStringLiteral("%1: the file has changed since it was opened (save it under another "
                            "name)")
                 .arg(file));
    QVERIFY(QFile::link(file, in("others.link")));
    QVERIFY(!saveWithNotes(timeline, in("others.link"), true, library::KnownFile{file, *opened}));
    QVERIFY(saveWithNotes(timeline, file, true, library::KnownFile{file, saved->state}));
    // A recorder goes on.
    const auto known = FileState::of(file.toStdString());
    QFile grown(file);
    QVERIFY(grown.open(QIODevice::Append));
    grown.write("more");
    grown.close();
    QVERIFY(!saveWithNotes(timeline, file, true, library::KnownFile{file, *known}));
    QCOMPARE(QDir(folder_.path()).entryList({"others.pcapng*"}), QStringList{"others.pcapng"});
    QVERIFY(grown.open(QIODevice::ReadOnly));
    QVERIFY(grown.readAll().endsWith("more"));
    // Elsewhere nothing is lost, nor where it is gone.
    QVERIFY(saveWithNotes(timeline, in("others2.pcapng"), true, library::KnownFile{file, *known}));
    QVERIFY(grown.remove());
    QVERIFY(saveWithNotes(timeline, file, true, library::KnownFile{file, *known}));
    QCOMPARE(said(load(file)->timeline()), (QStringList{"text one: one"}));
}

void TestSaveNotes::withoutNotesNothingChanges()
{
    CaptureScript script;
    script.play(Opening);
    script.finish();
    QVERIFY(saveWithNotes(script.live().timeline(), in("same.pcapng"), false));
    QFile one(QString::fromStdString(script.path()));
    QFile other(in("same.pcapng"));
    QVERIFY(one.open(QIODevice::ReadOnly) && other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), one.readAll());
}

void TestSaveNotes::failures()
{
    CaptureScript script;
    script.play(Opening);
    editNotes(script, NoteEdit::noteOn(EventId{5}, "look"));
    QVERIFY(!saveWithNotes(script.live().timeline(), in("no/such/folder.pcapng"), false));
    QVERIFY(!saveWithNotes(script.live().timeline(), QString::fromStdString(script.path()), false));
    // The disk is full: what was there stays, and nothing else is left.
    QFile kept(in("kept.pcapng"));
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("kept");
    kept.close();
    {
        const FileSizeLimit limit(100);
        QVERIFY(!saveWithNotes(script.live().timeline(), kept.fileName(), false));
    }
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("kept"));
    QCOMPARE(QDir(folder_.path()).entryList({"kept.pcapng*"}), QStringList{"kept.pcapng"});
    QCOMPARE(said(script.reloaded()), (QStringList{"text one: look"}));
}

FRAMESCOPE_TEST(TestSaveNotes)

} // namespace tst_save_notes

#include "tst_save_notes.moc"
