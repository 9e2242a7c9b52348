// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/remark_journal.h"
#include "support/capture_script.h"
#include "support/file_size_limit.h"
#include "support/test_program.h"
#include "timeline/index/publisher.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tst_remark_journal {

using namespace framescope;
using session::KeptRemarks;
using session::RemarkJournal;

namespace {

constexpr EventId One{4};
constexpr EventId Two{5};

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
    QStringList journals() const { return QDir(notes()).entryList(QDir::Files); }
    RemarkJournal::Timeline timeline() const { return script.live().timeline(); }

    // "4:text" of notes, "4*" and "4-" of marks; "changed" where the file has changed.
    static QStringList told(const KeptRemarks& kept)
    {
        QStringList lines;
        for (const auto& remark : kept.remarks) {
            const QString number = QString::number(remark.about.value);
            if (remark.note) {
                lines += number + QLatin1Char(':') + QString::fromStdString(*remark.note);
            }
            if (remark.marked) {
                lines += number + QLatin1Char(*remark.marked ? '*' : '-');
            }
        }
        if (kept.withoutRow > 0) {
            lines += QStringLiteral("%1 without a row").arg(kept.withoutRow);
        }
        if (kept.fileChanged) {
            lines += QStringLiteral("changed");
        }
        return lines;
    }
    // What another run would be offered.
    QStringList left() const { return leftFor(file()); }
    QStringList leftFor(const QString& recording) const
    {
        std::optional<KeptRemarks> found;
        {
            RemarkJournal journal(notes());
            journal.open(recording, timeline(),
                         [&found](const KeptRemarks& kept) { found = kept; });
        }
        return found ? told(*found) : QStringList();
    }

    // One that is there for `file`, whatever is in it.
    QString copyOfFile(const QString& name) const
    {
        const QString copy = folder.filePath(name);
        QFile::copy(file(), copy);
        return copy;
    }
    QByteArray written() const
    {
        QFile kept(QDir(notes()).filePath(journals().value(0)));
        return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    mutable test::CaptureScript script;
};

} // namespace

class TestRemarkJournal : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewest();
    void nobodyElseReadsIt();
    void forgets();
    void survivesAKill();
    void torn();
    void leavesOthersAlone();
    void countsPastNotes();
    void tellsThatTheFileChanged();
    void aHeadThatCannotBeRead();
    void theFileIsAsItWasOpened();
    void throughALink();
    void withoutAFile();
    void aTornLineSpoilsNoOther();
    void whatDoesNotFitIsTakenBack();
    void whatWasLeftOutlivesTheRest();
    void savingMovesWhatWasLeft();
    void takenOver();
    void remarksWithoutARow();
    void manyInOneWrite();
    void manyAreForgottenAtOnce();
    void ofOneWhoEndedMeanwhile();
};

void TestRemarkJournal::keepsTheNewest()
{
    const Fixture f;
    QCOMPARE(f.left(), QStringList());
    QVERIFY(f.journals().isEmpty()); // nothing is written where nothing is said
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), Two, "first\nline \"two\" ž");
        journal.keepMark(f.timeline(), One, true);
        journal.keepNote(f.timeline(), Two, "second");
    }
    QCOMPARE(f.left(), (QStringList{"4*", "5:second"}));
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, false);
        journal.keepNote(f.timeline(), Two, "");
        journal.keepMark(f.timeline(), Two, true);
    }
    QCOMPARE(f.left(), (QStringList{"4-", "5:", "5*"}));
}

void TestRemarkJournal::nobodyElseReadsIt()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
    }
    QCOMPARE(f.journals().size(), 1);
    struct stat status = {};
    const QString path = QDir(f.notes()).filePath(f.journals().first());
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(QFile::encodeName(f.notes()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void TestRemarkJournal::forgets()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.forget(); // nothing is there
        journal.keepMark(f.timeline(), One, true);
        journal.forget();
    }
    QVERIFY(f.journals().isEmpty());
    QCOMPARE(f.left(), QStringList());
}

/// The process is killed, not ended, right after the note was written.
void TestRemarkJournal::survivesAKill()
{
    const Fixture f;
    const pid_t child = ::fork();
    if (child == 0) {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), Two, "never saved");
        // What is asked for is done in order: when this is called, the note was written.
        journal.open(f.file(), f.timeline(),
                     [](const KeptRemarks&) { ::kill(::getpid(), SIGKILL); });
        ::pause();
    }
    QVERIFY(child > 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    QCOMPARE(f.left(), QStringList{"5:never saved"});
}

