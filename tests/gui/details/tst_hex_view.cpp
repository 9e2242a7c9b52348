// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/details/hex/hex_layout.h"
#include "ui/details/hex/hex_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <limits>

namespace tst_hex_view {

using namespace framescope;
using namespace framescope::ui;

namespace {

using Selection = std::pair<std::uint64_t, std::uint64_t>;

std::shared_ptr<const Bytes> ascending(std::size_t size)
{
    auto bytes = std::make_shared<Bytes>(size);
    for (std::size_t i = 0; i < size; ++i) {
        (*bytes)[i] = static_cast<std::uint8_t>(i);
    }
    return bytes;
}

std::shared_ptr<const Bytes> textBytes(std::string_view text)
{
    const ByteView view = asBytes(text);
    return std::make_shared<const Bytes>(view.begin(), view.end());
}

/// A view of 16 bytes a line and about 20 lines.
class ShownView : public HexView
{
public:
    explicit ShownView(std::shared_ptr<const Bytes> bytes)
    {
        HexLayout layout;
        layout.charWidth = (hexRect(0).width()) / 2;
        resize(layout.width() + 40, heightOfLines(20));
        setBytes(std::move(bytes));
        show();
        setFocus();
        if (!QTest::qWaitForWindowActive(this, test::Patience)) {
            qFatal("the window does not come up");
        }
    }

    void drag(const QRect& from, const QRect& to)
    {
        QTest::mousePress(viewport(), Qt::LeftButton, {}, from.center());
        QTest::mouseMove(viewport(), (from.center() + to.center()) / 2);
        QTest::mouseMove(viewport(), to.center());
        QTest::mouseRelease(viewport(), Qt::LeftButton, {}, to.center());
    }
};

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT

private slots:
    void layoutFits_data();
    void layoutFits();
    void everyPlaceIsNearAByte();
    void offsetDigits_data();
    void offsetDigits();
    void bytesALineFollowTheWidth();
    void offsetsMakeRoomWhereItIsNarrow();
    void firstByteIsSelected();
    void clickInEitherPart_data();
    void clickInEitherPart();
    void dragInEitherPart_data();
    void dragInEitherPart();
    void dragBeyondTheEdgeScrolls();
    void shiftClickExtends();
    void keys_data();
    void keys();
    void copyByKeys();
    void nothingToShow();
    void selectShowsItsStart();
    void cleared();
    void atSixtyFourMebibytes();
};

void TestHexView::layoutFits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("bytes");
    QTest::newRow("very narrow") << 50 << 8;
    QTest::newRow("narrow") << 420 << 8;
    QTest::newRow("usual") << 700 << 16;
    QTest::newRow("wide") << 1400 << 32;
}

void TestHexView::layoutFits()
{
    QFETCH(int, width);
    HexLayout layout;
    layout.fit(width);
    QTEST(layout.bytesPerLine, "bytes");
    QVERIFY(layout.width() <= width || layout.bytesPerLine == 8);
}

void TestHexView::everyPlaceIsNearAByte()
{
    for (const int perLine : {8, 16, 32}) {
        HexLayout layout;
        layout.bytesPerLine = perLine;
        for (int byte = 0; byte < perLine; ++byte) {
            QCOMPARE(layout.byteAt(layout.hexColumn(byte) + 1), std::optional(byte));
            QCOMPARE(layout.byteAt(layout.textColumn(byte) + 1), std::optional(byte));
        }
        for (int x = 0; x < layout.width(); ++x) {
            QVERIFY(layout.nearestByte(x) >= 0 && layout.nearestByte(x) < perLine);
        }
        QCOMPARE(layout.nearestByte(0), 0);
        QCOMPARE(layout.nearestByte(layout.width()), perLine - 1);
        QVERIFY(layout.textLeft() >= layout.hexColumn(perLine - 1) + 3 * layout.charWidth);
    }
}

void TestHexView::offsetDigits_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("digits");
    QTest::newRow("empty") << quint64{0} << 8;
    QTest::newRow("4 GiB less one") << quint64{0xFFFFFFFF} << 8;
    QTest::newRow("4 GiB") << quint64{0x100000000} << 10;
    QTest::newRow("the largest") << std::numeric_limits<quint64>::max() << 16;
}

