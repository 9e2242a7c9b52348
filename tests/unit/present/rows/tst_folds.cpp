// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/timeline_model.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_folds {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

namespace {

constexpr const char* Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";
constexpr int Before = 5; // rows of the opening

struct Fixture
{
    explicit Fixture(bool folding = true, const char* opening = Opening)
        : model(job), tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        model.setFolding(folding);
        script.play(opening);
    }

    /// `count` pings, five seconds apart; with pongs, each counts for two.
    void beat(int count, bool pongs = false)
    {
        for (int i = 0; i < count; ++i) {
            script.step("wait 4999");
            script.step("<- ping beat");
            if (pongs) {
                script.step("-> pong beat");
            }
        }
    }

    /// A message unlike all others.
    void say(int number)
    {
        script.step("<- text " + std::string(static_cast<std::size_t>(number) + 1, 'x'));
    }

    void show(MakeMatcher matcher = {}, View view = View::Messages)
    {
        job.setLive(true);
        job.start({script.live().timeline(), view, std::move(matcher)});
        settle();
    }

    void settle()
    {
        const EventId last{static_cast<std::uint32_t>(script.timeline().size() - 1)};
        QTRY_VERIFY(job.progress().complete());
        QTRY_VERIFY(model.rowCount() > 0 && model.timeline() &&
                    model.eventsAt(model.rowCount() - 1).back() == last);
    }

    QString preview(int row) const
    {
        return model.index(row, TimelineModel::Preview).data().toString();
    }
    FoldState state(int row) const
    {
        return static_cast<FoldState>(model.index(row, 0).data(TimelineModel::FoldRole).toInt());
    }
    std::uint32_t number(int row) const { return model.eventAt(row).value; }

    test::CaptureScript script;
    VisibleRowsJob job;
    TimelineModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TestFolds : public QObject
{
    Q_OBJECT

private slots:
    void tellsEachKind();
    void tellsWhatIsCompressed();
    void foldsNeighbours();
    void pingsAndPongsTogether();
    void pingsWithANumber();
    void opensAndCloses();
    void growsLive();
    void foldsWhatWasShownBefore();
    void openOnesStayOpen();
    void keepsWhatIsLookedAt();
    void canBeTurnedOnAndOff();
    void aFilterBringsThemTogether();
    void revealsAnEvent();
    void tellsTheNotesInside();
    void manyRuns();
};

void TestFolds::foldsNeighbours()
{
    Fixture f;
    f.beat(12);
    f.script.step("<- text data");
    f.beat(2);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 1 + 1 + 2);
    QCOMPARE(f.preview(Before), QStringLiteral("12 heartbeats: ping every 5.00 s"));
    QCOMPARE(f.model.index(Before, 0).data(Qt::ToolTipRole).toString(), f.preview(Before));
    QVERIFY(f.state(Before) == FoldState::Closed);
    QVERIFY(f.state(Before - 1) == FoldState::None);
    QCOMPARE(f.number(Before), 5U);
    QCOMPARE(f.preview(Before + 1), QStringLiteral("data"));
    QCOMPARE(f.number(Before + 1), 17U);
    QVERIFY(f.state(Before + 2) == FoldState::None); // two are shown as they are
    QCOMPARE(f.model.eventsAt(Before).size(), std::size_t{12});
    QCOMPARE(f.model.eventsAt(Before + 1).size(), std::size_t{1});
    // Each of them is found in the row of their fold.
    for (std::uint32_t i = 5; i < 17; ++i) {
        QCOMPARE(f.model.rowOf(EventId{i}), std::optional(Before));
        QCOMPARE(f.model.nearestRow(EventId{i}), Before);
    }
    QCOMPARE(f.model.rowOf(EventId{17}), std::optional(Before + 1));
}

void TestFolds::pingsAndPongsTogether()
{
    Fixture f;
    f.beat(6, true);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 1);
    QCOMPARE(f.preview(Before), QStringLiteral("12 heartbeats: ping, pong every 5.00 s"));
}

/// Pings stay one kind if their number gets another digit.
void TestFolds::pingsWithANumber()
{
    Fixture f;
    for (int i = 7; i < 13; ++i) {
        f.script.step("wait 4998");
        f.script.step("<- ping " + std::to_string(i));
        f.script.step("-> pong " + std::to_string(i));
    }
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 1);
    QCOMPARE(f.preview(Before), QStringLiteral("12 heartbeats: ping, pong every 5.00 s"));
}

