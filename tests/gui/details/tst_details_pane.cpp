// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/frame/frame_diagram.h"
#include "ui/details/hex/hex_view.h"
#include "ui/style/colours.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

#include <filesystem>

namespace tst_details_pane {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::opening;
using framescope::test::ShownPane;
using timeline::Type;
using timeline::View;

namespace {

QStringList rowsOf(const QTableWidget& table)
{
    QStringList rows;
    for (int row = 0; row < table.rowCount(); ++row) {
        rows += table.item(row, 0)->text() + '=' + table.item(row, 1)->text();
    }
    return rows;
}

} // namespace

namespace {

QString selectedHex(const HexView& view)
{
    const auto [first, count] = view.selection();
    return QString::fromStdString(spacedHex(view.bytes().subspan(first, count)));
}

} // namespace

class TestDetailsPane : public QObject
{
    Q_OBJECT

private slots:
    void nothingSelected();
    void everyKindOfEvent_data();
    void everyKindOfEvent();
    void everyEventInEveryTab_data();
    void everyEventInEveryTab();
    void hexSelectionIsDescribed();
    void frameFieldsByKeysAndMouse();
    void frameWhereThereIsLittleRoom();
    void violationsAreShown();
    void violationsLeaveRoomForThePayload();
    void violationsInALowPane();
    void firstFrameOfAMessage();
    void chosenTabStays();
    void tabChosenByKeysStays();
    void coloursFollowTheTheme();
    void tabsFit_data();
    void tabsFit();
    void eventsInQuickSuccession();
};

void TestDetailsPane::nothingSelected()
{
    ShownPane pane("");
    QVERIFY(pane.isShown("detailsMessage"));
    QVERIFY(!pane.tabs().isVisible());
    pane.showNumber(0);
    QVERIFY(pane.tabs().isVisible());
    pane.showEvent(std::nullopt, View::Messages);
    QVERIFY(pane.isShown("detailsMessage"));
    pane.setTimeline(nullptr);
    pane.showEvent(EventId{0}, View::Messages);
    QVERIFY(pane.isShown("detailsMessage"));
}

void TestDetailsPane::everyKindOfEvent_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("tabs");
    QTest::addColumn<int>("tab"); ///< the one that says most
    const auto row = [](const char* name, const char* step, const char* title, const char* tabs,
                        DetailsPane::Tab tab) {
        QTest::newRow(name) << step << title << tabs << static_cast<int>(tab);
    };
    using Pane = DetailsPane;
    row("open", "", "Open", "Text Handshake", Pane::Text);
    row("note", "note remember this", "Note", "Text Handshake", Pane::Text);
    row("behaviour", R"(event behaviour {"text":"held back"})", "Done on purpose", "Text Handshake",
        Pane::Text);
    row("error", R"(event error {"layer":"tcp","text":"reset"})", "Error", "Text Handshake",
        Pane::Text);
    row("text in", "<- text hello", "Text message from the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
    row("text out", "-> text hello", "Text message to the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
    row("JSON", "<- text {}", "Text message from the server",
        "Text JSON Decoded Hex Frame Handshake", Pane::Text);
    row("bad UTF-8", "<- raw 81 01 ff", "Text message from the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
    row("empty", "<- raw 81 00", "Text message from the server", "Text Decoded Hex Frame Handshake",
        Pane::Text);
    row("binary", "<- binary xyz", "Binary message from the server",
        "Text Decoded Hex Frame Handshake", Pane::Hex);
    row("ping", "<- ping you", "Ping frame from the server", "Text Decoded Hex Frame Handshake",
        Pane::Text);
    row("pong", "-> pong you", "Pong frame to the server", "Text Decoded Hex Frame Handshake",
        Pane::Text);
    row("close", "<- close 1000 Bye!", "Close frame from the server",
        "Text Decoded Hex Frame Handshake Close", Pane::Close);
    row("close without a code", "<- close", "Close frame from the server",
        "Text Decoded Hex Frame Handshake Close", Pane::Close);
    row("closed", "<- rst", "Closed", "Text Handshake Close", Pane::Close);
    row("reserved opcode", "<- raw 83 01 'x'", "Reserved opcode frame from the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
    row("continuation of nothing", "<- raw 80 01 'x'", "Continuation frame from the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
    row("several frames", "<- more text one\n<- rest two", "Text message from the server",
        "Text Decoded Hex Frame Handshake", Pane::Text);
}

void TestDetailsPane::everyKindOfEvent()
{
    QFETCH(QString, step);
    ShownPane pane(step.toStdString());
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 1));
    QTEST(pane.label("eventTitle"), "title");
    QTEST(pane.enabledTabs(), "tabs");
    QTEST(static_cast<int>(pane.currentTab()), "tab");
}

void TestDetailsPane::everyEventInEveryTab_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// Whatever a recording holds can be looked at.
void TestDetailsPane::everyEventInEveryTab()
{
    QFETCH(bool, dark);
    qApp->setPalette(style::makePalette(dark ? style::darkColours() : style::lightColours()));
    ShownPane pane(R"(event secured {"protocol":"TLSv1.3","chain":["-----\nx\n-----"]}
                      note a remark
                      <- text {"a":[1,{"b":null}],"a":2}
                      <- raw 81 7e 00 03 ff 'a' 80
                      -> binary xyz
                      <- ping you
                      -> pong you
                      <- raw f3 ff 00 00 00 00 00 00 00 01 11 22 33 44 'x'
                      <- more text one
                      -> text cut in
                      <- rest two
                      <- raw 88 01 03
                      -> close 4001 so there
                      <- raw 81 7e 01
                      <- rst)");
    for (std::uint32_t n = 0; n < pane.timeline().size(); ++n) {
        for (const View view : {View::Messages, View::Frames}) {
            for (int tab = 0; tab < DetailsPane::TabCount; ++tab) {
                pane.setCurrentTab(static_cast<DetailsPane::Tab>(tab));
                pane.showNumber(n, view);
                QVERIFY(pane.tabs().isTabEnabled(pane.currentTab()));
                QVERIFY(!pane.label("eventTitle").isEmpty());
                pane.grab();
            }
        }
    }
    qApp->setPalette(style::makePalette(style::lightColours()));
}

void TestDetailsPane::hexSelectionIsDescribed()
{
    ShownPane pane("<- binary ABCDEFGHIJ");
    pane.showLast(Type::Binary);
    auto* view = pane.findChild<HexView*>("hexView");
    QVERIFY(view->isVisible());
    QCOMPARE(pane.label("hexNote"), QStringLiteral("Offset 0 (0x0)  ·  1 of 10 bytes"));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->hexRect(1).center());
    QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(pane.label("hexNote"), QStringLiteral("Offset 1 (0x1)  ·  2 of 10 bytes"));
    QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(pane.label("hexNote"), QStringLiteral("Offset 0 (0x0)  ·  10 of 10 bytes"));
}

void TestDetailsPane::frameFieldsByKeysAndMouse()
{
    ShownPane pane("-> text hello");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Frame);
    auto* table = pane.findChild<QTableWidget*>("frameFields");
    auto* bytes = pane.findChild<HexView*>("frameBytes");
    auto* diagram = pane.findChild<FrameDiagram*>("frameDiagram");
    QCOMPARE(rowsOf(*table),
             (QStringList{"FIN=1", "RSV1=0", "RSV2=0", "RSV3=0", "opcode=0x1", "MASK=1",
                          "Payload len=5", "Masking-key=11 22 33 44", "Payload Data=5"}));
    QCOMPARE(bytes->bytes().size(), std::size_t{11});
    QCOMPARE(bytes->selection().second, std::uint64_t{0});

    QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->fieldRect(7).center());
    QCOMPARE(table->currentRow(), 7);
    QCOMPARE(selectedHex(*bytes), QStringLiteral("11 22 33 44"));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentRow(), 8);
    QCOMPARE(bytes->selection(), (std::pair<std::uint64_t, std::uint64_t>(6, 5)));
    QTest::keyClick(table, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(selectedHex(*bytes), QStringLiteral("81"));
    QTest::mouseClick(bytes->viewport(), Qt::LeftButton, {}, bytes->textRect(3).center());
    QCOMPARE(table->currentRow(), 7); // the other way round
    QCOMPARE(selectedHex(*bytes), QStringLiteral("22"));
    QTest::mouseClick(bytes->viewport(), Qt::LeftButton, {}, bytes->hexRect(0).center());
    QCOMPARE(table->currentRow(), 0);
    diagram->setFocus();
    QTest::keyClick(diagram, Qt::Key_End);
    QCOMPARE(table->currentRow(), 8);
    QTest::keyClick(diagram, Qt::Key_Left);
    QCOMPARE(table->currentRow(), 7);
    QVERIFY(diagram->visibleRegion().boundingRect().height() >= diagram->sizeHint().height());
}

