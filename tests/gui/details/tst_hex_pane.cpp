// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/hex/byte_inspector.h"
#include "ui/details/hex/hex_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

namespace tst_hex_pane {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::ShownPane;
using timeline::Type;

namespace {

using Selection = std::pair<std::uint64_t, std::uint64_t>;

/// A pane on its Hex tab.
class ShownHex : public ShownPane
{
public:
    explicit ShownHex(std::string_view script, bool opened = true) : ShownPane(script, opened)
    {
        showLast(Type::Binary);
        click(Hex);
        view().setFocus();
    }

    HexView& view() const { return *findChild<HexView*>("hexView"); }
    QLineEdit& field(const char* name) const { return *hex().findChild<QLineEdit*>(name); }
    QToolButton& button(const char* name) const { return *hex().findChild<QToolButton*>(name); }
    QString note() const { return hex().findChild<QLabel*>("findNote")->text(); }
    /// "little | big"
    QString value(const QString& name) const
    {
        auto* table = findChild<ByteInspector*>("byteInspector");
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->text() == name) {
                return table->item(row, 1)->text() + " | " + table->item(row, 2)->text();
            }
        }
        return {};
    }

private:
    QWidget& hex() const { return *findChild<QWidget*>("hex"); }
};

} // namespace

class TestHexPane : public QObject
{
    Q_OBJECT

private slots:
    void valuesAtTheCursor();
    void valuesMakeRoomInALowPane();
    void valueIsCopied();
    void inspectorIsHidden();
    void findText();
    void findBytes();
    void badPattern();
    void goToOffset();
    void copied_data();
    void copied();
    void selectionIsShownInBothParts();
    void largePayload_data();
    void largePayload();
    void copyLarge();
};

void TestHexPane::valuesMakeRoomInALowPane()
{
    ShownHex pane("<- raw 82 04 01 02 03 04");
    pane.setMinimumHeight(100); // as in the window
    auto* values = pane.findChild<ByteInspector*>("byteInspector");
    auto& button = pane.button("showInspector");
    QTRY_VERIFY(values->isVisible() && button.isChecked());
    pane.resize(420, 280);
    QTRY_VERIFY(!values->isVisible() && !button.isChecked());
    pane.resize(420, 600);
    QTRY_VERIFY(values->isVisible() && button.isChecked());
    pane.resize(420, 280);
    QTRY_VERIFY(!values->isVisible());
    QTest::mouseClick(&button, Qt::LeftButton); // what a person chose stays
    QVERIFY(values->isVisible());
    QTest::keyClick(&pane.view(), Qt::Key_F, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QVERIFY(values->isVisible());
}

void TestHexPane::valuesAtTheCursor()
{
    ShownHex pane("<- raw 82 09 01 02 03 04 05 06 07 08 c3");
    QCOMPARE(pane.value("uint16"), QStringLiteral("513 | 258"));
    QCOMPARE(pane.value("uint64"), QStringLiteral("578437695752307201 | 72623859790382856"));
    QTest::mouseClick(pane.view().viewport(), Qt::LeftButton, {}, pane.view().textRect(8).center());
    QCOMPARE(pane.value("int8"), QStringLiteral("-61 | "));
    QCOMPARE(pane.value("uint16"), QStringLiteral(" | ")); // there is one byte
    QTest::keyClick(&pane.view(), Qt::Key_Left);
    QCOMPARE(pane.value("uint16"), QStringLiteral("49928 | 2243"));
}

void TestHexPane::valueIsCopied()
{
    ShownHex pane("<- raw 82 02 01 02");
    auto* table = pane.findChild<ByteInspector*>("byteInspector");
    table->setCurrentCell(4, 2);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), table->item(4, 2)->text());
    QVERIFY(!table->item(4, 2)->text().isEmpty());
}

void TestHexPane::inspectorIsHidden()
{
    ShownHex pane("<- binary abc");
    QVERIFY(pane.isShown("byteInspector"));
    QTest::mouseClick(&pane.button("showInspector"), Qt::LeftButton);
    QVERIFY(!pane.isShown("byteInspector"));
}

