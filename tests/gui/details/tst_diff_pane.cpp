// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/diff_model.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/details/values/diff_pane.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

namespace tst_diff_pane {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::CaptureScript;
using present::DiffModel;
using timeline::View;

namespace {

/// A details pane on a recording of the messages that are given, one a line.
class ShownPane : public DetailsPane
{
public:
    explicit ShownPane(const std::string& messages)
    {
        script_.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n" + messages);
        script_.finish();
        timeline_ = script_.reloaded();
        resize(520, 600);
        setTimeline(timeline_);
        show();
        if (!QTest::qWaitForWindowActive(this, test::Patience)) {
            qFatal("the window does not come up");
        }
    }

    /// Of the last messages, counted from the end: 1 is the last.
    void offer(std::uint32_t left, std::uint32_t right)
    {
        const auto size = static_cast<std::uint32_t>(timeline_->size());
        QSignalSpy spy(this, &DetailsPane::shown);
        showEvent(EventId{size - right}, View::Messages);
        QVERIFY(spy.wait(test::Patience));
        setCompared(std::pair(EventId{size - left}, EventId{size - right}), View::Messages);
    }

    void compare(std::uint32_t left, std::uint32_t right)
    {
        QSignalSpy spy(&pane(), &DiffPane::shown);
        offer(left, right);
        if (currentTab() != Diff) {
            QTest::mouseClick(tabs().tabBar(), Qt::LeftButton, {},
                              tabs().tabBar()->tabRect(Diff).center());
        }
        QVERIFY(!spy.isEmpty() || spy.wait(test::Patience));
        QCOMPARE(currentTab(), Diff);
    }

    template <class Act>
    void after(Act act)
    {
        QSignalSpy spy(&pane(), &DiffPane::shown);
        act();
        QVERIFY(spy.wait(test::Patience));
    }

    QTabWidget& tabs() const { return *findChild<QTabWidget*>("detailsTabs"); }
    DiffPane& pane() const { return *findChild<DiffPane*>(); }
    QTreeView& tree() const { return *findChild<QTreeView*>("diffTree"); }
    QString label(const char* name) const { return findChild<QLabel*>(name)->text(); }
    bool isShown(const char* name) const { return findChild<QWidget*>(name)->isVisible(); }
    void click(const char* name) const
    {
        QTest::mouseClick(findChild<QToolButton*>(name), Qt::LeftButton);
    }
    QString current() const { return label("diffPlace"); }

    QStringList rows() const
    {
        QStringList rows;
        for (QModelIndex at = tree().model()->index(0, 0); at.isValid();
             at = tree().indexBelow(at)) {
            rows += at.data().toString() + QStringLiteral(": ") +
                    at.siblingAtColumn(1).data().toString() + QStringLiteral(" | ") +
                    at.siblingAtColumn(2).data().toString();
        }
        return rows;
    }

private:
    CaptureScript script_;
    std::shared_ptr<const timeline::Timeline> timeline_;
};

const std::string Orders = R"(<- text {"id":1,"price":10.50,"tags":["a","b"],"side":"buy"}
<- text {"id":1,"tags":["a","x","b"],"price":10.5,"note":"late"}
)";

} // namespace

class TestDiffPane : public QObject
{
    Q_OBJECT

private slots:
    void tabIsOfferedForTwo();
    void structure();
    void byKeys();
    void byButtons();
    void chosenMode();
    void onlyDifferences();
    void sameMessages();
    void binaryMessages();
    void lifeCycleEvents();
    void copyByKeysAndMouse();
    void stays();
    void largeDocuments();
    void largeBytes();
    void longLines();
    void copyLinesAndBytes();
};

void TestDiffPane::tabIsOfferedForTwo()
{
    ShownPane pane(Orders);
    QVERIFY(!pane.tabs().isTabVisible(DetailsPane::Diff));
    pane.offer(2, 1);
    QVERIFY(pane.tabs().isTabVisible(DetailsPane::Diff));
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    pane.setCompared(std::nullopt);
    QVERIFY(!pane.tabs().isTabVisible(DetailsPane::Diff));
    pane.setCurrentTab(DetailsPane::Diff); // asked for without two
    QCOMPARE(pane.currentTab(), DetailsPane::Diff);
    QVERIFY(pane.label("diffMessage").startsWith("Select two rows"));
}

