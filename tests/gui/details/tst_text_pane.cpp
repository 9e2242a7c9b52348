// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>
#include <QtTest>

namespace tst_text_pane {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::ShownPane;
using timeline::Type;

namespace {

using Selection = std::pair<std::uint64_t, std::uint64_t>;

/// A message of one line, an `x` every 16 bytes, and at its end a word that stands once.
std::string largeLine(std::size_t size)
{
    std::string line;
    line.reserve(size);
    while (line.size() + 32 < size) {
        line += "x0123456789abcde";
    }
    line += "the very end";
    return line;
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

QString findNote(const ShownPane& pane)
{
    return pane.findChild<QWidget*>("text")->findChild<QLabel*>("findNote")->text();
}

} // namespace

class TestTextPane : public QObject
{
    Q_OBJECT

private slots:
    void asSent();
    void badBytesAreMarked();
    void badBytesInALowPane();
    void whatCannotBeSeenIsNamed();
    void jsonOverLines();
    void onlyJsonIsLaidOut_data();
    void onlyJsonIsLaidOut();
    void nothingToShow();
    void rowsFollowTheWidth();
    void wrappingOff();
    void selectByMouse();
    void selectByKeys_data();
    void selectByKeys();
    void copied();
    void find();
    void findByKeys();
    void largeMessage_data();
    void largeMessage();
    void endStaysInSight();
    void findCounts();
    void findCountsMany();
    void copyLarge();
    void copyOverParts();
    void otherEventStartsAtTheTop();
};

void TestTextPane::asSent()
{
    ShownPane pane("<- raw 81 0c '1.0' 0a 09 '{' c3 a9 0d 20 20 '<'");
    pane.showLast(Type::Text);
    QCOMPARE(pane.rows(), (QStringList{"1.0", "\t{é[CR]  <"}));
    QVERIFY(!pane.isShown("payloadNote"));
    QCOMPARE(pane.label("textPlace"), QStringLiteral("Offset 0 of 12"));
}

void TestTextPane::badBytesAreMarked()
{
    ShownPane pane("<- raw 81 05 'a' ff fe 'b' 80");
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QStringLiteral("a[ff][fe]b[80]"));
    QCOMPARE(pane.label("payloadNote"),
             QStringLiteral("3 bytes are not UTF-8; they are shown in boxes, in hex."));
    QTest::mouseClick(pane.findChild<QToolButton*>("firstInvalid"), Qt::LeftButton);
    QCOMPARE(pane.textView().selection(), Selection(1, 1));
    QVERIFY(pane.textView().hasFocus());
}

/// What breaks rules takes room above the text, and the text goes before what explains it.
void TestTextPane::badBytesInALowPane()
{
    ShownPane pane("<- raw c1 05 'a' ff fe 'b' 80");
    pane.setMinimumHeight(100); // as in the window
    pane.resize(300, 260);
    pane.showLast(Type::Text);
    auto* note = pane.findChild<ElidedLabel*>("payloadNote");
    QVERIFY(note->isVisible());
    QTRY_VERIFY(note->height() >= note->fontMetrics().height());
    QVERIFY2(note->shownText().startsWith("3 bytes are not"), qPrintable(note->shownText()));
    QVERIFY(note->shownText().endsWith(QChar(0x2026)));
    QCOMPARE(note->toolTip(), note->text());
    QVERIFY(pane.rect().contains(QRect(note->mapTo(&pane, QPoint(0, 0)), note->size())));
    pane.grab();
}

void TestTextPane::whatCannotBeSeenIsNamed()
{
    ShownPane pane(
        "<- raw 81 16 'a' e2 80 ae 'b' e2 80 a8 ef bb bf e2 80 8b 00 1b c2 9b f3 a0 81 81");
    pane.resize(700, 600);
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QStringLiteral("a[RLO]b[LS][BOM][ZWSP][NUL][ESC][CSI][U+E0041]"));
    const QPoint at = pane.textView().rectOf(1).center();
    QHelpEvent help(QEvent::ToolTip, at, pane.textView().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(pane.textView().viewport(), &help);
    QVERIFY(QToolTip::text().contains(QLatin1String("U+202E at offset 1")));
}

/// One value a line, each as it was sent; what is selected is the same in the other panes.
void TestTextPane::jsonOverLines()
{
    const QByteArray json = R"({"a":1.50,"a":[1e400,"x\u0041"]})";
    ShownPane pane("<- text " + json.toStdString());
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QString::fromUtf8(json));
    auto* button = pane.findChild<QToolButton*>("layOutJson");
    QVERIFY(button->isEnabled());
    pane.textView().select(static_cast<std::uint64_t>(json.indexOf("1e400")), 5);
    button->click();
    QTRY_COMPARE(pane.rows(), (QStringList{"{", "  \"a\": 1.50,", "  \"a\": [", "    1e400,",
                                           "    \"x\\u0041\"", "  ]", "}"}));
    QCOMPARE(pane.textView().selection().second, 5U);
    QVERIFY(
        pane.label("textPlace")
            .startsWith(
                QStringLiteral("Offset %1 of %2").arg(json.indexOf("1e400") + 5).arg(json.size())));
    button->click();
    QTRY_COMPARE(pane.text(), QString::fromUtf8(json));
    QCOMPARE(pane.textView().selection(),
             std::pair(static_cast<std::uint64_t>(json.indexOf("1e400")), std::uint64_t{5}));
}

