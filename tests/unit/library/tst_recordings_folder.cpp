// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/note_journal.h"
#include "library/recordings_folder.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_recordings_folder {

using namespace framescope::library;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestRecordingsFolder : public QObject
{
    Q_OBJECT

private slots:
    void newRecordings();
    void leftByACrash();
    void released();
    void folderThatCannotBeMade();

private:
    QString in(const QString& name) const { return temporary_.filePath(name); }

    QTemporaryDir temporary_;
};

void TestRecordingsFolder::newRecordings()
{
    RecordingsFolder folder(in(QStringLiteral("new/deep")));
    const auto one = folder.newRecording();
    const auto other = folder.newRecording();
    QVERIFY(one && other);
    QVERIFY(*one != *other);
    QVERIFY(!QFile::exists(*one));
    QCOMPARE(QFileInfo(folder.folder()).permissions() &
                 (QFile::ReadOther | QFile::ReadGroup | QFile::ExeOther),
             QFile::Permissions());
    QVERIFY(folder.leftBehind().empty());
}

void TestRecordingsFolder::leftByACrash()
{
    RecordingsFolder other(in(QStringLiteral("crash")));
    const QString inUse = *other.newRecording();
    write(inUse, "in use");
    const QString left = other.folder() + QStringLiteral("/left.pcapng");
    write(left, "left");
    write(left + QStringLiteral(".lock"), "");
    write(other.folder() + QStringLiteral("/empty.pcapng"), "");
    write(other.folder() + QStringLiteral("/other.txt"), "other");

    RecordingsFolder folder(other.folder());
    const auto found = folder.leftBehind();
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].path, left);
    QCOMPARE(found[0].size, 4u);
    QVERIFY(folder.adopt(left));
    QVERIFY(!folder.adopt(left));
    QVERIFY(!other.adopt(left));
    QVERIFY(!folder.adopt(inUse));
    QVERIFY(!folder.adopt(other.folder() + QStringLiteral("/none.pcapng")));
    QVERIFY(folder.leftBehind().empty());
    QVERIFY(other.leftBehind().empty());
}

void TestRecordingsFolder::released()
{
    QString kept;
    {
        RecordingsFolder folder(in(QStringLiteral("released")));
        const QString removed = *folder.newRecording();
        kept = *folder.newRecording();
        const QString open = *folder.newRecording();
        for (const QString& path : {removed, kept, open}) {
            write(path, "recorded");
        }
        // What was kept of notes on it goes with it.
        const QString notes = NoteJournal::fileFor(folder.notesFolder(), removed);
        QVERIFY(QDir().mkpath(folder.notesFolder()));
        QVERIFY(QFile(notes).open(QIODevice::WriteOnly));
        folder.release(removed, true);
        QVERIFY(!QFile::exists(notes));
        folder.release(kept, false);
        QVERIFY(!QFile::exists(removed));
        QCOMPARE(folder.leftBehind().size(), 1u);
        QCOMPARE(folder.leftBehind()[0].path, kept);
    }
    RecordingsFolder later(in(QStringLiteral("released")));
    QCOMPARE(later.leftBehind().size(), 2u);
    QVERIFY(QDir(later.folder()).entryList({QStringLiteral("*.lock")}).isEmpty());
}

void TestRecordingsFolder::folderThatCannotBeMade()
{
    write(in(QStringLiteral("file")), "");
    RecordingsFolder folder(in(QStringLiteral("file/below")));
    QVERIFY(!folder.newRecording());
    QVERIFY(folder.leftBehind().empty());
}

FRAMESCOPE_TEST(TestRecordingsFolder)

} // namespace tst_recordings_folder

#include "tst_recordings_folder.moc"