void TestDetailsPane::frameWhereThereIsLittleRoom()
{
    ShownPane pane("-> text hello");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Frame);
    pane.resize(360, 400);
    auto* diagram = pane.findChild<FrameDiagram*>("frameDiagram");
    auto* bytes = pane.findChild<HexView*>("frameBytes");
    QTRY_VERIFY(!pane.isShown("frameFields"));
    QTRY_COMPARE(diagram->visibleRegion().boundingRect().size(), diagram->size());
    QVERIFY(bytes->height() >= bytes->heightOfLines(2));
    QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->fieldRect(4).center());
    QCOMPARE(pane.label("aboutField"), QStringLiteral("opcode = 0x1: text  ·  bits 0001"));
    QCOMPARE(selectedHex(*bytes), QStringLiteral("81"));
}

void TestDetailsPane::violationsAreShown()
{
    ShownPane pane("<- raw b1 81 00 00 00 00 'x'");
    pane.showLast(Type::Text);
    QVERIFY(pane.isShown("eventChecks"));
    QVERIFY(pane.label("eventChecks").contains("rsv-set"));
    QVERIFY(pane.label("eventChecks").contains("mask-unexpected"));
    pane.click(DetailsPane::Frame);
    auto* table = pane.findChild<QTableWidget*>("frameFields");
    QVERIFY(table->item(5, 2)->text().contains("RFC 6455 5.1"));
    QVERIFY(!table->item(5, 2)->icon().isNull());
    QVERIFY(table->item(0, 2)->icon().isNull());
    pane.showLast(Type::Open);
    QVERIFY(!pane.isShown("eventChecks"));
}