void TestHexPane::findText()
{
    ShownHex pane("<- binary one two ONE");
    QTest::keyClick(&pane.view(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(pane.field("findField").hasFocus());
    QTest::keyClicks(&pane.field("findField"), "one");
    QTRY_COMPARE(pane.view().selection(), Selection(0, 3));
    QTest::keyClick(&pane.field("findField"), Qt::Key_Return);
    QTRY_COMPARE(pane.view().selection(), Selection(8, 3));
    QTest::keyClick(&pane.field("findField"), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(pane.view().selection(), Selection(0, 3));
}

void TestHexPane::findBytes()
{
    ShownHex pane("<- raw 82 08 ca fe 00 01 ca fe 02 01");
    QTest::mouseClick(&pane.button("findInHex"), Qt::LeftButton);
    QTest::mouseClick(&pane.button("findHex"), Qt::LeftButton);
    pane.field("findField").setText(QStringLiteral("ca fe ?? 01"));
    QTRY_COMPARE(pane.view().selection(), Selection(0, 4));
    QTest::mouseClick(&pane.button("findNext"), Qt::LeftButton);
    QTRY_COMPARE(pane.view().selection(), Selection(4, 4));
    QTest::mouseClick(&pane.button("findNext"), Qt::LeftButton);
    QTRY_COMPARE(pane.view().selection(), Selection(0, 4)); // round
    QTRY_COMPARE(pane.note(), QStringLiteral("1 of 2"));
    pane.grab();
}

void TestHexPane::badPattern()
{
    ShownHex pane("<- binary abc");
    QTest::mouseClick(&pane.button("findInHex"), Qt::LeftButton);
    QTest::mouseClick(&pane.button("findHex"), Qt::LeftButton);
    QTest::keyClicks(&pane.field("findField"), "caf");
    QVERIFY(pane.note().contains("position 3"));
    QVERIFY(pane.field("findField").property("invalid").toBool());
    QTest::keyClicks(&pane.field("findField"), "e");
    QVERIFY(!pane.field("findField").property("invalid").toBool());
    QTRY_COMPARE(pane.note(), QStringLiteral("Not found"));
}

void TestHexPane::goToOffset()
{
    ShownHex pane("<- raw 82 7e 04 00 'a'*1024");
    QTest::keyClick(&pane.view(), Qt::Key_G, Qt::ControlModifier);
    QLineEdit& offset = pane.field("goToOffset");
    QTRY_VERIFY(offset.hasFocus());
    QTest::keyClicks(&offset, "0x3ff\r");
    QCOMPARE(pane.view().cursor(), std::uint64_t{0x3FF});
    QVERIFY(!offset.isVisible());
    QVERIFY(pane.view().hasFocus());
    QTest::mouseClick(&pane.button("openGoTo"), Qt::LeftButton);
    QTest::keyClicks(&offset, "1024\r"); // just behind the end
    QVERIFY(offset.property("invalid").toBool());
    QCOMPARE(pane.view().cursor(), std::uint64_t{0x3FF});
    QTest::keyClick(&offset, Qt::Key_Escape);
    QVERIFY(!offset.isVisible());
}

void TestHexPane::copied_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("text");
    using present::CopyFormat;
    QTest::newRow("hex") << static_cast<int>(CopyFormat::Hex) << "61 ff 0a";
    QTest::newRow("text") << static_cast<int>(CopyFormat::Text) << "a\\xff\n";
    QTest::newRow("C array") << static_cast<int>(CopyFormat::CArray) << "{0x61, 0xff, 0x0a}";
    QTest::newRow("base64") << static_cast<int>(CopyFormat::Base64) << "Yf8K";
}

void TestHexPane::copied()
{
    QFETCH(int, format);
    ShownHex pane("<- raw 82 03 'a' ff 0a");
    QTest::keyClick(&pane.view(), Qt::Key_A, Qt::ControlModifier);
    pane.view().copy(static_cast<present::CopyFormat>(format));
    QTEST(QGuiApplication::clipboard()->text(), "text");
}

void TestHexPane::selectionIsShownInBothParts()
{
    ShownHex pane("<- binary abcdefgh");
    const auto ground = [&](const QRect& rect) {
        return pane.view().viewport()->grab().toImage().pixelColor(rect.topLeft() + QPoint(0, 1));
    };
    pane.view().select(2, 3);
    QCOMPARE(ground(pane.view().hexRect(4)), ground(pane.view().textRect(4)));
    QVERIFY(ground(pane.view().hexRect(4)) != ground(pane.view().hexRect(6)));
    QVERIFY(ground(pane.view().textRect(4)) != ground(pane.view().textRect(6)));
}

void TestHexPane::largePayload_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("plain") << "tcp\n-> request\n<- 101\n<- binary ";
    QTest::newRow("masked") << "tcp\n-> request\n<- 101\n-> binary ";
    QTest::newRow("compressed") << "tcp\n-> request deflate\n<- 101 deflate\n<- deflated binary ";
}

/// More than is loaded at once.
void TestHexPane::largePayload()
{
    QFETCH(QString, script);
    constexpr std::size_t size = 12'000'000;
    ShownHex pane(script.toStdString() + std::string(size - 4, 'x') + "tail", false);
    QCOMPARE(pane.view().size(), std::uint64_t{size});
    QTest::keyClick(&pane.view(), Qt::Key_End, Qt::ControlModifier);
    QTRY_COMPARE(pane.value("uint8"), QString::number('l') + " | ");
    QVERIFY(pane.view().viewport()->rect().contains(pane.view().hexRect(size - 1)));
    pane.grab();
    QTest::keyClick(&pane.view(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(&pane.field("findField"), "tail");
    QTRY_COMPARE(pane.view().selection(), Selection(size - 4, 4));
}

/// What would be too long is refused with a sentence, anything else comes from a worker.
void TestHexPane::copyLarge()
{
    constexpr std::size_t size = 60'000'000;
    ShownHex pane("<- binary " + std::string(size, 'x'));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&pane.view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&pane.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pane.label("hexNote"),
             QStringLiteral("60 MB are too much to copy as hex; the limit is 44.7 MB."));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    pane.view().copy(present::CopyFormat::Base64);
    QCOMPARE(pane.label("hexNote"), QStringLiteral("Copying…"));
    QTRY_COMPARE(QGuiApplication::clipboard()->text().size(), static_cast<qsizetype>(size / 3 * 4));
    QVERIFY(pane.label("hexNote").startsWith("Offset 0"));
}

FRAMESCOPE_TEST(TestHexPane)

} // namespace tst_hex_pane

#include "tst_hex_pane.moc"
