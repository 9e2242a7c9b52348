// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_tree_model.h"
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/values/json_tree.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

namespace tst_json_pane {

using namespace framescope;
using namespace framescope::ui;
using framescope::present::JsonTreeModel;
using framescope::test::ShownPane;
using timeline::Type;

namespace {

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

/// About as many bytes of objects in an array, as an exchange would send them.
std::string largeDocument(std::size_t size)
{
    std::string text = "[";
    text.reserve(size + 200);
    for (int i = 0; text.size() < size; ++i) {
        text += (i == 0 ? "" : ",");
        text += R"({"id":)" + std::to_string(i) +
                R"(,"price":1e400,"size":9223372036854775808,"id":"\ud800","tags":["a","b"]})";
    }
    return text + R"(,{"last":"needle"}])";
}

} // namespace

class TestJsonPane : public QObject
{
    Q_OBJECT

private slots:
    void asSent();
    void brokenDocument();
    void copiedByKeys();
    void filterByThis_data();
    void filterByThis();
    void find();
    void expandAndCollapse();
    void deepDocument();
    void deepDocumentUnclosed();
    void largeDocumentIsReadLater();
    void manyValues();
    void otherEventWhileReading();
    void findWhileReading();
    void largeBrokenDocument();
};

void TestJsonPane::asSent()
{
    ShownPane pane(R"(<- text {"z":1e400,"a":[1,{"deep":-0}],"z":"again"})");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<QTreeView*>("jsonTree");
    QVERIFY(tree->isVisible());
    const QModelIndex root = tree->model()->index(0, 0);
    QVERIFY(tree->isExpanded(root));
    const QModelIndex list = tree->model()->index(1, 0, root);
    QVERIFY(tree->isExpanded(list));
    QCOMPARE(list.data().toString(), QStringLiteral("a"));
    QCOMPARE(tree->model()->index(0, 1, root).data().toString(), QStringLiteral("1e400"));
    QCOMPARE(tree->model()->index(2, 0, root).data().toString(), QStringLiteral("z (again)"));
    QVERIFY(!pane.isShown("jsonFailure"));
}

void TestJsonPane::brokenDocument()
{
    ShownPane pane(R"(<- text {"a":1,})");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    QVERIFY(pane.isShown("jsonFailure"));
    QCOMPARE(pane.label("jsonFailure"),
             QStringLiteral("Invalid at line 1, column 8: expected a key in quotes (byte 7). "
                            "The part before it is shown below."));
    QCOMPARE(pane.findChild<QTreeView*>("jsonTree")->model()->rowCount(), 1);
    QTest::mouseClick(pane.findChild<QToolButton*>("showFailure"), Qt::LeftButton);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), (std::pair<std::uint64_t, std::uint64_t>(7, 1)));
    pane.click(DetailsPane::Json);
    QTest::mouseClick(pane.findChild<QToolButton*>("showFailureInHex"), Qt::LeftButton);
    QCOMPARE(pane.currentTab(), DetailsPane::Hex);
    QCOMPARE(pane.findChild<HexView*>("hexView")->selection(),
             (std::pair<std::uint64_t, std::uint64_t>(7, 1)));
}

void TestJsonPane::copiedByKeys()
{
    ShownPane pane(R"(<- text {"a":[1,{"b c": "x\ny" }]})");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<QTreeView*>("jsonTree");
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_End); // the member within
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(R"("x\ny")"));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(R"($.a[1]["b c"])"));
    QCOMPARE(pane.label("jsonPath"), QStringLiteral(R"($.a[1]["b c"])"));
    QTest::keyClick(tree, Qt::Key_Up);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral(R"({"b c": "x\ny" })"));
}

void TestJsonPane::filterByThis_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("term");
    QTest::newRow("text") << "$.type"
                          << "json:$.type=tick";
    QTest::newRow("number as sent") << "$.price"
                                    << "json:$.price=1e400";
    QTest::newRow("in an array") << "$.items[1].id"
                                 << "json:$.items[1].id=7";
    QTest::newRow("a container") << "$.items"
                                 << "json:$.items";
    QTest::newRow("a container in an array") << "$.items[0]"
                                             << "json:$.items[0]";
}