void TestTextPane::onlyJsonIsLaidOut_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("text") << "<- text hello";
    QTest::newRow("a mistake") << "<- text {\"a\":}";
    QTest::newRow("too large") << "<- text [\"" + QString(1'100'000, QLatin1Char('x')) + "\"]";
}

void TestTextPane::onlyJsonIsLaidOut()
{
    QFETCH(QString, step);
    ShownPane pane(step.toStdString());
    pane.showLast(Type::Text);
    auto* button = pane.findChild<QToolButton*>("layOutJson");
    QVERIFY(!button->isEnabled());
    QVERIFY(!button->toolTip().isEmpty());
}

void TestTextPane::nothingToShow()
{
    ShownPane pane("<- raw 81 00");
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QString());
    TextView& view = pane.textView();
    view.setFocus();
    for (const int key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Down, Qt::Key_End, Qt::Key_PageUp}) {
        QTest::keyClick(&view, static_cast<Qt::Key>(key), Qt::ShiftModifier);
    }
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, QPoint(50, 50));
    QCOMPARE(view.selection(), Selection(0, 0));
    pane.grab();
}

void TestTextPane::rowsFollowTheWidth()
{
    ShownPane pane("<- text " + std::string(50, 'a') + ' ' + std::string(50, 'b'));
    pane.showLast(Type::Text);
    pane.resize(2000, 400);
    QTRY_COMPARE(pane.rows().size(), 1);
    pane.resize(500, 400); // more than 50 columns
    QTRY_COMPARE(pane.rows().size(), 2);
    QCOMPARE(pane.rows().last(), QString(50, 'b'));
    QCOMPARE(pane.textView().horizontalScrollBar()->maximum(), 0);
}

void TestTextPane::wrappingOff()
{
    ShownPane pane("<- raw 81 7e 01 f5 'a'*500 0a");
    pane.showLast(Type::Text);
    QVERIFY(pane.rows().size() > 5);
    auto* wrap = pane.findChild<QToolButton*>("wrapLines");
    QTest::mouseClick(wrap, Qt::LeftButton);
    QTRY_COMPARE(pane.rows().first().size(), 500);
    TextView& view = pane.textView();
    QVERIFY(view.horizontalScrollBar()->maximum() > 0);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.cursor(), std::uint64_t{500});
    QVERIFY(view.horizontalScrollBar()->value() > 0);
    QTest::mouseClick(wrap, Qt::LeftButton);
    QTRY_VERIFY(pane.rows().size() > 5);
}

void TestTextPane::selectByMouse()
{
    ShownPane pane("<- text hello, w\xc3\xb6rld");
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    const auto at = [&](std::uint64_t offset) {
        const QRect rect = view.rectOf(offset);
        return QPoint(rect.left() + 1, rect.center().y());
    };
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, at(1));
    QTest::mouseMove(view.viewport(), at(4));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at(4));
    QCOMPARE(view.selection(), Selection(1, 3));
    QCOMPARE(pane.label("textPlace"), QStringLiteral("Offset 4 of 13  ·  3 bytes selected"));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(10));
    QCOMPARE(view.selection(), Selection(1, 9));
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at(10));
    QCOMPARE(view.selection(), Selection(7, 6));
}

void TestTextPane::selectByKeys_data()
{
    QTest::addColumn<QKeyCombination>("keys");
    QTest::addColumn<int>("cursor");
    const auto row = [](const char* name, QKeyCombination keys, int cursor) {
        QTest::newRow(name) << keys << cursor;
    };
    // "one two\nthr€e\n\nend", the cursor behind "two"
    row("left", Qt::Key_Left, 6);
    row("right", Qt::Key_Right, 8);
    row("word left", Qt::CTRL | Qt::Key_Left, 4);
    row("word right", Qt::CTRL | Qt::Key_Right, 11); // € is no letter
    row("down to the end of a shorter line", Qt::Key_Down, 15);
    row("up stays", Qt::Key_Up, 7);
    row("home", Qt::Key_Home, 0);
    row("end", Qt::Key_End, 7);
    row("first", Qt::CTRL | Qt::Key_Home, 0);
    row("last", Qt::CTRL | Qt::Key_End, 20);
    row("page down", Qt::Key_PageDown, 20);
    row("page up", Qt::Key_PageUp, 7);
}

