// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview_pictures.h"
#include "present/time/time_blocks.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_strip.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <numeric>

namespace tst_overview_strip {

using namespace framescope;
using namespace framescope::ui;
using present::TimeSpan;
using test::WindowFixture;

namespace {

constexpr Duration Second{1'000'000'000};

QPoint at(const OverviewStrip& strip, double part)
{
    const QRect bars = strip.lanes().in;
    return {bars.left() + static_cast<int>(part * bars.width()), bars.center().y()};
}

void wheel(QWidget& on, const QPoint& point, const QPoint& turn,
           Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(point, on.mapToGlobal(point), {}, turn, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&on, &event);
}

void drag(OverviewStrip& strip, double from, double to, Qt::MouseButton button = Qt::LeftButton)
{
    QTest::mousePress(&strip, button, {}, at(strip, from));
    for (const double part : {0.3, 0.6, 1.0}) {
        const QPoint point = at(strip, from + part * (to - from));
        QMouseEvent move(QEvent::MouseMove, point, strip.mapToGlobal(point), Qt::NoButton, button,
                         {});
        QCoreApplication::sendEvent(&strip, &move);
    }
}

template <class Of>
std::uint64_t sumOf(const OverviewStrip& strip, Of&& of)
{
    const auto& overview = strip.job().overview();
    return overview ? std::accumulate(
                          overview->bins.begin(), overview->bins.end(), std::uint64_t{0},
                          [&of](std::uint64_t sum, const auto& bin) { return sum + of(bin); })
                    : 0;
}

std::uint64_t hitsIn(const OverviewStrip& strip)
{
    const auto& overview = strip.job().overview();
    return overview
               ? std::accumulate(overview->hits.begin(), overview->hits.end(), std::uint64_t{0})
               : 0;
}

bool showsAll(const OverviewStrip& strip, const timeline::Timeline& timeline)
{
    return strip.job().overview() && strip.job().overview()->scanned == timeline.size();
}

} // namespace

class TestOverviewStrip : public QObject
{
    Q_OBJECT

private slots:
    void windowArithmetic();
    void windowOfAMoment();
    void initTestCase();
    void init();
    void cleanupTestCase();
    void showsWhatHappened();
    void aDragNarrowsTheFilter();
    void escapeGivesADragUp();
    void aClickGoesThere();
    void wheelZoomsAtTheCursor();
    void panning();
    void byKeyboardAlone();
    void hitsOfTheFilter();
    void followsTheTable();
    void hoverTells();
    void theMenu();
    void marksOfTheUser();
    void aNoteDoesNotStretchTheAxis();
    void growsWhileLive();
    void nothingYet();

private:
    OverviewStrip& strip() { return fixture_->page().overview(); }
    QString filter() { return fixture_->page().filterBar().text(); }
    const timeline::Timeline& timeline() { return *fixture_->page().document().timeline(); }
    Duration currentTime();

