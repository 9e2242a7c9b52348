// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/remark_journal.h"
#include "support/capture_script.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
        if (kept.fileChanged) {
            lines += QStringLiteral("changed");
        }
        return lines;
    }
    // What another run would be offered.
    QStringList left() const
    {
        std::optional<KeptRemarks> found;
        {
            RemarkJournal journal(notes());
            journal.open(file(), timeline(), [&found](const KeptRemarks& kept) { found = kept; });
        }
        return found ? told(*found) : QStringList();
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

QTEST_GUILESS_MAIN(TestRemarkJournal)
#include "tst_remark_journal.moc"