void TestHexView::offsetDigits()
{
    QFETCH(quint64, size);
    QTEST(HexLayout::digitsFor(size), "digits");
}

void TestHexView::bytesALineFollowTheWidth()
{
    ShownView view(ascending(64));
    QCOMPARE(view.hexRect(15).top(), view.hexRect(0).top());
    view.resize(view.hexRect(12).right(), view.height());
    QVERIFY(view.hexRect(8).top() > view.hexRect(0).top());
}

/// The last byte of a line is seen in the details of the smallest window.
void TestHexView::offsetsMakeRoomWhereItIsNarrow()
{
    HexView view;
    view.resize(340, 200);
    view.setBytes(std::make_shared<const Bytes>(100, 'a'));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view, test::Patience));
    QVERIFY(view.textRect(7).right() <= view.viewport()->width());
    QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
    view.resize(700, 200);
    QTRY_VERIFY(view.hexRect(0).left() > 8 * view.fontMetrics().horizontalAdvance('0'));
}

void TestHexView::firstByteIsSelected()
{
    const ShownView view(ascending(64));
    QCOMPARE(view.selection(), Selection(0, 1));
    QCOMPARE(view.bytes()[0], std::uint8_t{0});
}

void TestHexView::clickInEitherPart_data()
{
    QTest::addColumn<bool>("inText");
    QTest::newRow("hex") << false;
    QTest::newRow("text") << true;
}

void TestHexView::clickInEitherPart()
{
    QFETCH(bool, inText);
    ShownView view(ascending(64));
    QSignalSpy changed(&view, &HexView::selectionChanged);
    const QRect place = inText ? view.textRect(37) : view.hexRect(37);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place.center());
    QCOMPARE(view.selection(), Selection(37, 1));
    QCOMPARE(changed.count(), 1);
    QTest::mouseClick(view.viewport(), Qt::RightButton, Qt::NoModifier, view.hexRect(1).center());
    QCOMPARE(view.selection(), Selection(37, 1));
}

void TestHexView::dragInEitherPart_data()
{
    QTest::addColumn<bool>("inText");
    QTest::addColumn<quint64>("from");
    QTest::addColumn<quint64>("to");
    for (const bool inText : {false, true}) {
        const char* part = inText ? "text" : "hex";
        QTest::addRow("%s forward", part) << inText << quint64{3} << quint64{9};
        QTest::addRow("%s backward", part) << inText << quint64{9} << quint64{3};
        QTest::addRow("%s over lines", part) << inText << quint64{5} << quint64{40};
    }
}

void TestHexView::dragInEitherPart()
{
    QFETCH(bool, inText);
    QFETCH(quint64, from);
    QFETCH(quint64, to);
    ShownView view(ascending(64));
    const auto place = [&](quint64 at) { return inText ? view.textRect(at) : view.hexRect(at); };
    view.drag(place(from), place(to));
    const auto [first, last] = std::minmax(from, to);
    QCOMPARE(view.selection(), Selection(first, last - first + 1));
    QCOMPARE(view.cursor(), std::uint64_t{to});
}

void TestHexView::dragBeyondTheEdgeScrolls()
{
    ShownView view(ascending(16 * 100));
    view.drag(view.hexRect(0), view.hexRect(0).translated(0, view.viewport()->height() + 50));
    QVERIFY(view.verticalScrollBar()->value() > 0);
    QVERIFY(view.selection().second > 16 * 20);
    view.verticalScrollBar()->setValue(50);
    view.drag(view.hexRect(16 * 51), view.hexRect(16 * 51).translated(0, -100));
    QVERIFY(view.verticalScrollBar()->value() < 50);
}

void TestHexView::shiftClickExtends()
{
    ShownView view(ascending(64));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.hexRect(10).center());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      view.textRect(20).center());
    QCOMPARE(view.selection(), Selection(10, 11));
}