    std::unique_ptr<WindowFixture> fixture_;
};

void TestOverviewStrip::windowArithmetic()
{
    TimeWindow window;
    window.setPlot(100, 1000);
    window.setSession({Duration{0}, 10 * Second});
    QVERIFY(!window.isZoomed());
    QCOMPARE(window.xOf(5 * Second), 600.0);
    QCOMPARE(window.timeAt(600), 5 * Second);
    QCOMPARE(window.timeAt(0), Duration{0}); // clamped
    QCOMPARE(window.timeAt(5000), 10 * Second);
    QCOMPARE(window.perPixel(), Duration{10'000'000});
    window.zoom(4, 350);
    QVERIFY(window.isZoomed());
    QCOMPARE(window.shown().length(), Second * 10 / 4);
    QCOMPARE(window.timeAt(350), Second * 5 / 2); // what was there stays there
    window.pan(1'000'000);
    QCOMPARE(window.shown().to, 10 * Second);
    window.pan(-1'000'000);
    QCOMPARE(window.shown().from, Duration{0});
    window.include(9 * Second);
    QCOMPARE(window.shown().to, 9 * Second);
    window.zoom(0.01, 350);
    QVERIFY(!window.isZoomed());
    window.zoom(1e12, 350);
    QCOMPARE(window.shown().length(), TimeWindow::Shortest);
    // A session that grows is shown whole only where all of it was.
    window.setSession({Duration{0}, 20 * Second});
    QCOMPARE(window.shown().length(), TimeWindow::Shortest);
    window.showAll();
    QCOMPARE(window.shown().to, 20 * Second);
}

void TestOverviewStrip::windowOfAMoment()
{
    TimeWindow window;
    window.setPlot(0, 0); // a strip without room
    window.setSession({Duration{0}, Duration{0}});
    QCOMPARE(window.shown().length(), TimeWindow::ShortSession);
    QVERIFY(window.perPixel().count() > 0);
    window.zoom(2, 0);
    QVERIFY(window.shown().length() < TimeWindow::ShortSession);
}

void TestOverviewStrip::initTestCase()
{
    fixture_ = std::make_unique<WindowFixture>();
    test::converseOverTime(*fixture_);
    QTRY_VERIFY(showsAll(strip(), timeline()));
}

void TestOverviewStrip::init()
{
    fixture_->page().filterBar().setText({});
    strip().showAll();
    QTRY_VERIFY(!strip().selected() && !strip().job().overview()->filtered);
    QTRY_VERIFY(fixture_->page().rowsJob().progress().complete() && fixture_->rowCount() > 1000);
    QTRY_COMPARE(sumOf(strip(), [](const auto& bin) { return bin.closes; }), 2U);
}

void TestOverviewStrip::cleanupTestCase()
{
    fixture_.reset();
}

Duration TestOverviewStrip::currentTime()
{
    const auto event = fixture_->page().timelineView().currentEvent();
    return event ? timeline().entry(*event).timestamp() - timeline().start() : Duration{-1};
}

void TestOverviewStrip::showsWhatHappened()
{
    QVERIFY(strip().isVisible());
    QCOMPARE(strip().height(), OverviewStrip::Height);
    const auto totals = timeline().statistics();
    for (const Direction direction : {Direction::In, Direction::Out}) {
        const std::size_t i = indexOf(direction);
        QCOMPARE(sumOf(strip(), [i](const auto& bin) { return bin.frames[i]; }),
                 totals.direction[i].frames);
        QCOMPARE(sumOf(strip(), [i](const auto& bin) { return bin.bytes[i]; }),
                 totals.direction[i].payloadBytes);
    }
    QVERIFY(sumOf(strip(), [](const auto& bin) { return bin.violations; }) > 0);
    QVERIFY(sumOf(strip(), [](const auto& bin) { return bin.control; }) >= 60);
    QVERIFY(int(strip().job().overview()->bins.size()) <= strip().width());
}

void TestOverviewStrip::aDragNarrowsTheFilter()
{
    const Duration from = strip().window().timeAt(at(strip(), 0.25).x());
    const Duration to = strip().window().timeAt(at(strip(), 0.5).x());
    drag(strip(), 0.25, 0.5);
    QVERIFY(strip().choosing());
    QVERIFY(!strip().selected());
    QTest::mouseRelease(&strip(), Qt::LeftButton, {}, at(strip(), 0.5));
    QVERIFY(!strip().choosing());
    QVERIFY2(filter().startsWith(QStringLiteral("time:")), qPrintable(filter()));
    QVERIFY(strip().selected());
    const Duration pixel = strip().window().perPixel();
    QVERIFY(std::chrono::abs(strip().selected()->from - from) <= pixel);
    QVERIFY(std::chrono::abs(strip().selected()->to - to) <= pixel);
    // The other way round, and the filter takes it back.
    drag(strip(), 0.9, 0.8);
    QTest::mouseRelease(&strip(), Qt::LeftButton, {}, at(strip(), 0.8));
    fixture_->page().filterBar().setText({});
    QTRY_VERIFY(!strip().selected());
}

void TestOverviewStrip::escapeGivesADragUp()
{
    drag(strip(), 0.2, 0.4);
    QVERIFY(strip().choosing());
    fixture_->press(Qt::Key_Escape);
    QVERIFY(!strip().choosing());
    QTest::mouseRelease(&strip(), Qt::LeftButton, {}, at(strip(), 0.4));
    QCOMPARE(filter(), QString());
}

void TestOverviewStrip::aClickGoesThere()
{
    for (const double part : {0.85, 0.1}) {
        const Duration time = strip().window().timeAt(at(strip(), part).x());
        QTest::mouseClick(&strip(), Qt::LeftButton, {}, at(strip(), part));
        const int row = fixture_->page().timelineView().currentIndex().row();
        QVERIFY(row > 0);
        QVERIFY(currentTime() >= time); // the first at or after it
        const auto& before = timeline().entry(fixture_->page().model().eventAt(row - 1));
        QVERIFY(before.timestamp() - timeline().start() <= time);
    }
    QCOMPARE(filter(), QString());
}

void TestOverviewStrip::wheelZoomsAtTheCursor()
{
    const QPoint point = at(strip(), 0.3);
    const Duration before = strip().window().timeAt(point.x());
    const Duration length = strip().window().shown().length();
    wheel(strip(), point, {0, 480});
    QVERIFY(strip().window().isZoomed());
    QVERIFY(strip().window().shown().length() < length / 2);
    QVERIFY(std::chrono::abs(strip().window().timeAt(point.x()) - before) < length / 1000);
    const TimeSpan shown = strip().window().shown();
    QTRY_VERIFY(strip().job().overview()->beginOf(1) > shown.from &&
                strip().job().overview()->beginOf(0) <= shown.from);
    wheel(strip(), point, {0, -4800});
    QVERIFY(!strip().window().isZoomed());
    wheel(strip(), point, {0, 120});
    QVERIFY(strip().window().isZoomed());
    QTest::mouseDClick(&strip(), Qt::LeftButton, {}, point);
    QVERIFY(!strip().window().isZoomed());
}

void TestOverviewStrip::panning()
{
    wheel(strip(), at(strip(), 0.5), {0, 720});
    const Duration from = strip().window().shown().from;
    wheel(strip(), at(strip(), 0.5), {0, -120}, Qt::ShiftModifier);
    QVERIFY(strip().window().shown().from > from);
    wheel(strip(), at(strip(), 0.5), {120, 0});
    QCOMPARE(strip().window().shown().from.count() / 1000, from.count() / 1000);
    drag(strip(), 0.5, 0.3, Qt::MiddleButton);
    QTest::mouseRelease(&strip(), Qt::MiddleButton, {}, at(strip(), 0.3));
    QVERIFY(strip().window().shown().from > from);
    QCOMPARE(filter(), QString());
}

void TestOverviewStrip::byKeyboardAlone()
{
    fixture_->press(Qt::Key_4, Qt::ControlModifier);
    QVERIFY(strip().hasFocus());
    fixture_->press(Qt::Key_Home);
    QCOMPARE(strip().cursor(), std::optional(Duration{0}));
    for (int i = 0; i < 5; ++i) {
        fixture_->press(Qt::Key_Right, Qt::ControlModifier);
    }
    QVERIFY(!strip().accessibleDescription().isEmpty());
    const Duration there = *strip().cursor();
    QVERIFY(there > Duration{0});
    fixture_->press(Qt::Key_Return);
    QVERIFY(currentTime() >= there);
    fixture_->press(Qt::Key_Plus);
    fixture_->press(Qt::Key_Plus);
    QVERIFY(strip().window().isZoomed());
    fixture_->press(Qt::Key_0);
    QVERIFY(!strip().window().isZoomed());
    fixture_->press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(strip().choosing());
    fixture_->press(Qt::Key_Escape);
    QVERIFY(!strip().choosing());
    const Duration begin = *strip().cursor();
    fixture_->press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    fixture_->press(Qt::Key_Right, Qt::ShiftModifier);
    const Duration end = *strip().cursor();
    fixture_->press(Qt::Key_Return);
    QVERIFY(strip().selected());
    const Duration pixel = strip().window().perPixel();
    QVERIFY(std::chrono::abs(strip().selected()->from - begin) <= pixel);
    QVERIFY(std::chrono::abs(strip().selected()->to - end) <= pixel);
    fixture_->press(Qt::Key_Plus);
    fixture_->press(Qt::Key_End);
    QCOMPARE(strip().window().shown().to, strip().window().session().to);
    fixture_->press(Qt::Key_PageUp);
    QVERIFY(strip().window().shown().to < strip().window().session().to);
    fixture_->press(Qt::Key_Minus);
    QVERIFY(!strip().window().isZoomed());
}

void TestOverviewStrip::hitsOfTheFilter()
{
    auto* field = fixture_->page().findChild<QLineEdit*>(QStringLiteral("filter"));
    fixture_->type(field, QStringLiteral("order"));
    QTRY_VERIFY(strip().job().overview()->filtered);
    QTRY_VERIFY(fixture_->page().rowsJob().progress().complete());
    QTRY_COMPARE(hitsIn(strip()), fixture_->page().rowsJob().progress().rows);
    QVERIFY(hitsIn(strip()) > 500);
    // The strip goes on showing all of the session.
    QCOMPARE(sumOf(strip(), [](const auto& bin) { return bin.closes; }), 2U);
    fixture_->type(field, QStringLiteral("nothing-has-this"));
    QTRY_COMPARE(hitsIn(strip()), 0U);
}

void TestOverviewStrip::followsTheTable()
{
    auto& view = fixture_->page().timelineView();
    view.verticalScrollBar()->setValue(0);
    QTRY_VERIFY(strip().tableSpan() && strip().tableSpan()->from == Duration{0});
    const Duration first = strip().tableSpan()->to;
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QTRY_VERIFY(strip().tableSpan()->from > first);
    QCOMPARE(strip().tableSpan()->to, strip().job().overview()->session.to);
}

void TestOverviewStrip::hoverTells()
{
    const auto& overview = *strip().job().overview();
    std::size_t slice = 0;
    while (overview.bins[slice].violations == 0) {
        ++slice;
    }
    const QString text = strip().description(overview.beginOf(std::int64_t(slice)));
    QVERIFY2(text.contains(QStringLiteral("violation")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("in ")));
    QCOMPARE(text.contains(QStringLiteral("/s")), overview.width >= Second);
    const QString beyond = strip().description(overview.session.to + 10 * Second);
    QVERIFY(!beyond.contains(QStringLiteral("/s")));
}

void TestOverviewStrip::theMenu()
{
    const auto choose = [this](const char* text) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, strip().mapToGlobal(QPoint()));
        QCoreApplication::sendEvent(&strip(), &event);
        for (QMenu* menu : strip().findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (menu->isVisible() && action->isEnabled() &&
                    action->text().remove(QLatin1Char('&')) == QLatin1String(text)) {
                    action->trigger();
                    menu->close();
                    return true;
                }
            }
            menu->close();
        }
        return false;
    };
    QVERIFY(!choose("Zoom to the range"));
    drag(strip(), 0.25, 0.5);
    QTest::mouseRelease(&strip(), Qt::LeftButton, {}, at(strip(), 0.5));
    const TimeSpan range = *strip().selected();
    QVERIFY(choose("Zoom to the range"));
    QCOMPARE(strip().window().shown(), range);
    QVERIFY(choose("Remove the time range from the filter"));
    QTRY_VERIFY(!strip().selected());
    QVERIFY(choose("Filter by what is shown"));
    QVERIFY(strip().selected());
    QVERIFY(choose("Show the whole session"));
    QVERIFY(!strip().window().isZoomed());
    QVERIFY(choose("Bytes a second"));
    QCOMPARE(strip().measure(), OverviewMeasure::Bytes);
    QVERIFY(choose("Messages a second"));
}