void TestFolds::opensAndCloses()
{
    Fixture f;
    f.beat(4);
    f.script.step("<- text data");
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 2);
    f.model.setFoldOpen(Before, true);
    QCOMPARE(f.model.rowCount(), Before + 5);
    QVERIFY(f.state(Before) == FoldState::Open);
    QVERIFY(f.state(Before + 3) == FoldState::Inside);
    QVERIFY(f.state(Before + 4) == FoldState::None);
    QCOMPARE(f.preview(Before), QStringLiteral("beat"));
    QCOMPARE(f.number(Before + 3), 8U);
    QCOMPARE(f.model.rowOf(EventId{8}), std::optional(Before + 3));
    QCOMPARE(f.model.foldTop(Before + 2), Before);
    QCOMPARE(f.model.foldTop(Before + 4), Before + 4);
    f.model.setFoldOpen(Before + 2, false);
    QCOMPARE(f.model.rowCount(), Before + 2);
    f.model.setFoldOpen(0, true); // no fold
    QCOMPARE(f.model.rowCount(), Before + 2);
}

void TestFolds::growsLive()
{
    Fixture f;
    f.beat(5);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 1);
    const QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
    for (int i = 6; i < 9; ++i) {
        f.beat(1);
        QTRY_COMPARE(f.preview(Before), QStringLiteral("%1 heartbeats: ping every 5.00 s").arg(i));
        QCOMPARE(f.model.rowCount(), Before + 1);
    }
    f.script.step("<- text data");
    QTRY_COMPARE(f.model.rowCount(), Before + 2);
    f.beat(3);
    QTRY_COMPARE(f.model.rowCount(), Before + 3);
    QCOMPARE(resets.size(), 0);
}

void TestFolds::foldsWhatWasShownBefore()
{
    Fixture f;
    f.beat(2);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 2);
    const QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
    f.beat(1);
    QTRY_COMPARE(f.model.rowCount(), Before + 1);
    QCOMPARE(removed.size(), 1);
    QVERIFY(f.preview(Before).startsWith(QLatin1String("3 heartbeats")));
}

void TestFolds::openOnesStayOpen()
{
    Fixture f;
    f.beat(4);
    f.show();
    f.model.setFoldOpen(Before, true);
    f.beat(2);
    QTRY_COMPARE(f.model.rowCount(), Before + 6);
    QVERIFY(f.state(Before + 5) == FoldState::Inside);
    // Also when all rows are found anew.
    f.show({}, View::Frames);
    QTRY_VERIFY(f.model.view() == View::Frames);
    QCOMPARE(f.model.rowCount(), Before + 6);
    QVERIFY(f.state(Before) == FoldState::Open);
}

void TestFolds::keepsWhatIsLookedAt()
{
    Fixture f;
    f.beat(2);
    f.show();
    f.model.keepShown(f.model.eventAt(Before + 1));
    f.beat(2);
    QTRY_COMPARE(f.model.rowCount(), Before + 4);
    QVERIFY(f.state(Before) == FoldState::Open);
    QVERIFY(f.state(Before + 1) == FoldState::Inside);
    f.model.setFoldOpen(Before, false);
    QCOMPARE(f.model.rowCount(), Before + 1);
    f.beat(1);
    QTRY_VERIFY(f.preview(Before).startsWith(QLatin1String("5 heartbeats")));
}

void TestFolds::canBeTurnedOnAndOff()
{
    Fixture f(false);
    f.beat(5);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 5);
    f.model.setFolding(true);
    QTRY_COMPARE(f.model.rowCount(), Before + 1);
    f.model.setFolding(false);
    QCOMPARE(f.model.rowCount(), Before + 5);
    f.beat(1);
    QTRY_COMPARE(f.model.rowCount(), Before + 6);
    f.model.setFolding(true);
    QTRY_COMPARE(f.model.rowCount(), Before + 1);
}

