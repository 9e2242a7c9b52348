// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/timeline/place_keeper.h"
#include "ui/timeline/table/row_hits.h"
#include "ui/widgets/notification_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

#include <atomic>

namespace tst_timeline_place {

using namespace framescope;
using present::TimelineModel;
using test::RecordedPage;

namespace {

constexpr int Opening = 5; // rows
constexpr int Texts = 400;

std::string manyTexts()
{
    std::string script;
    for (int i = 0; i < Texts; ++i) {
        script += "<- text number " + std::to_string(i) + (i % 2 == 0 ? " even\n" : " odd\n");
    }
    return script;
}

struct Page : RecordedPage
{
    Page() : RecordedPage(manyTexts()) { view().setFocus(); }

    int current() { return view().currentIndex().row(); }
    int last() { return rowCount() - 1; }
    bool isSeen(int row)
    {
        const int y = view().rowViewportPosition(row);
        return y >= 0 && y + view().rowHeight(row) <= view().viewport()->height();
    }
    QString facts()
    {
        const auto* label = page().findChild<QLabel*>(QStringLiteral("eventFacts"));
        return label ? label->text() : QString();
    }
    /// Selection, what is in view, and the details speak of this row.
    void verifyAt(int row)
    {
        QCOMPARE(current(), row);
        QCOMPARE(view().selectionModel()->selectedRows().size(), 1);
        QVERIFY(view().selectionModel()->isRowSelected(row));
        QVERIFY(isSeen(row));
        const QString number = QStringLiteral("#%1 ").arg(cell(row, TimelineModel::Number));
        QTRY_VERIFY2(facts().startsWith(number), qPrintable(facts() + number));
    }
};

} // namespace

class TestTimelinePlace : public QObject
{
    Q_OBJECT

private slots:
    void keysAgree_data();
    void keysAgree();
    void shiftSelectsUpToTheEnd();
    void pagesGoOnFromWhatIsSeen();
    void resizingKeepsFollowing();
    void resizingKeepsWhatIsSelectedInView();
    void filteringWaitsForTheSelectedRow();
    void theNearestIsTakenWhenItIsKnown();
    void noRowMatches();
    void pointsAtHits();
    void saysWhatIsTooLong();
    void longFiltersAreTyped_data();
    void longFiltersAreTyped();
};

void TestTimelinePlace::keysAgree_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("control");
    QTest::addColumn<bool>("isEnd");
    QTest::newRow("Home") << int(Qt::Key_Home) << false << false;
    QTest::newRow("Ctrl+Home") << int(Qt::Key_Home) << true << false;
    QTest::newRow("End") << int(Qt::Key_End) << false << true;
    QTest::newRow("Ctrl+End") << int(Qt::Key_End) << true << true;
}