void TestOverviewStrip::marksOfTheUser()
{
    const Duration time = strip().window().timeAt(at(strip(), 0.4).x());
    const QPoint pin(at(strip(), 0.4).x(), strip().lanes().marks.center().y());
    const auto colorThere = [&] { return strip().grab().toImage().pixelColor(pin); };
    const QColor before = colorThere();
    strip().setUserMarks({time});
    QVERIFY(colorThere() != before);
    QVERIFY(strip().description(time).contains(QStringLiteral("1 mark")));
    strip().setUserMarks({});
    QCOMPARE(colorThere(), before);
    strip().setUserNotes({time});
    QVERIFY(colorThere() != before);
    QVERIFY(strip().description(time).contains(QStringLiteral("1 note")));
    strip().setUserNotes({});
    QCOMPARE(colorThere(), before);
}

/// The axis ends with the session, though the note is written after it.
void TestOverviewStrip::aNoteDoesNotStretchTheAxis()
{
    WindowFixture f;
    f.recordSomething();
    OverviewStrip& strip = f.page().overview();
    const auto& timeline = *f.page().document().timeline();
    QTRY_VERIFY(showsAll(strip, timeline));
    const present::TimeSpan session = strip.job().overview()->session;
    const int rows = f.rowCount();
    const EventId note{static_cast<std::uint32_t>(timeline.size())};
    f.page().document().editNotes(timeline::NoteEdit::noteOn(EventId{3}, "written later"));
    QTRY_COMPARE(strip.userNotes().size(), std::size_t{1});
    QTRY_VERIFY(showsAll(strip, timeline));
    QCOMPARE(strip.job().overview()->session, session);
    QVERIFY(present::sinceStart(timeline, timeline.entry(note)) > session.to);
    QTRY_VERIFY(f.page().rowsJob().progress().complete());
    QCOMPARE(f.rowCount(), rows);
    // Shown alone it stands where its event is.
    f.page().filterBar().setText(QStringLiteral("is:note"));
    QTRY_COMPARE(f.rowCount(), 1);
    QTRY_VERIFY(strip.tableSpan());
    QTRY_COMPARE(strip.tableSpan()->from, strip.userNotes().front());
    QTRY_COMPARE(hitsIn(strip), std::uint64_t{1});
}

