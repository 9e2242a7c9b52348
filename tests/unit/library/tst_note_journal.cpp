// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/note_journal.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/index/publisher.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tst_note_journal {

using namespace framescope;
using library::KeptNote;
using library::LeftNotes;
using library::NoteJournal;

namespace {

constexpr EventId One{4};
constexpr EventId Two{5};

KeptNote note(const char* text)
{
    return {text, {}};
}

KeptNote mark(bool on = true)
{
    return {{}, on};
}

/// A recording of the user's, and a folder for journals.
struct Fixture
{
    Fixture()
    {
        script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                    "<- text one\n<- text two\n<- text three\n");
    }

    QString file() const { return QString::fromStdString(script.path()); }
    QString notes() const { return folder.filePath(QStringLiteral("notes")); }
    QStringList journals() const { return QDir(notes()).entryList({QStringLiteral("*.notes")}); }
    NoteJournal::Timeline timeline() const { return script.live().timeline(); }

    // All that was asked of journals is done, and locks of those that were given up are free.
    void finish() const
    {
        NoteJournal last(notes());
        opened(last, folder.filePath(QStringLiteral("none")), timeline());
    }
    // What an earlier run left.
    static LeftNotes opened(NoteJournal& journal, const QString& file,
                            const NoteJournal::Timeline& timeline)
    {
        std::promise<LeftNotes> found;
        journal.open(file, timeline, [&found](LeftNotes left) { found.set_value(left); });
        return found.get_future().get();
    }
    LeftNotes open(NoteJournal& journal) const { return opened(journal, file(), timeline()); }
    // One run that keeps these, and ends.
    void keep(const NoteJournal::Unsaved& unsaved) const
    {
        NoteJournal journal(notes());
        open(journal);
        journal.keep(timeline(), unsaved);
    }

    // "4:text" of notes, "4*" and "4-" of marks; "changed" where the file has changed.
    static QStringList told(const LeftNotes& left)
    {
        QStringList lines;
        for (const auto& [event, kept] : left.notes) {
            const QString number = QString::number(event.value);
            if (kept.note) {
                lines += number + QLatin1Char(':') + QString::fromStdString(*kept.note);
            }
            if (kept.marked) {
                lines += number + QLatin1Char(*kept.marked ? '*' : '-');
            }
        }
        if (left.withoutRow > 0) {
            lines += QStringLiteral("%1 without a row").arg(left.withoutRow);
        }
        if (left.fileChanged) {
            lines += QStringLiteral("changed");
        }
        return lines;
    }
    // What another run would be offered.
    QStringList left() const { return leftFor(file()); }
    QStringList leftFor(const QString& recording) const
    {
        NoteJournal journal(notes());
        return told(opened(journal, recording, timeline()));
    }

    QByteArray written() const
    {
        finish();
        QFile kept(QDir(notes()).filePath(journals().value(0)));
        return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const
    {
        QFile kept(QDir(notes()).filePath(journals().value(0)));
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write(bytes);
    }

    QTemporaryDir folder;
    mutable test::CaptureScript script;
};

} // namespace

class TestNoteJournal : public QObject
{
    Q_OBJECT

private slots:
    void survivesAKill(); // the first: a process that is forked has no threads
    void keepsTheNewest();
    void nobodyElseReadsIt();
    void forgets();
    void torn();
    void leavesOthersAlone();
    void countsPastNotes();
    void tellsThatTheFileChanged();
    void aHeadThatCannotBeRead();
    void throughALink();
    void withoutAFile();
    void whatDoesNotFitLeavesTheRest();
    void whatWasLeftOutlivesTheRest();
    void savingMovesWhatWasLeft();
    void notesWithoutARow();
    void manyAtOnce();
    void onlyTheNewestIsWritten();
    void ofOneWhoEndedMeanwhile();
};

