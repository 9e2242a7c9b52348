// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/visible_rows_job.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <semaphore>

namespace tst_visible_rows_job {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

namespace {

constexpr const char* Session = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                                "<- text one\n-> text two\n<- more text thr\n<- rest ee\n"
                                "-> ping beat\n";

std::vector<std::uint32_t> idsOf(const VisibleRowsJob& job)
{
    std::vector<std::uint32_t> ids;
    const auto rows = job.rows();
    for (std::size_t i = 0; i < rows->size(); ++i) {
        ids.push_back(rows->at(i).value);
    }
    return ids;
}

std::vector<std::uint32_t> visibleIn(const timeline::Timeline& timeline, View view)
{
    std::vector<std::uint32_t> ids;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        if (timeline::isVisible(timeline.entry(EventId{i}), view)) {
            ids.push_back(i);
        }
    }
    return ids;
}

/// The timeline of a script, which lives on.
std::shared_ptr<const timeline::Timeline> timelineOf(test::CaptureScript& script)
{
    return script.live().timeline();
}

} // namespace

class TestVisibleRowsJob : public QObject
{
    Q_OBJECT

private slots:
    void findsTheRowsOfAView();
    void asksTheMatcher();
    void newEventsOfALiveTimelineAreFiltered();
    void newestRequestWins();
    void cancelKeepsWhatWasFound();
    void reportsAreBundled();
    void aStreamIsReportedLessOften();
    void aNoteIsToldByTheRowOfItsEvent();
    void aNoteWithoutARowThatTellsIt();
    void endsWhileAtWork();
};

void TestVisibleRowsJob::findsTheRowsOfAView()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    for (const View view : {View::Messages, View::Frames}) {
        job.start({timelineOf(script), view, {}});
        QTRY_VERIFY(job.progress().complete());
        QCOMPARE(idsOf(job), visibleIn(script.timeline(), view));
        QCOMPARE(job.progress().considered, job.progress().rows);
    }
}

void TestVisibleRowsJob::asksTheMatcher()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    const MakeMatcher texts = [](const timeline::Timeline& timeline, View) -> Matcher {
        return [&timeline](EventId id) { return timeline.entry(id).type == timeline::Type::Text; };
    };
    job.start({timelineOf(script), View::Messages, texts});
    QTRY_VERIFY(job.progress().complete());
    QCOMPARE(job.progress().rows, std::size_t{3});
    QVERIFY(job.progress().considered > 3);
}

void TestVisibleRowsJob::newEventsOfALiveTimelineAreFiltered()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    job.setLive(true);
    job.start({timelineOf(script), View::Messages, {}});
    QTRY_VERIFY(job.progress().complete());
    const std::size_t before = job.progress().rows;
    script.step("<- text four");
    script.step("<- text five");
    QTRY_COMPARE(job.progress().rows, before + 2);
    // What comes after the end is found with the next call, as the last events of a session are.
    job.setLive(false);
    script.step("<- close 1000");
    job.setLive(false);
    QTRY_VERIFY(job.progress().complete());
    QCOMPARE(idsOf(job), visibleIn(script.timeline(), View::Messages));
}

void TestVisibleRowsJob::newestRequestWins()
{
    test::CaptureScript script;
    script.play(Session);
    std::binary_semaphore reached{0};
    std::binary_semaphore goOn{0};
    std::atomic<int> asked = 0;
    const MakeMatcher slow = [&](const timeline::Timeline&, View) -> Matcher {
        return [&](EventId) {
            if (asked++ == 0) {
                reached.release();
                goOn.acquire();
            }
            return true;
        };
    };
    VisibleRowsJob job;
    QSignalSpy changes(&job, &VisibleRowsJob::changed);
    const quint64 first = job.start({timelineOf(script), View::Frames, slow});
    reached.acquire();
    const auto stale = job.rows();
    const quint64 second = job.start({timelineOf(script), View::Frames, {}});
    const quint64 third = job.start({timelineOf(script), View::Messages, {}});
    QVERIFY(first < second && second < third);
    QCOMPARE(job.progress().request, third);
    goOn.release();
    QTRY_VERIFY(job.progress().complete());
    QCOMPARE(idsOf(job), visibleIn(script.timeline(), View::Messages));
    QVERIFY(stale != job.rows());
    QCOMPARE(asked.load(), 1); // the stale request was left at once
    QVERIFY(stale->size() <= 1);
}

void TestVisibleRowsJob::cancelKeepsWhatWasFound()
{
    test::CaptureScript script;
    script.play(Session);
    std::binary_semaphore reached{0};
    std::binary_semaphore goOn{0};
    std::atomic<int> asked = 0;
    const MakeMatcher slow = [&](const timeline::Timeline&, View) -> Matcher {
        return [&](EventId) {
            if (++asked == 3) {
                reached.release();
                goOn.acquire();
            }
            return true;
        };
    };
    VisibleRowsJob job;
    job.start({timelineOf(script), View::Frames, slow});
    reached.acquire();
    job.cancel();
    goOn.release();
    QTRY_COMPARE(job.rows()->size(), std::size_t{3});
    QVERIFY(job.progress().cancelled);
    QVERIFY(!job.progress().complete());
    QCOMPARE(asked.load(), 3);
}

