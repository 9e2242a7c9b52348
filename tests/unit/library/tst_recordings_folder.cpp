// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"
#include "library/remark_journal.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

namespace tst_recordings_folder {

using namespace framescope::library;

namespace {

/// A block of pcapng: type, length, `content`, length.
QByteArray block(quint32 type, const QByteArray& content, bool bigEndian = false)
{
    const auto word = [bigEndian](quint32 value) {
        const quint32 ordered = bigEndian ? qToBigEndian(value) : qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char*>(&ordered), sizeof ordered);
    };
    const auto length = static_cast<quint32>(12 + content.size());
    return word(type) + word(length) + content + word(length);
}

QByteArray section(bool bigEndian)
{
    const QByteArray magic = QByteArray::fromHex(bigEndian ? "1a2b3c4d" : "4d3c2b1a");
    return block(0x0A0D0D0A, magic + QByteArray(12, '\0'), bigEndian);
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
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
    void save_data();
    void save();
    void saveFailures();

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
        const QString notes = RemarkJournal::fileFor(folder.notesFolder(), removed);
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

void TestRecordingsFolder::save_data()
{
    QTest::addColumn<QByteArray>("recording");
    QTest::addColumn<qsizetype>("whole");
    const QByteArray packet = block(6, QByteArray(100, 'p'));
    const QByteArray large = block(6, QByteArray(3 << 20, 'p'));
    const QByteArray whole = section(false) + packet + large + packet;
    const auto row = [](const char* name, const QByteArray& recording, qsizetype size) {
        QTest::newRow(name) << recording << size;
    };
    row("whole", whole, whole.size());
    row("torn in a packet", whole + packet.first(60), whole.size());
    row("torn in a block's head", whole + packet.first(5), whole.size());
    row("torn in the section", section(false).first(20), 0);
    row("nothing", {}, 0);
    const QByteArray swapped = section(true) + block(6, QByteArray(8, 'p'), true);
    row("big endian", swapped + swapped.first(3), swapped.size());
    const QByteArray foreign = QByteArray::fromHex("d4c3b2a1") + QByteArray(37, 'x');
    row("another format", foreign, foreign.size());
}

void TestRecordingsFolder::save()
{
    QFETCH(QByteArray, recording);
    QFETCH(qsizetype, whole);
    const QString source = in(QStringLiteral("source.pcapng"));
    const QString target = in(QStringLiteral("target.pcapng"));
    write(source, recording);
    write(target, "what was there before");
    QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const auto saved = saveRecording(source, target);
    QVERIFY2(saved, saved ? "" : saved.error().message().c_str());
    QCOMPARE(read(target), recording.first(whole));
    QCOMPARE(QFileInfo(target).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

/// What was there stays, and nothing else is left.
void TestRecordingsFolder::saveFailures()
{
    const QString source = in(QStringLiteral("failures.pcapng"));
    const QString target = in(QStringLiteral("kept.pcapng"));
    write(source, section(false));
    write(target, "kept");
    QVERIFY(!saveRecording(in(QStringLiteral("none.pcapng")), target));
    QVERIFY(!saveRecording(source, source));
    QVERIFY(!saveRecording(source, in(QStringLiteral("no/such/folder.pcapng"))));
    QCOMPARE(read(target), QByteArray("kept"));
    QCOMPARE(read(source), section(false));
    QVERIFY(QDir(temporary_.path()).entryList({QStringLiteral("kept.pcapng.*")}).isEmpty());
}

FRAMESCOPE_TEST(TestRecordingsFolder)

} // namespace tst_recordings_folder

#include "tst_recordings_folder.moc"