void TestTextPane::selectByKeys()
{
    QFETCH(QKeyCombination, keys);
    QFETCH(int, cursor);
    ShownPane pane("<- raw 81 14 'one' 20 'two' 0a 'thr' e2 82 ac 'e' 0a 0a 'end'");
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    view.setFocus();
    view.select(7, 0);
    QTest::keyClick(&view, keys.key(), keys.keyboardModifiers());
    QCOMPARE(view.cursor(), static_cast<std::uint64_t>(cursor));
    QCOMPARE(view.selection().second, std::uint64_t{0});
    view.select(7, 0);
    QTest::keyClick(&view, keys.key(), keys.keyboardModifiers() | Qt::ShiftModifier);
    QCOMPARE(view.selection().second, static_cast<std::uint64_t>(std::abs(cursor - 7)));
}

void TestTextPane::copied()
{
    ShownPane pane("<- raw 81 07 'a' 0d ff c3 b6 0a 'b'");
    pane.showLast(Type::Text);
    pane.textView().setFocus();
    QTest::keyClick(&pane.textView(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&pane.textView(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), QStringLiteral("a\r\\xffö\nb"));
}

void TestTextPane::find()
{
    ShownPane pane("<- text one two ONE three one");
    pane.showLast(Type::Text);
    QVERIFY(!pane.findChild<QWidget*>("text")->findChild<QWidget*>("findBar")->isVisible());
    QTest::mouseClick(pane.findChild<QToolButton*>("findInText"), Qt::LeftButton);
    auto* field = pane.findChild<QWidget*>("text")->findChild<QLineEdit*>("findField");
    QVERIFY(field->isVisible());
    TextView& view = pane.textView();
    QTest::keyClicks(field, "one");
    QTRY_COMPARE(view.selection(), Selection(0, 3));
    QTest::mouseClick(pane.findChild<QWidget*>("text")->findChild<QToolButton*>("findNext"),
                      Qt::LeftButton);
    QTRY_COMPARE(view.selection(), Selection(8, 3));
    QTest::mouseClick(pane.findChild<QWidget*>("text")->findChild<QToolButton*>("findCase"),
                      Qt::LeftButton);
    QTRY_COMPARE(view.selection(), Selection(18, 3));
    QTest::mouseClick(pane.findChild<QWidget*>("text")->findChild<QToolButton*>("findPrevious"),
                      Qt::LeftButton);
    QTRY_COMPARE(view.selection(), Selection(0, 3));
    field->setText(QStringLiteral("four"));
    QTRY_COMPARE(pane.findChild<QWidget*>("text")->findChild<QLabel*>("findNote")->text(),
                 QStringLiteral("Not found"));
}

void TestTextPane::findByKeys()
{
    ShownPane pane("<- text one two one");
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
    auto* field = pane.findChild<QWidget*>("text")->findChild<QLineEdit*>("findField");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, "one");
    QTRY_COMPARE(view.selection(), Selection(0, 3));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(view.selection(), Selection(8, 3));
    QTest::keyClick(field, Qt::Key_F3);
    QTRY_COMPARE(view.selection(), Selection(0, 3)); // round
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 of 2"));
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(view.selection(), Selection(8, 3));
    QTRY_COMPARE(findNote(pane), QStringLiteral("2 of 2"));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!pane.findChild<QWidget*>("text")->findChild<QWidget*>("findBar")->isVisible());
    QVERIFY(view.hasFocus());
}

void TestTextPane::largeMessage_data()
{
    QTest::addColumn<bool>("deflated");
    QTest::addColumn<bool>("outgoing");
    QTest::addColumn<std::size_t>("size");
    QTest::newRow("plain") << false << false << std::size_t{100'000'000};
    QTest::newRow("masked") << false << true << std::size_t{20'000'000};
    QTest::newRow("compressed") << true << false << std::size_t{20'000'000};
}

