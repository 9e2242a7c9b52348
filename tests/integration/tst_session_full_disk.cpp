// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions whose recording can't be written any more, at any point of their lives. A limit on
// the size of files stands for the disk: write fails as it does where the disk is full.
#include "support/file_size_limit.h"
#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"
#include "support/timeline_lines.h"
#include "timeline/decode/load.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

namespace tst_session_full_disk {

using namespace framescope;
using namespace framescope::test;
using session::Session;

class SessionFullDisk : public QObject
{
    Q_OBJECT

private slots:
    void anyMoment_data();
    void anyMoment();
    void whileFlooded();
};

void SessionFullDisk::anyMoment_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a whole session") << "/ping";
    QTest::newRow("a refused upgrade") << "/unauthorized";
    QTest::newRow("a refused connection") << "";
}

/// A recording is cut at each of its blocks in turn: the failure is told once, the session ends,
/// and what the timeline has of the file can be read again.
void SessionFullDisk::anyMoment()
{
    QFETCH(QString, path);
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    const QString url = path.isEmpty() ? QStringLiteral("ws://127.0.0.1:9/") : peer.url(path);
    qint64 whole = 0;
    {
        SessionRun run;
        QVERIFY(run->open(SessionRun::options(url)));
        QVERIFY(run.waitForClosed());
        whole = static_cast<qint64>(run->recordingSize());
    }
    for (qint64 limit = 128; limit < whole - 16; limit += 48) {
        SessionRun run;
        QSignalSpy failed(&run.session(), &Session::recordingFailed);
        const FileSizeLimit small(limit);
        QVERIFY(run->open(SessionRun::options(url)));
        QVERIFY(run.waitForClosed());
        const auto isWhole = [&] {
            return run.lines().last().startsWith(QLatin1String("closed "));
        };
        QTRY_VERIFY(!failed.isEmpty() || isWhole());
        if (failed.isEmpty()) {
            // What the peer sends arrives in more pieces at one time than at another.
            QVERIFY(limit > whole / 2);
            continue;
        }
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QLatin1String("cannot write the recording")));
        const QStringList seen = run.lines();
        QVERIFY2(seen.last().startsWith(QLatin1String("error recording: ")),
                 qPrintable(seen.last()));
        const auto loaded = timeline::load(run.path().toStdString());
        QVERIFY(loaded);
        QVERIFY(!loaded->summary.tornTail && loaded->summary.damage.empty());
        QStringList read;
        for (const std::string& line : linesOf(*loaded->timeline, timeline::View::Messages)) {
            read.append(QString::fromStdString(line));
        }
        // The end of a file ends what is open in it: a file may tell more of the end.
        QCOMPARE(read.mid(0, seen.size() - 1), seen.mid(0, seen.size() - 1));
    }
}

void SessionFullDisk::whileFlooded()
{
    PeerProcess peer(QStringLiteral("raw_peer.py"));
    SessionRun run;
    QSignalSpy failed(&run.session(), &Session::recordingFailed);
    const FileSizeLimit small(2 << 20);
    QVERIFY(run->open(SessionRun::options(peer.url(QStringLiteral("/flood/200000")))));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(QFileInfo(run.path()).size() <= 2 << 20);
    const auto loaded = timeline::load(run.path().toStdString());
    QVERIFY(loaded && loaded->summary.damage.empty() && !loaded->summary.tornTail);
    QVERIFY(loaded->timeline->size() > 20'000);
    QVERIFY(run->timeline()->size() >= loaded->timeline->size());
}

FRAMESCOPE_TEST(SessionFullDisk)

} // namespace tst_session_full_disk

#include "tst_session_full_disk.moc"