/// The process is killed, not ended, right after the note was written.
void TestNoteJournal::survivesAKill()
{
    const Fixture f;
    const pid_t child = ::fork();
    if (child == 0) {
        f.keep({{Two, note("never saved")}});
        f.finish();
        ::kill(::getpid(), SIGKILL);
    }
    QVERIFY(child > 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    QCOMPARE(f.left(), QStringList{"5:never saved"});
}

void TestNoteJournal::keepsTheNewest()
{
    const Fixture f;
    QCOMPARE(f.left(), QStringList());
    QVERIFY(!QFile::exists(f.notes())); // nothing is written where nothing is said
    f.keep({{One, mark()}, {Two, note("line \"two\" ž\nof it")}});
    QCOMPARE(f.left(), (QStringList{"4*", "5:line \"two\" ž\nof it"}));
    f.keep({{One, mark(false)}, {Two, KeptNote{"", true}}});
    QCOMPARE(f.left(), (QStringList{"4-", "5:", "5*"}));
}

void TestNoteJournal::nobodyElseReadsIt()
{
    const Fixture f;
    f.keep({{One, mark()}});
    f.finish();
    QCOMPARE(f.journals().size(), 1);
    struct stat status = {};
    const QString path = QDir(f.notes()).filePath(f.journals().first());
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(QFile::encodeName(f.notes()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void TestNoteJournal::forgets()
{
    const Fixture f;
    {
        NoteJournal journal(f.notes());
        f.open(journal);
        journal.keep(f.timeline(), {});
        journal.keep(f.timeline(), {{One, mark()}});
        QVERIFY(f.written().contains("marked"));
        journal.keep(f.timeline(), {});
    }
    f.finish();
    QVERIFY(QDir(f.notes()).isEmpty());
}

/// What can't be read of a journal spoils nothing else.
void TestNoteJournal::torn()
{
    const Fixture f;
    f.keep({{One, note("whole")}, {Two, note("cut off")}});
    f.write(f.written().chopped(6));
    QCOMPARE(f.left(), QStringList{"4:whole"});
    f.keep({{Two, mark()}});
    QCOMPARE(f.left(), (QStringList{"4:whole", "5*"}));
}

void TestNoteJournal::leavesOthersAlone()
{
    const Fixture f;
    NoteJournal first(f.notes());
    f.open(first);
    first.keep(f.timeline(), {{One, note("mine")}});
    QCOMPARE(f.left(), QStringList()); // it is in use
    {
        NoteJournal second(f.notes());
        f.open(second);
        second.keep(f.timeline(), {{Two, note("theirs")}});
        second.keep(f.timeline(), {});
    }
    QVERIFY(f.written().contains("mine"));
}

/// Saved notes move the numbers of what comes after them; the place of an event stays.
void TestNoteJournal::countsPastNotes()
{
    const Fixture f;
    f.keep({{Two, note("here")}});
    test::CaptureScript saved;
    saved.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\nnote saved before\n"
               "<- text one\n<- text two\n");
    NoteJournal journal(f.notes());
    QCOMPARE(Fixture::told(Fixture::opened(journal, f.file(), saved.live().timeline())),
             QStringList{"6:here"});
}

void TestNoteJournal::tellsThatTheFileChanged()
{
    const Fixture f;
    {
        NoteJournal journal(f.notes());
        f.open(journal);
        f.script.step("<- text four"); // the file is taken as it was when it was opened
        journal.keep(f.timeline(), {{One, mark()}});
    }
    QCOMPARE(f.left(), (QStringList{"4*", "changed"}));
    f.keep({{Two, mark()}});
    QCOMPARE(f.left(), (QStringList{"4*", "5*", "changed"}));
}

void TestNoteJournal::aHeadThatCannotBeRead()
{
    const Fixture f;
    f.keep({{One, mark()}});
    f.write("?" + f.written().mid(1)); // instead of the brace
    QCOMPARE(f.left(), (QStringList{"4*", "changed"}));
}

void TestNoteJournal::throughALink()
{
    const Fixture f;
    const QString link = f.folder.filePath(QStringLiteral("link.pcapng"));
    QVERIFY(QFile::link(f.file(), link));
    f.keep({{One, mark()}});
    QCOMPARE(f.leftFor(link), QStringList{"4*"});
}

/// All that are gone would share one journal.
void TestNoteJournal::withoutAFile()
{
    const Fixture f;
    NoteJournal journal(f.notes());
    Fixture::opened(journal, f.folder.filePath(QStringLiteral("gone")), f.timeline());
    journal.keep(f.timeline(), {{One, mark()}});
    f.finish();
    QVERIFY(f.journals().isEmpty());
}

void TestNoteJournal::whatDoesNotFitLeavesTheRest()
{
    const Fixture f;
    NoteJournal journal(f.notes());
    f.open(journal);
    journal.keep(f.timeline(), {{One, mark()}});
    const QByteArray before = f.written();
    QVERIFY(before.contains("marked"));
    rlimit limit = {};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
    const rlimit small{static_cast<rlim_t>(before.size()) + 10, limit.rlim_max};
    ::signal(SIGXFSZ, SIG_IGN);
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    journal.keep(f.timeline(), {{One, mark()}, {Two, note("there is no room for this")}});
    f.finish();
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    QCOMPARE(f.written(), before);
}

void TestNoteJournal::whatWasLeftOutlivesTheRest()
{
    const Fixture f;
    f.keep({{One, KeptNote{"left", true}}});
    f.keep({{Two, note("mine")}});
    QCOMPARE(f.left(), (QStringList{"4:left", "4*", "5:mine"}));
    f.keep({});
    QCOMPARE(f.left(), (QStringList{"4:left", "4*", "5:mine"}));
    {
        NoteJournal journal(f.notes());
        f.open(journal);
        journal.keep(f.timeline(), {{Two, note("newer")}});
        journal.forgetLeft(true);
    }
    QCOMPARE(f.left(), QStringList{"5:newer"});
}

/// What was kept for the file that made way is about nothing any more.
void TestNoteJournal::savingMovesWhatWasLeft()
{
    const Fixture f;
    const QString other = f.folder.filePath(QStringLiteral("other.pcapng"));
    QVERIFY(QFile::copy(f.file(), other));
    {
        NoteJournal journal(f.notes());
        f.open(journal);
        journal.keep(f.timeline(), {{One, note("left")}});
        f.finish();
        Fixture::opened(journal, other, f.timeline());
        journal.keep(f.timeline(), {{Two, note("of what was there")}});
    }
    f.finish();
    QCOMPARE(f.journals().size(), 2);
    {
        NoteJournal journal(f.notes());
        f.open(journal);
        journal.saved(other, f.timeline(), {{Two, mark()}});
    }
    QCOMPARE(f.left(), QStringList());
    QCOMPARE(f.leftFor(other), (QStringList{"4:left", "5*"}));
    {
        NoteJournal journal(f.notes());
        Fixture::opened(journal, other, f.timeline());
        journal.forgetLeft(false);
        journal.saved(other, f.timeline(), {});
    }
    f.finish();
    QVERIFY(f.journals().isEmpty());
}

void TestNoteJournal::notesWithoutARow()
{
    const Fixture f;
    f.keep({{One, mark()}, {Two, note("on a row")}});
    test::CaptureScript shorter;
    shorter.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    QCOMPARE(shorter.timeline().size(), std::size_t{5});
    {
        NoteJournal journal(f.notes());
        QCOMPARE(Fixture::told(Fixture::opened(journal, f.file(), shorter.live().timeline())),
                 (QStringList{"4*", "1 without a row"}));
        journal.forgetLeft(false);
        journal.saved(f.file(), shorter.live().timeline(), {});
    }
    QCOMPARE(f.left(), QStringList{"5:on a row"}); // nobody has answered for it
}

void TestNoteJournal::manyAtOnce()
{
    const Fixture f;
    constexpr std::uint32_t Rows = 400'000;
    constexpr std::uint32_t Marks = 10'000;
    auto timeline = std::make_shared<timeline::Timeline>();
    timeline::Publisher publisher(*timeline);
    for (std::uint32_t i = 0; i < Rows; ++i) {
        timeline::Entry entry;
        entry.type = i % 100 == 0 ? timeline::Type::Note : timeline::Type::Text;
        publisher.publish(entry);
    }
    QElapsedTimer clock;
    clock.start();
    NoteJournal::Unsaved unsaved;
    for (std::uint32_t i = 0; i < Marks; ++i) {
        unsaved[EventId{Rows - 1 - i * 2}] = mark();
    }
    NoteJournal journal(f.notes());
    Fixture::opened(journal, f.file(), timeline);
    journal.keep(timeline, unsaved);
    QCOMPARE(f.written().count("marked"), int{Marks});
    // Counting from the start for each takes 4,000,000,000 looks.
    QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
}

void TestNoteJournal::onlyTheNewestIsWritten()
{
    const Fixture f;
    NoteJournal journal(f.notes());
    f.open(journal);
    std::promise<void> release;
    std::promise<QStringList> before;
    NoteJournal blocking(f.notes());
    blocking.open(f.file(), f.timeline(), [&](const LeftNotes&) { release.get_future().wait(); });
    for (int i = 0; i < 1000; ++i) {
        journal.keep(f.timeline(), {{Two, note("not wanted")}});
    }
    NoteJournal looking(f.notes());
    looking.open(f.file(), f.timeline(), [&](const LeftNotes&) { before.set_value(f.journals()); });
    journal.keep(f.timeline(), {{Two, mark(false)}});
    release.set_value();
    QCOMPARE(before.get_future().get(), QStringList());
    QVERIFY(f.written().contains("marked"));
}

/// What it left is not lost to the one that goes on.
void TestNoteJournal::ofOneWhoEndedMeanwhile()
{
    const Fixture f;
    auto first = std::make_unique<NoteJournal>(f.notes());
    f.open(*first);
    first->keep(f.timeline(), {{One, note("theirs")}});
    {
        NoteJournal second(f.notes());
        QCOMPARE(Fixture::told(f.open(second)), QStringList());
        first.reset();
        second.keep(f.timeline(), {{Two, note("mine")}});
        f.finish();
        second.keep(f.timeline(), {});
    }
    QCOMPARE(f.left(), QStringList{"4:theirs"});
}

FRAMESCOPE_TEST(TestNoteJournal)

} // namespace tst_note_journal

#include "tst_note_journal.moc"