void TestDiffPane::structure()
{
    ShownPane pane(Orders);
    const QAbstractItemModelTester tester(pane.tree().model());
    pane.compare(2, 1);
    QCOMPARE(pane.label("diffSummary"), QStringLiteral("1 changed, 2 added, 1 removed"));
    QCOMPARE(pane.rows(),
             (QStringList{"$: { 4 } | { 4 }", "id: 1 | 1", "price: 10.50 | 10.5",
                          "note:  | \"late\"", "tags: [ 2 ] | [ 3 ]", "0: \"a\" | \"a\"",
                          "1:  | \"x\"", "1: \"b\" | \"b\"", "side: \"buy\" | "}));
    QCOMPARE(pane.current(), QStringLiteral("$.price: changed"));
    QVERIFY(pane.tree().model()->headerData(1, Qt::Horizontal).toString().startsWith("Left #"));
}

void TestDiffPane::byKeys()
{
    ShownPane pane(Orders);
    pane.compare(2, 1);
    pane.tree().setFocus();
    const auto next = [&] { QTest::keyClick(&pane.tree(), Qt::Key_F7); };
    next();
    QCOMPARE(pane.current(), QStringLiteral("$.note: added"));
    next();
    QCOMPARE(pane.current(), QStringLiteral("$.tags[1]: added"));
    next();
    QCOMPARE(pane.current(), QStringLiteral("$.side: removed"));
    next(); // around
    QCOMPARE(pane.current(), QStringLiteral("$.price: changed"));
    QTest::keyClick(&pane.tree(), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(pane.current(), QStringLiteral("$.side: removed"));
}

void TestDiffPane::byButtons()
{
    ShownPane pane(Orders);
    pane.compare(2, 1);
    pane.click("nextDifference");
    QCOMPARE(pane.current(), QStringLiteral("$.note: added"));
    pane.click("previousDifference");
    pane.click("previousDifference");
    QCOMPARE(pane.current(), QStringLiteral("$.side: removed"));
}

void TestDiffPane::chosenMode()
{
    ShownPane pane("<- text {\"a\":1}\n<- text {\"a\":2}\n<- text plain\n");
    pane.compare(3, 2);
    auto* mode = pane.findChild<QComboBox*>("diffMode");
    mode->setFocus();
    pane.after([&] {
        QTest::keyClick(mode, Qt::Key_Down);
        QTest::keyClick(mode, Qt::Key_Down);
    });
    QCOMPARE(mode->currentText(), QStringLiteral("By line"));
    QTRY_COMPARE(pane.rows(), QStringList{"1: {\"a\":1} | {\"a\":2}"});
    QCOMPARE(pane.tree().model()->index(0, 1).data(DiffModel::MarkRole).toPoint(), QPoint(5, 1));
    pane.after([&] { QTest::keyClick(mode, Qt::Key_End); });
    QTRY_COMPARE(pane.rows(),
                 (QStringList{"0: 7b 22 61 22 3a | 7b 22 61 22 3a", "5: 31 | 32", "6: 7d | 7d"}));
    pane.after([&] {
        QTest::keyClick(mode, Qt::Key_Home);
        QTest::keyClick(mode, Qt::Key_Down);
    });
    pane.compare(2, 1);
    QTRY_VERIFY(pane.isShown("diffNote"));
    QVERIFY(pane.label("diffNote").startsWith("Not both messages have a structure"));
}

void TestDiffPane::onlyDifferences()
{
    ShownPane pane(Orders);
    pane.compare(2, 1);
    pane.after([&] { pane.click("onlyDifferences"); });
    QCOMPARE(pane.rows(),
             (QStringList{"$: { 4 } | { 4 }", "price: 10.50 | 10.5", "note:  | \"late\"",
                          "tags: [ 2 ] | [ 3 ]", "1:  | \"x\"", "side: \"buy\" | "}));
}

void TestDiffPane::sameMessages()
{
    ShownPane pane("<- text {\"a\":1,\"b\":2}\n<- text {\"b\":2, \"a\":1}\n");
    pane.compare(2, 1);
    QCOMPARE(pane.label("diffSummary"), QStringLiteral("No difference"));
    QVERIFY(!pane.findChild<QToolButton*>("nextDifference")->isEnabled());
    QTest::keyClick(&pane.tree(), Qt::Key_F7);
    pane.after([&] { pane.click("onlyDifferences"); });
    QCOMPARE(pane.label("diffMessage"), QStringLiteral("There is no difference."));
}

void TestDiffPane::binaryMessages()
{
    ShownPane pane("<- raw 82 04 00 01 02 ff\n<- raw 82 05 00 01 aa 02 ff\n");
    pane.compare(2, 1);
    QCOMPARE(pane.rows(), (QStringList{"0: 00 01 | 00 01", "2:  | aa", "2 | 3: 02 ff | 02 ff"}));
    QCOMPARE(pane.label("diffSummary"), QStringLiteral("1 added"));
}

void TestDiffPane::lifeCycleEvents()
{
    ShownPane pane("<- text x\n");
    pane.compare(3, 2); // the response, and open
    QVERIFY(!pane.label("diffSummary").isEmpty());
}

void TestDiffPane::copyByKeysAndMouse()
{
    ShownPane pane(Orders);
    pane.compare(2, 1);
    pane.tree().setFocus();
    QTest::keyClick(&pane.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.50"));
    QTest::keyClick(&pane.tree(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$.price"));
    const QPoint at = pane.tree().visualRect(pane.tree().currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, pane.tree().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(pane.tree().viewport(), &event);
    auto* menu = pane.pane().findChild<QMenu*>();
    QTRY_VERIFY(menu && menu->isVisible());
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions()[1]).center());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.5"));
}

/// Who looks at differences sees those of the next two as well.
void TestDiffPane::stays()
{
    ShownPane pane("<- text [1]\n<- text [2]\n<- text [3]\n");
    pane.compare(3, 2);
    QCOMPARE(pane.rows().constLast(), QStringLiteral("0: 1 | 2"));
    pane.setCompared(std::nullopt);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    pane.compare(2, 1);
    QCOMPARE(pane.rows().constLast(), QStringLiteral("0: 2 | 3"));
}

/// The difference stands behind what is loaded of an event by the way.
void TestDiffPane::largeDocuments()
{
    std::string text = "[";
    for (int i = 0; text.size() < 10'000'000; ++i) {
        text += R"({"id":)" + std::to_string(i) + R"(,"name":"some name of some length"},)";
    }
    ShownPane pane("<- text " + text + R"({"last":1}])" + "\n<- text " + text + R"({"last":2}])" +
                   "\n");
    pane.compare(2, 1);
    QTRY_COMPARE(pane.label("diffSummary"), QStringLiteral("1 changed"));
    QVERIFY(pane.isShown("diffNote")); // more is the same than is listed
    QVERIFY2(pane.label("diffNote").startsWith("All differences are listed"),
             qPrintable(pane.label("diffNote")));
    QVERIFY2(pane.current().contains(".last"), qPrintable(pane.current()));
    pane.grab();
}

/// What is beyond the limit is not called alike.
void TestDiffPane::largeBytes()
{
    std::string hex;
    for (int i = 0; i < 10'000; ++i) {
        hex += "'" + std::string(999, 'x') + "' 0a ";
    }
    // 10,000,000 bytes and one more that differs
    const std::string head = "<- raw 81 7f 00 00 00 00 00 98 96 81 " + hex;
    ShownPane pane(head + "'a'\n" + head + "'b'\n");
    pane.compare(2, 1);
    QTRY_COMPARE(pane.label("diffSummary"), QStringLiteral("No difference in what was compared"));
    QVERIFY(pane.isShown("diffNote"));
    QVERIFY2(pane.label("diffNote").contains("at most the first 8"),
             qPrintable(pane.label("diffNote")));
}

/// What differs is seen, however far from the beginning of the line it stands.
void TestDiffPane::longLines()
{
    const std::string line(5'000'000, 'x');
    ShownPane pane("<- text " + line + "left\n<- text " + line + "right\n");
    pane.compare(2, 1);
    const QString lead = QStringLiteral("…") + QString(16, 'x');
    QCOMPARE(pane.rows(), QStringList{"1: " + lead + "left | " + lead + "right"});
    pane.grab();
    pane.tree().setFocus();
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&pane.tree(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().size(), qsizetype{5'000'004});
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(QLatin1String("xleft")));
}

void TestDiffPane::copyLinesAndBytes()
{
    ShownPane pane("<- raw 81 05 'one' 0a 'a'\n<- raw 81 03 'two'\n"
                   "<- raw 82 02 00 01\n<- raw 82 03 00 01 02\n");
    pane.compare(4, 3);
    pane.tree().setFocus();
    const auto copied = [&pane](Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(&pane.tree(), Qt::Key_C, modifiers);
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(copied(Qt::ControlModifier), QStringLiteral("one")); // without the line's end
    QCOMPARE(copied(Qt::ControlModifier | Qt::AltModifier), QStringLiteral("two"));
    QCOMPARE(copied(Qt::ControlModifier | Qt::ShiftModifier), QStringLiteral("line 1"));
    pane.compare(2, 1);
    pane.tree().setFocus();
    QCOMPARE(copied(Qt::ControlModifier | Qt::AltModifier), QStringLiteral("02"));
    QCOMPARE(copied(Qt::ControlModifier), QStringLiteral("02")); // what was copied stays
    QCOMPARE(pane.current(), QStringLiteral("There is nothing on the left."));
}

FRAMESCOPE_TEST(TestDiffPane)

} // namespace tst_diff_pane

#include "tst_diff_pane.moc"
