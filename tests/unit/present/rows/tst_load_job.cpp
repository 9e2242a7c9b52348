// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/load_job.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_load_job {

using namespace framescope;
using namespace framescope::present;

namespace {

LoadJob::Outcome outcomeOf(const QSignalSpy& finished)
{
    return finished.first().first().value<LoadJob::Outcome>();
}

} // namespace

class TestLoadJob : public QObject
{
    Q_OBJECT

private slots:
    void showsARecording();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void aTornTailIsSaid();
    void cancelIsNoError();
    void endsWhileReading();
};

void TestLoadJob::showsARecording()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text one\n");
    script.finish();
    LoadJob job(QString::fromStdString(script.path()));
    std::shared_ptr<const timeline::Timeline> timeline;
    connect(&job, &LoadJob::opened, this, [&timeline](auto opened) { timeline = opened; });
    QSignalSpy finished(&job, &LoadJob::finished);
    job.start();
    QVERIFY(job.isRunning());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!job.isRunning());
    QVERIFY(!outcomeOf(finished).error);
    QVERIFY(timeline);
    QCOMPARE(timeline->size(), script.timeline().size());
}

void TestLoadJob::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("exists");
    QTest::newRow("missing") << QByteArray() << false;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("text") << QByteArray("this is no capture, it is a sentence of some length")
                          << true;
}

void TestLoadJob::refusesWhatIsNone()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, exists);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file.pcapng"));
    if (exists) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    LoadJob job(path);
    QSignalSpy opened(&job, &LoadJob::opened);
    QSignalSpy finished(&job, &LoadJob::finished);
    job.start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(outcomeOf(finished).error);
    QVERIFY(!outcomeOf(finished).error->message().empty());
    QCOMPARE(opened.size(), 0);
}

void TestLoadJob::aTornTailIsSaid()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text one\n");
    script.finish();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("torn.pcapng"));
    QVERIFY(QFile::copy(QString::fromStdString(script.path()), path));
    QFile file(path);
    QVERIFY(file.resize(file.size() - 3));
    LoadJob job(path);
    QSignalSpy finished(&job, &LoadJob::finished);
    job.start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!outcomeOf(finished).error);
    QVERIFY(outcomeOf(finished).summary.tornTail);
}

void TestLoadJob::cancelIsNoError()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text one\n");
    script.finish();
    LoadJob job(QString::fromStdString(script.path()));
    QSignalSpy finished(&job, &LoadJob::finished);
    job.cancel(); // before it begins, so that it can't be over first
    job.start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!outcomeOf(finished).error);
    QVERIFY(outcomeOf(finished).cancelled);
}

void TestLoadJob::endsWhileReading()
{
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
    for (int i = 0; i < 2000; ++i) {
        script.step("<- text tick");
    }
    script.finish();
    for (int i = 0; i < 10; ++i) {
        LoadJob job(QString::fromStdString(script.path()));
        job.start();
    }
    LoadJob job(QString::fromStdString(script.path()));
    QSignalSpy finished(&job, &LoadJob::finished);
    job.start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!outcomeOf(finished).error);
}

FRAMESCOPE_TEST(TestLoadJob)

} // namespace tst_load_job

#include "tst_load_job.moc"