void TestVisibleRowsJob::reportsAreBundled()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    job.setLive(true);
    QSignalSpy changes(&job, &VisibleRowsJob::changed);
    job.start({timelineOf(script), View::Frames, {}});
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 3000; ++i) {
        script.step("<- text tick");
        if (i % 100 == 0) {
            QCoreApplication::processEvents();
        }
    }
    QTRY_VERIFY(job.progress().complete());
    const auto most = clock.elapsed() / VisibleRowsJob::ReportInterval + 2;
    QVERIFY2(changes.size() <= most,
             qPrintable(QStringLiteral("%1 reports, at most %2").arg(changes.size()).arg(most)));
}

void TestVisibleRowsJob::aStreamIsReportedLessOften()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    job.setLive(true);
    QSignalSpy changes(&job, &VisibleRowsJob::changed);
    job.start({timelineOf(script), View::Frames, {}});
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 1500) {
        script.step("<- text tick");
        QTest::qWait(2);
    }
    QTRY_VERIFY(job.progress().complete());
    const qint64 most = clock.elapsed() / VisibleRowsJob::StreamInterval + 12;
    QVERIFY2(changes.size() <= most,
             qPrintable(QStringLiteral("%1 reports, at most %2").arg(changes.size()).arg(most)));
    QTest::qWait(2 * VisibleRowsJob::StreamInterval); // the stream is over
    changes.clear();
    script.step("<- text answer");
    QVERIFY(changes.wait());
    QTRY_VERIFY(job.progress().complete());
}

/// Neither a note nor its change, nor a mark, adds a row.
void TestVisibleRowsJob::aNoteIsToldByTheRowOfItsEvent()
{
    test::CaptureScript script;
    script.play(Session);
    VisibleRowsJob job;
    job.setLive(true);
    for (const View view : {View::Messages, View::Frames}) {
        job.start({timelineOf(script), view, {}});
        QTRY_VERIFY(job.progress().complete());
        const auto before = idsOf(job);
        script.step("note @5 look here");
        script.step("note @5 and there");
        script.step("change @" + std::to_string(script.timeline().size()));
        script.step("mark @5");
        QTRY_VERIFY(job.progress().complete());
        QCOMPARE(idsOf(job), before);
        QCOMPARE(job.progress().considered, before.size());
    }
}

/// A note on no event, or on a row of the other view, or one that only the filter matches.
void TestVisibleRowsJob::aNoteWithoutARowThatTellsIt()
{
    test::CaptureScript script;
    script.play(Session);
    std::uint32_t frame = 0;
    while (timeline::isVisible(script.timeline().entry(EventId{frame}), View::Messages)) {
        ++frame; // of a fragmented message
    }
    const auto first = static_cast<std::uint32_t>(script.timeline().size());
    script.step("note @" + std::to_string(frame + 1) + " of a frame");
    script.step("note of the moment");
    script.step("note @6 of a message");
    VisibleRowsJob job;
    const auto rowsOf = [&job, &script](View view, const MakeMatcher& matcher) {
        job.start({timelineOf(script), view, matcher});
        [&job] { QTRY_VERIFY(job.progress().complete()); }();
        return idsOf(job);
    };
    auto wanted = visibleIn(script.timeline(), View::Messages);
    wanted.pop_back();
    QCOMPARE(rowsOf(View::Messages, {}), wanted);
    wanted = visibleIn(script.timeline(), View::Frames);
    wanted.erase(std::find(wanted.begin(), wanted.end(), first));
    wanted.pop_back();
    QCOMPARE(rowsOf(View::Frames, {}), wanted);
    const MakeMatcher notes = [](const timeline::Timeline& timeline, View) -> Matcher {
        return [&timeline](EventId id) { return timeline.entry(id).type == timeline::Type::Note; };
    };
    QCOMPARE(rowsOf(View::Frames, notes), (std::vector{first, first + 1, first + 2}));
    const MakeMatcher notesAndTexts = [](const timeline::Timeline& timeline, View) -> Matcher {
        return [&timeline](EventId id) {
            const timeline::Type type = timeline.entry(id).type;
            return type == timeline::Type::Note || type == timeline::Type::Text;
        };
    };
    const auto found = rowsOf(View::Messages, notesAndTexts);
    QVERIFY(std::ranges::count(found, 5U) == 1 && std::ranges::count(found, first + 2) == 0);
    QVERIFY(std::ranges::count(found, first) == 1);
}

void TestVisibleRowsJob::endsWhileAtWork()
{
    test::CaptureScript script;
    script.play(Session);
    const auto timeline = timelineOf(script);
    const long readers = timeline.use_count();
    for (int i = 0; i < 20; ++i) {
        VisibleRowsJob job;
        job.start({timeline, View::Frames, {}});
    }
    QTRY_COMPARE(timeline.use_count(), readers);
}

FRAMESCOPE_TEST(TestVisibleRowsJob)

} // namespace tst_visible_rows_job

#include "tst_visible_rows_job.moc"