void TestJsonPane::filterByThis()
{
    QFETCH(QString, path);
    ShownPane pane(R"(<- text {"type":"tick","price":1e400,"items":[{},{"id":7}]})");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    QSignalSpy requested(&pane, &DetailsPane::filterTermRequested);
    auto* tree = pane.findChild<QTreeView*>("jsonTree");
    const auto hits = tree->model()->match(tree->model()->index(0, 0), JsonTreeModel::PathRole,
                                           path, 1, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(hits.size(), 1);
    tree->setCurrentIndex(hits.first());
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(requested.count(), 1);
    QTEST(requested.front().front().toString(), "term");
}

void TestJsonPane::find()
{
    ShownPane pane(R"(<- text {"one":[{"two":"ONE"}],"x":"\u0031","one":2})");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<QTreeView*>("jsonTree");
    tree->collapseAll();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_F, Qt::ControlModifier);
    auto* json = pane.findChild<QWidget*>("json");
    auto* field = json->findChild<QLineEdit*>("findField");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, "one");
    QTRY_COMPARE(pane.label("jsonPath"), QStringLiteral("$.one"));
    const auto note = [json] { return json->findChild<QLabel*>("findNote")->text(); };
    QTRY_COMPARE(note(), QStringLiteral("1 of 3"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(pane.label("jsonPath"), QStringLiteral("$.one[0].two"));
    QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
    QTest::keyClick(field, Qt::Key_F3);
    QTRY_COMPARE(tree->currentIndex().data().toString(), QStringLiteral("one (again)"));
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(pane.label("jsonPath"), QStringLiteral("$.one[0].two"));
    QTRY_COMPARE(note(), QStringLiteral("2 of 3"));
    field->setText(QStringLiteral("nowhere"));
    QTRY_COMPARE(note(), QStringLiteral("Not found"));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(tree->hasFocus());
}

void TestJsonPane::expandAndCollapse()
{
    std::string text = "<- text [";
    for (int i = 0; i < 300; ++i) {
        text += "[1,2],";
    }
    ShownPane pane(text + "0]");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<QTreeView*>("jsonTree");
    const QModelIndex root = tree->model()->index(0, 0);
    const QModelIndex last = tree->model()->index(299, 0, root);
    QVERIFY(tree->isExpanded(root));
    QVERIFY(!tree->isExpanded(last));
    QTest::mouseClick(pane.findChild<QToolButton*>("expandAll"), Qt::LeftButton);
    QVERIFY(tree->isExpanded(last));
    QTest::mouseClick(pane.findChild<QToolButton*>("collapseAll"), Qt::LeftButton);
    QVERIFY(tree->isExpanded(root));
    QVERIFY(!tree->isExpanded(last));
}

void TestJsonPane::deepDocument()
{
    constexpr int depth = 10'000;
    ShownPane pane("<- text " + std::string(depth, '[') + "\"needle\"" + std::string(depth, ']'));
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* json = pane.findChild<QWidget*>("json");
    auto* tree = pane.findChild<JsonTree*>("jsonTree");
    QVERIFY(!pane.isShown("jsonFailure"));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(json->findChild<QLineEdit*>("findField"), "needle");
    QTRY_COMPARE(tree->currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("\"needle\""));
    QVERIFY(tree->rootIndex().isValid());
    QVERIFY(tree->visualRect(tree->currentIndex()).intersects(tree->viewport()->rect()));
    pane.grab();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard(), '$' + QStringLiteral("[0]").repeated(depth));
    QTest::mouseClick(pane.findChild<QToolButton*>("wholeDocument"), Qt::LeftButton);
    QVERIFY(!tree->rootIndex().isValid());
    QTest::mouseClick(pane.findChild<QToolButton*>("expandAll"), Qt::LeftButton);
    pane.grab();
    QCoreApplication::processEvents();
}