/// Its beginning is there before the rest, and all of it can be reached.
void TestTextPane::largeMessage()
{
    QFETCH(bool, deflated);
    QFETCH(bool, outgoing);
    QFETCH(std::size_t, size);
    const std::string line = largeLine(size);
    ShownPane pane((deflated ? "tcp\n-> request deflate\n<- 101 deflate\n<- deflated text "
                             : std::string(test::opening) + (outgoing ? "-> text " : "<- text ")) +
                       line,
                   false);
    pane.showLast(Type::Text);
    QTRY_VERIFY(pane.text().startsWith("x0123456789"));

    TextView& view = pane.textView();
    QTRY_VERIFY(view.rows().isComplete());
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.cursor(), std::uint64_t{line.size()});
    QTRY_VERIFY(pane.text().endsWith("the very end"));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    QTRY_VERIFY(pane.text().contains("x0123456789abcdex"));

    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
    view.select(0, 0);
    QTest::keyClicks(pane.findChild<QWidget*>("text")->findChild<QLineEdit*>("findField"),
                     "VERY end");
    QTRY_COMPARE(view.selection(), Selection(line.size() - 8, 8));
}

/// Where somebody goes to the end while the rows are still found for another width.
void TestTextPane::endStaysInSight()
{
    const std::string line = largeLine(50'000'000);
    ShownPane pane("<- text " + line);
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    QTRY_VERIFY(view.rows().isComplete());
    const present::RowLimits before = view.rows().limits();
    pane.resize(pane.width() - 60, pane.height());
    QTRY_VERIFY(view.viewport()->width() < pane.width());
    view.select(line.size() - 3, 3);
    QTRY_VERIFY(!(view.rows().limits() == before) && view.rows().isComplete());
    QTRY_VERIFY(!view.rectOf(line.size() - 3).isEmpty());
}

void TestTextPane::findCounts()
{
    ShownPane pane("<- text one two one\n<- text none\n<- text nothing");
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 3));
    TextView& view = pane.textView();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
    auto* field = pane.findChild<QWidget*>("text")->findChild<QLineEdit*>("findField");
    QTest::keyClicks(field, "one");
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 of 2"));
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 2));
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 found"));
    pane.showLast(Type::Text);
    QTRY_COMPARE(findNote(pane), QStringLiteral("Not found"));
    QTest::keyClick(field, Qt::Key_Escape);
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 3));
    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier); // the word is there still
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 of 2"));
}

/// What is known is said.
void TestTextPane::findCountsMany()
{
    ShownPane pane("<- text " + std::string(20'000'000, 'x') + "y");
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
    auto* field = pane.findChild<QWidget*>("text")->findChild<QLineEdit*>("findField");
    QTest::keyClicks(field, "x");
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 of 100,000+"));
    field->setText(QStringLiteral("y"));
    QTRY_COMPARE(findNote(pane), QStringLiteral("1 of 1"));
}

/// 100 MB: as text they are copied, in what is several times as long they are refused.
void TestTextPane::copyLarge()
{
    constexpr std::size_t size = 100'000'000;
    const std::string line = largeLine(size);
    ShownPane pane("<- text " + line);
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pane.label("textPlace"), QStringLiteral("Copying…"));
    QTRY_COMPARE(clipboard().size(), static_cast<qsizetype>(line.size()));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10),
                            view.viewport()->mapToGlobal(QPoint(10, 10)));
    QCoreApplication::sendEvent(view.viewport(), &event);
    auto* menu = pane.findChild<QMenu*>("textMenu");
    QTRY_VERIFY(menu && menu->isVisible());
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions()[1]).center());
    QCOMPARE(pane.label("textPlace"),
             QStringLiteral("100 MB are too much to copy as hex; the limit is 44.7 MB."));
    QCOMPARE(clipboard(), QStringLiteral("before"));
}

void TestTextPane::copyOverParts()
{
    const std::string line = largeLine(6'000'000);
    ShownPane pane("<- text " + line);
    pane.showLast(Type::Text);
    TextView& view = pane.textView();
    QTRY_VERIFY(view.rows().isComplete());
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(clipboard().size(), static_cast<qsizetype>(line.size()));
    QCOMPARE(clipboard(), QString::fromStdString(line));
}

void TestTextPane::otherEventStartsAtTheTop()
{
    ShownPane pane("<- text " + largeLine(100'000) + "\n<- text short");
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QStringLiteral("short"));
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 2));
    TextView& view = pane.textView();
    QTRY_VERIFY(view.rows().isComplete());
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    pane.showLast(Type::Text);
    QCOMPARE(pane.text(), QStringLiteral("short"));
    QCOMPARE(view.cursor(), std::uint64_t{0});
}

FRAMESCOPE_TEST(TestTextPane)

} // namespace tst_text_pane

#include "tst_text_pane.moc"
