// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/values/json_tree.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QToolButton>
#include <QtTest>

namespace tst_selected_bytes {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::ShownPane;
using timeline::Type;

namespace {

using Selection = std::pair<std::uint64_t, std::uint64_t>;

/// The bytes that are selected in one tab are those that are selected in the others.
class Places : public ShownPane
{
public:
    explicit Places(std::string_view script) : ShownPane(script) { showLast(Type::Text); }

    HexView& hex() const { return *findChild<HexView*>("hexView"); }
    JsonTree& tree() const { return *findChild<JsonTree*>("jsonTree"); }
    void choose(const char* action) const { tree().findChild<QAction*>(action)->trigger(); }

    /// By its name from the menu that the right button opens.
    void pick(QAbstractScrollArea& view, const char* menuName, const QString& text)
    {
        const QPoint at(12, 8);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view.viewport(), &event);
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QCOMPARE(menu->objectName(), QLatin1String(menuName));
        for (QAction* action : menu->actions()) {
            if (action->text() == text) {
                QVERIFY(action->isEnabled());
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
};

//                              0         1         2
//                              0123456789012345678901234567
constexpr const char* Order = R"(<- text {"id":4711,"by":{"n":"Ann"}})";

} // namespace

class TestSelectedBytes : public QObject
{
    Q_OBJECT

private slots:
    void textToOthers();
    void hexToOthers();
    void toATextNobodyLookedAt();
    void jsonToOthers();
    void byMenus();
    void nothingSelected();
    void anotherEvent();
    void whereThereIsNoJson();
    void decodedValueInHex();
};

void TestSelectedBytes::textToOthers()
{
    Places pane(Order);
    pane.textView().select(6, 4);
    pane.click(DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(6, 4));
    pane.click(DetailsPane::Json);
    QCOMPARE(pane.label("jsonPath"), QStringLiteral("$.id"));
    pane.click(DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(6, 4));
}

void TestSelectedBytes::hexToOthers()
{
    Places pane(Order);
    pane.click(DetailsPane::Hex);
    pane.hex().select(22, 3);
    pane.click(DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(22, 3));
    pane.click(DetailsPane::Json);
    QCOMPARE(pane.label("jsonPath"), QStringLiteral("$.by.n"));
    pane.click(DetailsPane::Hex); // it is still what was selected there
    QCOMPARE(pane.hex().selection(), Selection(22, 3));
}

/// The pane of the text is filled when it is looked at, after the bytes were selected.
void TestSelectedBytes::toATextNobodyLookedAt()
{
    Places pane((std::string(Order) + "\n" + Order).c_str());
    pane.click(DetailsPane::Hex);
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 2));
    pane.hex().select(6, 4);
    pane.click(DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(6, 4));
    pane.click(DetailsPane::Json);
    pane.showLast(Type::Text);
    pane.tree().setCurrentIndex(pane.tree().model()->index(0, 0, pane.tree().model()->index(0, 0)));
    pane.choose("showInText");
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(6, 4));
}

void TestSelectedBytes::jsonToOthers()
{
    Places pane(Order);
    pane.click(DetailsPane::Json);
    pane.tree().setFocus();
    QTest::keyClick(&pane.tree(), Qt::Key_End); // $.by.n
    pane.click(DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(21, 5)); // with its quotes
    pane.click(DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(21, 5));
}

void TestSelectedBytes::byMenus()
{
    Places pane(Order);
    pane.textView().select(16, 10);
    pane.pick(pane.textView(), "textMenu", QStringLiteral("Show in hex"));
    QCOMPARE(pane.currentTab(), DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(16, 10));
    QVERIFY(pane.hex().hasFocus());
    pane.hex().select(21, 2);
    pane.pick(pane.hex(), "hexMenu", QStringLiteral("Show in JSON"));
    QCOMPARE(pane.currentTab(), DetailsPane::Json);
    QCOMPARE(pane.label("jsonPath"), QStringLiteral("$.by.n"));
    pane.choose("showInText");
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    QCOMPARE(pane.textView().selection(), Selection(21, 5));
    pane.pick(pane.textView(), "textMenu", QStringLiteral("Show in JSON"));
    pane.choose("showInHex");
    QCOMPARE(pane.hex().selection(), Selection(21, 5));
    pane.pick(pane.hex(), "hexMenu", QStringLiteral("Show in the text"));
    QCOMPARE(pane.textView().selection(), Selection(21, 5));
}

void TestSelectedBytes::nothingSelected()
{
    Places pane(Order);
    pane.click(DetailsPane::Hex);
    pane.click(DetailsPane::Text);
    QCOMPARE(pane.textView().selection().second, std::uint64_t{0});
    pane.textView().select(1, 4);
    pane.textView().select(0, 0);
    pane.click(DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(0, 1));
}

void TestSelectedBytes::anotherEvent()
{
    Places pane(std::string("<- text other\n") + Order);
    pane.textView().select(6, 4);
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 2));
    pane.click(DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(0, 1));
}

void TestSelectedBytes::whereThereIsNoJson()
{
    Places pane("<- text plain");
    pane.textView().select(1, 2);
    pane.pick(pane.textView(), "textMenu", QStringLiteral("Show in hex"));
    QCOMPARE(pane.hex().selection(), Selection(1, 2));
}

void TestSelectedBytes::decodedValueInHex()
{
    Places pane(Order);
    pane.click(DetailsPane::Decoded);
    auto* tree = pane.findChild<JsonTree*>("decodedTree");
    QTRY_VERIFY(tree->currentIndex().isValid());
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down); // $.id
    tree->findChild<QAction*>("showDecodedInHex")->trigger();
    QCOMPARE(pane.currentTab(), DetailsPane::Hex);
    QCOMPARE(pane.hex().selection(), Selection(6, 4));
}

FRAMESCOPE_TEST(TestSelectedBytes)

} // namespace tst_selected_bytes

#include "tst_selected_bytes.moc"