void TestRemarkJournal::torn()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), One, "whole");
        journal.keepNote(f.timeline(), Two, "cut off");
    }
    QFile kept(QDir(f.notes()).filePath(f.journals().first()));
    QVERIFY(kept.open(QIODevice::ReadWrite));
    QVERIFY(kept.resize(kept.size() - 6));
    kept.close();
    QCOMPARE(f.left(), QStringList{"4:whole"});
}

void TestRemarkJournal::leavesOthersAlone()
{
    const Fixture f;
    RemarkJournal first(f.notes());
    first.open(f.file(), f.timeline(), {});
    first.keepNote(f.timeline(), One, "mine");
    std::atomic<bool> written = false;
    first.open(f.file(), f.timeline(), [&written](const KeptRemarks&) { written = true; });
    QTRY_VERIFY(written);
    QCOMPARE(f.left(), QStringList()); // it is in use
    {
        RemarkJournal second(f.notes());
        second.open(f.file(), f.timeline(), {});
        second.keepNote(f.timeline(), Two, "theirs");
        second.forget();
    }
    QCOMPARE(f.journals().size(), 1);
}

/// Saved notes move the numbers of what comes after them; the place of an event stays.
void TestRemarkJournal::countsPastNotes()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), Two, "here");
    }
    test::CaptureScript saved;
    saved.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\nnote saved before\n"
               "<- text one\n<- text two\n");
    std::optional<KeptRemarks> found;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), saved.live().timeline(),
                     [&found](const KeptRemarks& kept) { found = kept; });
    }
    QVERIFY(found);
    QCOMPARE(Fixture::told(*found), QStringList{"6:here"});
}

void TestRemarkJournal::tellsThatTheFileChanged()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
    }
    f.script.step("<- text four");
    QCOMPARE(f.left(), (QStringList{"4*", "changed"}));
}

void TestRemarkJournal::aHeadThatCannotBeRead()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
    }
    QFile kept(QDir(f.notes()).filePath(f.journals().first()));
    QVERIFY(kept.open(QIODevice::ReadWrite));
    kept.write("?"); // instead of the brace
    kept.close();
    QCOMPARE(f.left(), (QStringList{"4*", "changed"}));
}

/// Not as it was when the first remark was made.
void TestRemarkJournal::theFileIsAsItWasOpened()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), Two, true); // one that is there before the file changes
        std::atomic<bool> opened = false;
        journal.open(f.file(), f.timeline(), [&opened](const KeptRemarks&) { opened = true; });
        QTRY_VERIFY(opened);
        journal.forgetAll();
        f.script.step("<- text four");
        journal.keepMark(f.timeline(), One, true);
    }
    QCOMPARE(f.left(), (QStringList{"4*", "changed"}));
}

void TestRemarkJournal::throughALink()
{
    const Fixture f;
    const QString link = f.folder.filePath(QStringLiteral("link.pcapng"));
    QVERIFY(QFile::link(f.file(), link));
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
    }
    QCOMPARE(f.leftFor(link), QStringList{"4*"});
}

/// All that are gone would share one journal.
void TestRemarkJournal::withoutAFile()
{
    const Fixture f;
    RemarkJournal journal(f.notes());
    journal.open(f.folder.filePath(QStringLiteral("gone")), f.timeline(), {});
    journal.keepMark(f.timeline(), One, true);
    journal.open(f.file(), f.timeline(), {});
    journal.keepMark(f.timeline(), Two, true);
    QTRY_VERIFY(f.written().contains("marked"));
    QCOMPARE(f.journals().size(), 1);
}

void TestRemarkJournal::aTornLineSpoilsNoOther()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), One, "cut off");
    }
    QFile kept(QDir(f.notes()).filePath(f.journals().first()));
    QVERIFY(kept.open(QIODevice::ReadWrite));
    QVERIFY(kept.resize(kept.size() - 6));
    kept.close();
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), Two, true);
        journal.keepMark(f.timeline(), One, true);
    }
    QCOMPARE(f.left(), (QStringList{"4*", "5*"}));
}

void TestRemarkJournal::whatDoesNotFitIsTakenBack()
{
    const Fixture f;
    RemarkJournal journal(f.notes());
    journal.open(f.file(), f.timeline(), {});
    journal.keepMark(f.timeline(), One, true);
    QTRY_VERIFY(f.written().endsWith('\n'));
    const QByteArray before = f.written();
    const auto finish = [&] { // all that was asked for before is done then
        std::atomic<bool> done = false;
        journal.open(f.file(), f.timeline(), [&done](const KeptRemarks&) { done = true; });
        QTRY_VERIFY(done);
    };
    {
        const test::FileSizeLimit limit(static_cast<rlim_t>(before.size()) + 10);
        journal.keepNote(f.timeline(), Two, "there is no room for this");
        finish();
    }
    QCOMPARE(f.written(), before);
}