void TestFolds::aFilterBringsThemTogether()
{
    Fixture f;
    for (int i = 0; i < 4; ++i) {
        f.beat(1);
        f.say(i);
    }
    f.beat(1);
    f.show();
    QCOMPARE(f.model.rowCount(), Before + 9);
    f.show([](const timeline::Timeline& timeline, View) -> Matcher {
        return [&timeline](EventId id) { return timeline.entry(id).type == timeline::Type::Ping; };
    });
    QTRY_COMPARE(f.model.rowCount(), 1);
    QCOMPARE(f.preview(0), QStringLiteral("5 heartbeats: ping every 5.00 s"));
    // Nothing found takes the rows away as well.
    f.job.start(
        {f.script.live().timeline(), View::Messages,
         [](const timeline::Timeline&, View) -> Matcher { return [](EventId) { return false; }; }});
    QTRY_COMPARE(f.model.rowCount(), 0);
}

void TestFolds::revealsAnEvent()
{
    Fixture f;
    f.beat(4);
    f.show();
    f.model.reveal(EventId{5}); // the fold's own row is the event's
    QCOMPARE(f.model.rowCount(), Before + 1);
    f.model.reveal(EventId{7});
    QCOMPARE(f.model.rowCount(), Before + 4);
    QCOMPARE(f.model.rowOf(EventId{7}), std::optional(Before + 2));
}

/// A note on a hidden row neither adds a row nor ends the fold.
void TestFolds::tellsTheNotesInside()
{
    Fixture f;
    RowNotes notes;
    f.model.setNotes(&notes);
    f.beat(4);
    f.show();
    notes.setTimeline(f.script.live().timeline());
    f.script.step("note @7 late");
    f.script.step("note @7 again");
    const EventId note{static_cast<std::uint32_t>(f.script.timeline().size() - 1)};
    f.beat(2);
    f.settle();
    notes.refresh();
    QTRY_COMPARE(f.model.rowCount(), Before + 1);
    QCOMPARE(f.model.index(Before, 0).data(TimelineModel::NoteRole).toString(),
             QStringLiteral("late\nagain"));
    // Going to the note opens the fold, since the row that shows it is inside.
    QCOMPARE(f.model.toldBy(note).value, 6U);
    f.model.reveal(f.model.toldBy(note));
    QCOMPARE(f.model.rowCount(), Before + 6);
    QCOMPARE(f.model.index(Before + 1, 0).data(TimelineModel::NoteRole).toString(),
             QStringLiteral("late\nagain"));
    QVERIFY(f.model.index(Before, 0).data(TimelineModel::NoteRole).toString().isEmpty());
}

void TestFolds::manyRuns()
{
    Fixture f;
    f.show();
    for (int run = 0; run < 40; ++run) {
        f.beat(3 + run % 4);
        f.say(run);
    }
    f.settle();
    QCOMPARE(f.model.rowCount(), Before + 80);
    for (int run = 0; run < 40; ++run) {
        QVERIFY(f.state(Before + 2 * run) == FoldState::Closed);
        QCOMPARE(f.model.eventsAt(Before + 2 * run).size(), std::size_t(3 + run % 4));
    }
}

/// Bursts of messages of several kinds, each kind regular: neighbouring messages come at once,
/// which is no period.
void TestFolds::tellsEachKind()
{
    Fixture f;
    for (int burst = 0; burst < 8; ++burst) {
        f.script.step("wait 995");
        for (const char* word : {"ping", "pong", "hb", "noop"}) {
            f.script.step(std::string("<- text ") + word + ' ' + std::to_string(burst));
        }
    }
    f.show();
    QTRY_COMPARE(f.model.rowCount(), Before + 1);
    QCOMPARE(f.preview(Before),
             QStringLiteral("32 heartbeats: ping 0, pong 0, hb 0, and others every 1.00 s"));
}

/// The text of a compressed message is read in the background.
void TestFolds::tellsWhatIsCompressed()
{
    Fixture f(true, "connecting ws://example.com/chat\ntcp\n-> request deflate\n<- 101 deflate\n");
    for (int i = 0; i < 6; ++i) {
        f.script.step("wait 1999");
        f.script.step(R"(<- deflated text {"op":"hb"})");
    }
    f.show();
    const int last = f.model.rowCount() - 1;
    QTRY_COMPARE(f.preview(last), QStringLiteral(R"(6 heartbeats: {"op":"hb"} every 2.00 s)"));
}

FRAMESCOPE_TEST(TestFolds)

} // namespace tst_folds

#include "tst_folds.moc"