void TestJsonPane::deepDocumentUnclosed()
{
    ShownPane pane("<- text " + std::string(10'000, '['));
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    QVERIFY(pane.label("jsonFailure").contains("byte 10,000"));
    pane.grab();
}

void TestJsonPane::largeDocumentIsReadLater()
{
    const std::string text = largeDocument(50'000'000);
    ShownPane pane("<- text " + text);
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    QVERIFY(pane.isShown("jsonMessage"));
    auto* tree = pane.findChild<JsonTree*>("jsonTree");
    QTRY_VERIFY(tree->isVisible());
    const auto* model = tree->model();
    const QModelIndex root = model->index(0, 0);
    QVERIFY(model->rowCount(root) <= 1000);
    QVERIFY(root.siblingAtColumn(1).data().toString().startsWith("[ "));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_End);
    pane.grab();
    QTest::keyClick(tree, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(pane.findChild<QWidget*>("json")->findChild<QLineEdit*>("findField"),
                     "needle");
    QTRY_COMPARE(tree->currentIndex().data().toString(), QStringLiteral("last"));
    pane.grab();
    QTest::mouseClick(pane.findChild<QToolButton*>("expandAll"), Qt::LeftButton);
    pane.grab();
    // No wrong figure.
    const QModelIndex first = model->index(0, 0, model->index(0, 0, root));
    QCOMPARE(model->index(1, 1, first).data().toString(), QStringLiteral("1e400"));
    QCOMPARE(model->index(2, 1, first).data().toString(), QStringLiteral("9223372036854775808"));
    QCOMPARE(model->index(3, 0, first).data().toString(), QStringLiteral("id (again)"));
    QCOMPARE(model->index(3, 1, first).data().toString(), QStringLiteral("\"\\ud800\""));
}

void TestJsonPane::manyValues()
{
    std::string text = "<- text [0";
    for (int i = 1; i < 3'000'000; ++i) {
        text += ",0";
    }
    ShownPane pane(text + "]");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<JsonTree*>("jsonTree");
    QTRY_VERIFY(tree->isVisible());
    const QModelIndex root = tree->model()->index(0, 0);
    QCOMPARE(root.siblingAtColumn(1).data().toString(), QStringLiteral("[ 3000000 ]"));
    QCOMPARE(tree->model()->rowCount(root), 3);
    pane.grab();
}

void TestJsonPane::otherEventWhileReading()
{
    ShownPane pane("<- text " + largeDocument(5'000'000) + "\n<- text [1]");
    pane.click(DetailsPane::Json);
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 2));
    pane.showLast(Type::Text);
    auto* tree = pane.findChild<JsonTree*>("jsonTree");
    pane.click(DetailsPane::Json);
    QTRY_VERIFY(tree->isVisible());
    const QModelIndex root = tree->model()->index(0, 0);
    QCOMPARE(tree->model()->index(0, 1, root).data().toString(), QStringLiteral("1"));
}

/// The escapes of JSON are known before the document is.
void TestJsonPane::findWhileReading()
{
    ShownPane pane("<- text [1]\n<- text [\"M\\u00fcller\", " + largeDocument(20'000'000) + "]");
    const auto last = static_cast<std::uint32_t>(pane.timeline().size() - 1);
    pane.showNumber(last - 1);
    pane.click(DetailsPane::Json);
    auto* tree = pane.findChild<JsonTree*>("jsonTree");
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_F, Qt::ControlModifier);
    pane.showNumber(last);
    QVERIFY(pane.isShown("jsonMessage"));
    auto* field = pane.findChild<QWidget*>("json")->findChild<QLineEdit*>("findField");
    field->setText(QStringLiteral("M\u00fcller"));
    QTRY_VERIFY(tree->isVisible());
    QTRY_COMPARE(pane.findChild<QWidget*>("json")->findChild<QLabel*>("findNote")->text(),
                 QStringLiteral("1 found"));
}

void TestJsonPane::largeBrokenDocument()
{
    ShownPane pane("<- text [" + std::string(5'000'000, ' ') + "1,]");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Json);
    QTRY_VERIFY(pane.isShown("jsonFailure"));
    QVERIFY(pane.label("jsonFailure").contains("byte 5,000,003"));
    QTest::mouseClick(pane.findChild<QToolButton*>("showFailure"), Qt::LeftButton);
    QTRY_VERIFY(!pane.textView().rectOf(5'000'003).isEmpty());
}

FRAMESCOPE_TEST(TestJsonPane)

} // namespace tst_json_pane

#include "tst_json_pane.moc"