void TestTimelinePlace::keysAgree()
{
    QFETCH(int, key);
    QFETCH(bool, control);
    QFETCH(bool, isEnd);
    Page f;
    const Qt::KeyboardModifiers modifiers = control ? Qt::ControlModifier : Qt::NoModifier;
    const int edge = isEnd ? f.last() : 0;
    f.view().setCurrentIndex(f.model().index(200, 0));
    f.press(static_cast<Qt::Key>(key), modifiers);
    f.verifyAt(edge);
    QCOMPARE(f.view().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(f.view().isFollowing(), isEnd);
    // Also where the row is current already, and was scrolled away.
    f.view().verticalScrollBar()->setValue(200);
    QVERIFY(!f.isSeen(edge));
    f.press(static_cast<Qt::Key>(key), modifiers);
    f.verifyAt(edge);
}

void TestTimelinePlace::shiftSelectsUpToTheEnd()
{
    Page f;
    f.view().setCurrentIndex(f.model().index(200, 0));
    f.press(Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(f.view().selectionModel()->selectedRows().size(), 201);
    QVERIFY(f.isSeen(0));
    f.press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.view().selectionModel()->selectedRows().size(), f.rowCount() - 200);
    QVERIFY(f.isSeen(f.last()));
}

void TestTimelinePlace::pagesGoOnFromWhatIsSeen()
{
    Page f;
    const int page = f.view().rowAt(f.view().viewport()->height() - 1);
    f.view().setCurrentIndex(f.model().index(10, 0));
    f.view().verticalScrollBar()->setValue(200);
    f.press(Qt::Key_PageDown);
    QVERIFY(f.current() > 200 && f.current() < 200 + 2 * page);
    f.verifyAt(f.current());
    f.view().verticalScrollBar()->setValue(100);
    f.press(Qt::Key_PageUp);
    QVERIFY(f.current() < 100 + page && f.current() > 100 - page);
    f.verifyAt(f.current());
    // Nothing is current, and the newest is followed.
    f.view().selectionModel()->clear();
    f.view().setFollowing(true);
    f.press(Qt::Key_Up);
    QVERIFY(f.current() >= f.last() - 1);
    f.verifyAt(f.current());
}

/// A banner that appears makes the table lower.
void TestTimelinePlace::resizingKeepsFollowing()
{
    Page f;
    QScrollBar* bar = f.view().verticalScrollBar();
    f.view().setFollowing(true);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    f.page().notify({ui::Notification::Kind::Error,
                     QStringLiteral("a banner"),
                     {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")},
                     {}});
    QTRY_VERIFY(bar->maximum() > before);
    QVERIFY(f.view().isFollowing());
    QTRY_COMPARE(bar->value(), bar->maximum());
    f.window().resize(f.window().width(), f.window().height() - 150);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(f.view().isFollowing());
}

void TestTimelinePlace::resizingKeepsWhatIsSelectedInView()
{
    Page f;
    const int lowest = f.view().rowAt(f.view().viewport()->height() - 1) - 1;
    f.view().setCurrentIndex(f.model().index(lowest, 0));
    QVERIFY(f.isSeen(lowest));
    const int height = f.view().height();
    f.window().resize(f.window().width(), f.window().height() - 200);
    QTRY_VERIFY(f.view().height() < height);
    QTRY_VERIFY(f.isSeen(lowest));
    f.verifyAt(lowest);
}

namespace {

/// A filter that comes as far as it is let: rows up to the event `gate` at most.
struct Slow
{
    explicit Slow(const std::string& script)
    {
        script_.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
        script_.play(script);
        script_.finish();
        view.resize(600, 400);
        view.show();
        job.start({timeline(), timeline::View::Messages, {}});
        QVERIFY(QTest::qWaitFor([this] { return model.rowCount() > Texts; }, test::Patience));
    }
    ~Slow() { *gate = UINT32_MAX; }

    std::shared_ptr<const timeline::Timeline> timeline() { return script_.live().timeline(); }
    void filter(std::function<bool(EventId)> keeps)
    {
        job.start(
            {timeline(), timeline::View::Messages,
             [gate = gate, keeps = std::move(keeps)](const timeline::Timeline&, timeline::View) {
                 return [gate, keeps](EventId id) {
                     while (id.value > *gate) {
                         std::this_thread::yield();
                     }
                     return keeps(id);
                 };
             }});
    }
    std::uint32_t currentEvent() { return view.currentEvent().value_or(EventId{0}).value; }
    int top() { return view.verticalScrollBar()->value(); }

    test::CaptureScript script_;
    std::shared_ptr<std::atomic<std::uint32_t>> gate =
        std::make_shared<std::atomic<std::uint32_t>>(UINT32_MAX);
    present::VisibleRowsJob job;
    TimelineModel model{job};
    ui::TimelineView view{model};
    ui::PlaceKeeper keeper{view, model, job};
};

} // namespace

/// The rows that come first are far from the one that is looked at.
void TestTimelinePlace::filteringWaitsForTheSelectedRow()
{
    Slow f(manyTexts());
    f.view.setCurrentIndex(f.model.index(300, 0));
    *f.gate = 200;
    f.filter([](EventId id) { return id.value % 2 == 0; });
    QTRY_VERIFY(f.model.rowCount() > 0 && f.model.rowCount() < 150);
    QTRY_VERIFY(f.job.progress().scanned >= 200);
    QCOMPARE(f.top(), 0);
    QVERIFY(f.keeper.isSettling());
    *f.gate = UINT32_MAX;
    QTRY_VERIFY(!f.keeper.isSettling());
    QCOMPARE(f.currentEvent(), 300U);
    QVERIFY(f.view.viewport()->rect().contains(f.view.visualRect(f.view.currentIndex()).center()));
}

/// It is filtered out: the nearest comes after it, but is found later.
void TestTimelinePlace::theNearestIsTakenWhenItIsKnown()
{
    Slow f(manyTexts());
    f.view.setCurrentIndex(f.model.index(300, 0));
    *f.gate = 305;
    f.filter([](EventId id) { return id.value < 20 || id.value >= 310; });
    QTRY_VERIFY(f.job.progress().scanned >= 305);
    QTRY_VERIFY(f.model.rowCount() == 20);
    QCOMPARE(f.top(), 0);
    QVERIFY(f.keeper.isSettling());
    *f.gate = UINT32_MAX;
    QTRY_VERIFY(!f.keeper.isSettling());
    QCOMPARE(f.currentEvent(), 310U);
    // And where the nearest is before it.
    f.filter([](EventId id) { return id.value < 290 || id.value >= 390; });
    QTRY_VERIFY(!f.keeper.isSettling() && f.currentEvent() == 289U);
    f.filter([](EventId id) { return id.value < 10; });
    QTRY_VERIFY(!f.keeper.isSettling() && f.currentEvent() == 9U);
}

void TestTimelinePlace::noRowMatches()
{
    Page f;
    const int rows = f.rowCount();
    auto* note = f.page().findChild<QFrame*>(QStringLiteral("noRows"));
    auto* clear = note->findChild<QPushButton*>(QStringLiteral("clearFilter"));
    auto* back = note->findChild<QPushButton*>(QStringLiteral("lastFilter"));
    QVERIFY(!note->isVisible());
    f.page().filterBar().setText(QStringLiteral("odd"));
    QTRY_COMPARE(f.rowCount(), Texts / 2);
    f.page().filterBar().setText(QStringLiteral("<b>nobody</b>"));
    QTRY_VERIFY(note->isVisible());
    const auto* sentence = note->findChild<QLabel*>();
    QVERIFY2(sentence->text().startsWith(QStringLiteral("No row matches <b>nobody</b>")),
             qPrintable(sentence->text()));
    QCOMPARE(sentence->textFormat(), Qt::PlainText);
    QVERIFY(f.view().rect().contains(note->geometry()));
    QCOMPARE(back->text(), QStringLiteral("Back to odd"));
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE(f.rowCount(), Texts / 2);
    QVERIFY(!note->isVisible());
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("odd"));
    f.page().filterBar().setText(QStringLiteral("nobody"));
    QTRY_VERIFY(note->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(f.rowCount(), rows);
    QVERIFY(!note->isVisible());
    QVERIFY(f.page().filterBar().text().isEmpty());
}

void TestTimelinePlace::pointsAtHits()
{
    using Hits = std::vector<std::pair<int, int>>;
    const auto hits = [](const char* expression, const QString& preview) {
        return ui::RowHits(QString::fromUtf8(expression)).in(preview);
    };
    const QString text = QStringLiteral("Žofie says Hello, hello");
    QCOMPARE(hits("hello", text), (Hits{{11, 5}, {18, 5}}));
    QCOMPARE(hits("\"says hello\" type:text", text), (Hits{{6, 10}}));
    QCOMPARE(hits("/h.l/ ello", text), (Hits{{11, 5}, {18, 5}}));
    QCOMPARE(hits("-hello", text), Hits());
    QCOMPARE(hits("not (hello or says)", text), Hits());
    QCOMPARE(hits("size:>1", text), Hits());
    QCOMPARE(hits("hello (", text), Hits()); // not applied either
    QCOMPARE(hits("/x*/", text), Hits());
    QVERIFY(ui::RowHits(QString()).empty());
}

/// As much as a field takes.
void TestTimelinePlace::saysWhatIsTooLong()
{
    constexpr std::size_t justTooLong = (16U << 20) + 1;
    RecordedPage f("<- text {\"a\":1,\"b\":\"" + std::string(justTooLong, 'x') +
                   "\"}\n<- text {\"a\":1}\n");
    auto& count = *f.page().findChild<QLabel*>(QStringLiteral("rowCount"));
    auto& filter = *f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    filter.setText(QStringLiteral("json:$.a=1"));
    QTRY_VERIFY2(count.text().endsWith(QStringLiteral(", 1 too long")), qPrintable(count.text()));
    QVERIFY2(count.toolTip().contains(QStringLiteral("not read as JSON: event ")),
             qPrintable(count.toolTip()));
    // What needs no look at the whole payload is certain.
    filter.setText(QStringLiteral("type:text"));
    QTRY_COMPARE(f.rowCount(), 2);
    QTRY_VERIFY2(!count.text().contains(QStringLiteral("too long")), qPrintable(count.text()));
}

void TestTimelinePlace::longFiltersAreTyped_data()
{
    QTest::addColumn<QString>("piece");
    for (const char* piece : {"[ ", "{\" ", "/a ", "(", "a ", "a or ", "\"\":[ ", "type:text ",
                              "-is:heartbeat ", "json:$.a=1 ", "x:1 ", "code:1,"}) {
        QTest::newRow(piece) << QString::fromUtf8(piece);
    }
}

void TestTimelinePlace::longFiltersAreTyped()
{
    QFETCH(QString, piece);
    Page f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    const QString text = piece.repeated(field->maxLength() / piece.size());
    field->setFocus();
    field->setText(text);
    QTest::keyClick(field, Qt::Key_Backspace); // read and coloured again with each key
    QCoreApplication::processEvents();
    field->repaint();
    QCOMPARE(field->text(), text.chopped(1));
    field->clear();
}

FRAMESCOPE_TEST(TestTimelinePlace)

} // namespace tst_timeline_place

#include "tst_timeline_place.moc"