/// The pane of a window of 900 to 600 pixels.
void TestDetailsPane::violationsLeaveRoomForThePayload()
{
    constexpr int rows = 6;
    ShownPane pane("<- raw f1 fe 01 00 00 00 00 00 'ab' 0a 'c' 0a 'd' 0a 'e' 0a 'f' 0a 'g' 0a ff " +
                   std::string("'x'*243"));
    pane.setMinimumHeight(100); // as in the window
    pane.resize(340, 252);
    pane.showLast(Type::Text);
    auto* button = pane.findChild<QToolButton*>("showChecks");
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!pane.isShown("eventChecks"));
    QCOMPARE(button->text(), QStringLiteral("3 errors"));
    QVERIFY(button->toolTip().contains("mask-unexpected"));
    TextView& view = pane.textView();
    const auto shownRows = [&view] {
        return view.viewport()->height() / QFontMetrics(view.font()).lineSpacing();
    };
    QTRY_VERIFY2(shownRows() >= rows, qPrintable(QString::number(shownRows())));
    pane.resize(420, 700);
    QTRY_VERIFY(pane.isShown("eventChecks") && !button->isVisible());
}

void TestDetailsPane::violationsInALowPane()
{
    ShownPane pane("<- raw f1 81 00 00 00 00 ff\n<- text fine");
    pane.setMinimumHeight(100);
    pane.resize(340, 252);
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size()) - 2);
    auto* button = pane.findChild<QToolButton*>("showChecks");
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    auto* area = pane.findChild<QScrollArea*>("eventChecksArea");
    QTRY_VERIFY(area->isVisible());
    QVERIFY(area->height() <= pane.height() / 3);
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0); // there is more
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!area->isVisible());
    pane.showLast(Type::Text); // nothing to say
    QVERIFY(!button->isVisible());
}

void TestDetailsPane::firstFrameOfAMessage()
{
    ShownPane pane(R"(<- more text one
                      <- more rest two
                      <- rest three)");
    pane.showLast(Type::Text);
    pane.click(DetailsPane::Frame);
    QVERIFY(pane.isShown("frameNote"));
    QVERIFY(pane.label("frameNote").startsWith("The first of 3 frames"));
    QCOMPARE(rowsOf(*pane.findChild<QTableWidget*>("frameFields")).constFirst(),
             QStringLiteral("FIN=0"));
    pane.showLast(Type::Continuation, View::Frames);
    QVERIFY(!pane.isShown("frameNote"));
    QVERIFY(pane.label("eventFacts").contains("5 B"));
}