void TestOverviewStrip::growsWhileLive()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/ticks?rate=400"));
    QTRY_VERIFY(f.isOpen());
    OverviewStrip& strip = f.page().overview();
    QSignalSpy changes(&strip.job(), &present::OverviewJob::changed);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(sumOf(strip, [](const auto& bin) { return bin.messages[0]; }) > 300);
    QVERIFY(changes.size() <= clock.elapsed() / present::OverviewJob::RefreshInterval + 2);
    f.page().document().session()->editNotes(timeline::NoteEdit::mark(EventId{3}));
    QTRY_COMPARE(strip.userMarks().size(), std::size_t{1});
    // A note is shown where its subject is, not only where it was written.
    f.page().document().session()->editNotes(timeline::NoteEdit::noteOn(EventId{3}, "here"));
    QTRY_COMPARE(strip.userNotes(), strip.userMarks());
    f.page().document().session()->close(1000);
    QTRY_VERIFY(f.isShownClosed());
    QTRY_VERIFY(showsAll(strip, *f.page().document().timeline()));
    QTRY_COMPARE(sumOf(strip, [](const auto& bin) { return bin.closes; }), 1U);
}

void TestOverviewStrip::nothingYet()
{
    OverviewStrip strip;
    strip.resize(600, OverviewStrip::Height);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip, test::Patience));
    QSignalSpy terms(&strip, &OverviewStrip::filterTermRequested);
    QSignalSpy times(&strip, &OverviewStrip::timeActivated);
    drag(strip, 0.2, 0.5);
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, at(strip, 0.5));
    QTest::mouseClick(&strip, Qt::LeftButton, {}, at(strip, 0.5));
    wheel(strip, at(strip, 0.5), {0, 120});
    for (const auto key : {Qt::Key_Right, Qt::Key_Return, Qt::Key_Plus, Qt::Key_Escape}) {
        QTest::keyClick(&strip, key);
    }
    QVERIFY(terms.isEmpty() && times.isEmpty());
    QVERIFY(!strip.window().isZoomed());
}

FRAMESCOPE_TEST(TestOverviewStrip)

} // namespace tst_overview_strip

#include "tst_overview_strip.moc"