void TestHexView::keys_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<QKeyCombination>("keys");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("count");
    const auto row = [](const char* name, int start, QKeyCombination keys, int first,
                        int count = 1) { QTest::newRow(name) << start << keys << first << count; };
    constexpr int last = 16 * 100 - 3; // the last line has 14 bytes
    row("right", 5, Qt::Key_Right, 6);
    row("right over the end of a line", 15, Qt::Key_Right, 16);
    row("right at the end", last, Qt::Key_Right, last);
    row("left", 5, Qt::Key_Left, 4);
    row("left at the start", 0, Qt::Key_Left, 0);
    row("down", 5, Qt::Key_Down, 21);
    row("down into a short line", last - 12, Qt::Key_Down, last);
    row("up", 21, Qt::Key_Up, 5);
    row("up in the first line stays", 5, Qt::Key_Up, 5);
    row("home", 21, Qt::Key_Home, 16);
    row("end", 21, Qt::Key_End, 31);
    row("end of the short line", last - 3, Qt::Key_End, last);
    row("first byte", 500, Qt::CTRL | Qt::Key_Home, 0);
    row("last byte", 5, Qt::CTRL | Qt::Key_End, last);
    row("page down", 0, Qt::Key_PageDown, 16 * 20);
    row("page up", 16 * 50, Qt::Key_PageUp, 16 * 30);
    row("extend right", 5, Qt::SHIFT | Qt::Key_Right, 5, 2);
    row("extend left", 5, Qt::SHIFT | Qt::Key_Left, 4, 2);
    row("extend down", 5, Qt::SHIFT | Qt::Key_Down, 5, 17);
    row("extend to the end", 5, Qt::CTRL | Qt::SHIFT | Qt::Key_End, 5, last - 4);
    row("all", 5, Qt::CTRL | Qt::Key_A, 0, last + 1);
    row("a letter does nothing", 5, Qt::Key_X, 5);
}

void TestHexView::keys()
{
    QFETCH(int, start);
    QFETCH(QKeyCombination, keys);
    QFETCH(int, first);
    QFETCH(int, count);
    ShownView view(ascending(16 * 100 - 2));
    view.select(static_cast<std::uint64_t>(start), 1);
    QTest::keyClick(&view, keys.key(), keys.keyboardModifiers());
    QCOMPARE(view.selection(), Selection(first, count));
    QVERIFY(view.viewport()->rect().contains(view.hexRect(view.cursor())));
}

void TestHexView::copyByKeys()
{
    ShownView view(textBytes("Hello, wörld"));
    view.select(7, 3);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("77 c3 b6"));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("wö"));
}

void TestHexView::nothingToShow()
{
    ShownView view(nullptr);
    QCOMPARE(view.selection(), Selection(0, 0));
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(100, 10));
    QCOMPARE(view.selection(), Selection(0, 0));
    QVERIFY(view.bytes().empty());
    view.grab();
}

void TestHexView::selectShowsItsStart()
{
    ShownView view(ascending(16 * 100));
    view.select(16 * 40, 16 * 60);
    QCOMPARE(view.selection(), Selection(16 * 40, 16 * 60));
    QVERIFY(view.viewport()->rect().contains(view.hexRect(16 * 40)));
    view.select(16 * 99, 1000); // more than there is
    QCOMPARE(view.selection(), Selection(16 * 99, 16));
    view.select(UINT64_MAX, UINT64_MAX);
    QCOMPARE(view.selection(), Selection(16 * 100 - 1, 1));
}

void TestHexView::cleared()
{
    ShownView view(ascending(16));
    QSignalSpy changed(&view, &HexView::selectionChanged);
    view.clearSelection();
    QCOMPARE(view.selection(), Selection(0, 0));
    QCOMPARE(changed.count(), 1);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selection(), Selection(1, 1));
}

void TestHexView::atSixtyFourMebibytes()
{
    constexpr std::size_t size = std::size_t{64} << 20;
    ShownView view(std::make_shared<const Bytes>(size, std::uint8_t{0xAB}));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.cursor(), std::uint64_t{size - 1});
    QVERIFY(view.viewport()->rect().contains(view.hexRect(size - 1)));
}

FRAMESCOPE_TEST(TestHexView)

} // namespace tst_hex_view

#include "tst_hex_view.moc"