void TestDetailsPane::chosenTabStays()
{
    ShownPane pane("<- text one\n<- binary two\nnote three\n<- text four");
    pane.showLast(Type::Binary);
    QCOMPARE(pane.currentTab(), DetailsPane::Hex);
    pane.showLast(Type::Text);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    pane.click(DetailsPane::Frame);
    pane.showLast(Type::Binary);
    QCOMPARE(pane.currentTab(), DetailsPane::Frame);
    pane.showLast(Type::Note);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    pane.showLast(Type::Text);
    QCOMPARE(pane.currentTab(), DetailsPane::Frame);
    pane.click(DetailsPane::Text);
    pane.showLast(Type::Binary);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
}

void TestDetailsPane::tabChosenByKeysStays()
{
    ShownPane pane("<- text one\n<- text two");
    pane.showLast(Type::Text);
    pane.tabs().tabBar()->setFocus();
    QTest::keyClick(pane.tabs().tabBar(), Qt::Key_Right); // JSON is disabled
    QCOMPARE(pane.currentTab(), DetailsPane::Decoded);
    pane.showLast(Type::Open);
    QCOMPARE(pane.currentTab(), DetailsPane::Text);
    pane.showLast(Type::Text);
    QCOMPARE(pane.currentTab(), DetailsPane::Decoded);
}

void TestDetailsPane::coloursFollowTheTheme()
{
    ShownPane pane("<- raw 81 02 ff 'a'");
    pane.showLast(Type::Text);
    const QRect box = pane.textView().rectOf(0);
    pane.click(DetailsPane::Handshake);
    auto* browser = pane.findChild<QTextBrowser*>("handshake");
    const auto markColour = [&] {
        return pane.textView().viewport()->grab().toImage().pixelColor(box.left() + 1,
                                                                       box.center().y());
    };
    for (const style::Colours* colours : {&style::darkColours(), &style::lightColours()}) {
        qApp->setPalette(style::makePalette(*colours));
        QTRY_COMPARE(markColour(), colours->bad);
        QTRY_VERIFY(browser->toHtml().contains(colours->key.name()));
    }
}

void TestDetailsPane::tabsFit_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("all"); ///< are in sight
    QTest::newRow("wide") << 1200 << true;
    QTest::newRow("usual") << 420 << true;
    QTest::newRow("narrow") << 160 << false;
}

void TestDetailsPane::tabsFit()
{
    QFETCH(int, width);
    QFETCH(bool, all);
    ShownPane pane("<- text hello");
    pane.showLast(Type::Text);
    pane.resize(width, 500);
    QTabBar* bar = pane.tabs().tabBar();
    const auto isInSight = [&](int tab) {
        const QRect rect = bar->tabRect(tab);
        return rect.left() >= 0 && rect.right() <= pane.width();
    };
    bool allInSight = true;
    for (int i = 0; i < bar->count(); ++i) {
        if (!bar->isTabVisible(i)) {
            continue;
        }
        allInSight = allInSight && isInSight(i);
        // The name can be read, whatever room there is.
        QVERIFY(bar->tabRect(i).width() >= bar->fontMetrics().horizontalAdvance(bar->tabText(i)));
    }
    QCOMPARE(allInSight, all);
    pane.setCurrentTab(DetailsPane::Handshake);
    QTRY_VERIFY(isInSight(bar->currentIndex())); // it is scrolled to
}

void TestDetailsPane::eventsInQuickSuccession()
{
    std::string frames;
    for (int i = 0; i < 100; ++i) {
        frames += "<- text message " + std::to_string(i) + "\n";
    }
    ShownPane pane(frames);
    for (std::uint32_t n = 0; n < pane.timeline().size(); ++n) {
        pane.showEvent(EventId{n}, View::Messages);
    }
    QTRY_VERIFY(pane.text() == "message 99");
}

FRAMESCOPE_TEST(TestDetailsPane)

} // namespace tst_details_pane

#include "tst_details_pane.moc"