void TestRemarkJournal::whatWasLeftOutlivesTheRest()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), One, "left");
        journal.keepMark(f.timeline(), One, true);
    }
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), Two, "mine");
        journal.forget();
    }
    QCOMPARE(f.left(), (QStringList{"4:left", "4*"}));
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.forgetAll();
        journal.keepNote(f.timeline(), Two, "mine");
    }
    QCOMPARE(f.left(), QStringList{"5:mine"});
}

/// What was kept for the file that made way is about nothing any more.
void TestRemarkJournal::savingMovesWhatWasLeft()
{
    const Fixture f;
    const QString other = f.copyOfFile(QStringLiteral("other.pcapng"));
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepNote(f.timeline(), One, "left");
        journal.open(other, f.timeline(), {});
        journal.keepNote(f.timeline(), Two, "of what was there");
    }
    QCOMPARE(f.journals().size(), 2);
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.saved(other);
        journal.keepMark(f.timeline(), Two, true);
    }
    QCOMPARE(f.left(), QStringList());
    QCOMPARE(f.leftFor(other), (QStringList{"4:left", "5*"}));
    {
        RemarkJournal journal(f.notes());
        journal.open(other, f.timeline(), {});
        journal.takeOver(f.timeline());
        journal.saved(other);
    }
    QVERIFY(f.journals().isEmpty());
}

void TestRemarkJournal::takenOver()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
    }
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.takeOver(f.timeline());
    }
    QCOMPARE(f.left(), QStringList{"4*"}); // until it is saved
}

void TestRemarkJournal::remarksWithoutARow()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
        journal.keepNote(f.timeline(), Two, "on a row");
    }
    test::CaptureScript shorter;
    shorter.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    QCOMPARE(shorter.timeline().size(), std::size_t{5});
    std::optional<KeptRemarks> found;
    const auto offer = [&found](const KeptRemarks& kept) { found = kept; };
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), shorter.live().timeline(), offer);
        journal.takeOver(shorter.live().timeline());
        journal.saved(f.file());
    }
    QVERIFY(found);
    QCOMPARE(Fixture::told(*found), (QStringList{"4*", "1 without a row"}));
    QCOMPARE(f.left(), QStringList{"5:on a row"}); // nobody has answered for it
}

/// Each takes a look at what is new alone, and they are written together.
void TestRemarkJournal::manyInOneWrite()
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
    {
        RemarkJournal journal(f.notes());
        journal.open(f.file(), timeline, {});
        for (std::uint32_t i = 0; i < Marks; ++i) {
            journal.keepMark(timeline, EventId{Rows - 1 - i * 2}, true);
        }
    }
    QCOMPARE(f.written().count("marked"), int{Marks});
}

void TestRemarkJournal::manyAreForgottenAtOnce()
{
    const Fixture f;
    {
        RemarkJournal journal(f.notes());
        std::atomic<bool> release = false;
        journal.open(f.file(), f.timeline(), {});
        journal.keepMark(f.timeline(), One, true);
        std::atomic<bool> reached = false;
        journal.open(f.file(), f.timeline(), [&](const KeptRemarks&) {
            reached = true;
            while (!release) {
                std::this_thread::yield();
            }
        });
        QTRY_VERIFY(reached);
        journal.forgetAll();
        for (int i = 0; i < 1000; ++i) {
            journal.keepNote(f.timeline(), Two, "not wanted");
        }
        journal.forgetAll();
        journal.keepMark(f.timeline(), Two, false);
        release = true;
    }
    QCOMPARE(f.left(), QStringList{"5-"});
    QVERIFY(!f.written().contains("not wanted"));
}

/// What it left is not lost to the one that goes on.
void TestRemarkJournal::ofOneWhoEndedMeanwhile()
{
    const Fixture f;
    auto first = std::make_unique<RemarkJournal>(f.notes());
    first->open(f.file(), f.timeline(), {});
    first->keepNote(f.timeline(), One, "theirs");
    QTRY_VERIFY(f.written().contains("theirs"));
    {
        RemarkJournal second(f.notes());
        std::atomic<bool> open = false;
        second.open(f.copyOfFile(QStringLiteral("one.pcapng")), f.timeline(), {});
        second.keepMark(f.timeline(), One, true);
        second.open(f.copyOfFile(QStringLiteral("one.pcapng")), f.timeline(),
                    [&open](const KeptRemarks&) { open = true; });
        second.forgetAll();
        second.open(f.file(), f.timeline(), {});
        QTRY_VERIFY(open);
        first.reset();
        second.keepNote(f.timeline(), Two, "mine");
        second.forget();
    }
    QCOMPARE(f.left(), QStringList{"4:theirs"});
}

FRAMESCOPE_TEST(TestRemarkJournal)

} // namespace tst_remark_journal

#include "tst_remark_journal.moc"
