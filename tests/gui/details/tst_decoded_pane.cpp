// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "present/values/decoding_model.h"
#include "support/test_program.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/text/text_view.h"
#include "ui/details/values/decoded_pane.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

namespace tst_decoded_pane {

using namespace framescope;
using namespace framescope::ui;
using present::DecodingModel;

namespace {

constexpr const char* Base64Gzip =
    "H4sIAAAAAAACA6tWKqksSFWyUirJTM5W0lHKTFGyMjHSUSpJTC9WsopWSgSKJSnF1gIAN7EhmygAAAA=";

class ShownPane : public DecodedPane
{
public:
    ShownPane()
    {
        resize(420, 500);
        show();
        if (!QTest::qWaitForWindowActive(this, test::Patience)) {
            qFatal("the window does not come up");
        }
    }

    void showBytes(Bytes payload)
    {
        QSignalSpy spy(this, &DecodedPane::shown);
        give(std::move(payload));
        QVERIFY(spy.wait(test::Patience));
    }

    void give(Bytes payload)
    {
        auto event = std::make_shared<present::LoadedEvent>();
        event->record.kind = timeline::Kind::Message;
        event->payload = std::make_shared<const Bytes>(std::move(payload));
        event->content = present::Payload::ofBytes(event->payload);
        setEvent(event);
    }

    /// As it is loaded: only the beginning is at hand, all of it can be read.
    void showCut(Bytes payload)
    {
        auto event = std::make_shared<present::LoadedEvent>();
        event->record.kind = timeline::Kind::Message;
        event->record.payloadCut = true;
        event->payload = std::make_shared<const Bytes>(
            payload.begin(), payload.begin() + present::EventLoader::PayloadLimit);
        event->content =
            present::Payload::ofBytes(std::make_shared<const Bytes>(std::move(payload)));
        QSignalSpy spy(this, &DecodedPane::shown);
        setEvent(event);
        QVERIFY(spy.wait(test::Patience));
    }

    void showText(std::string_view text)
    {
        const ByteView bytes = asBytes(text);
        showBytes({bytes.begin(), bytes.end()});
    }
    void showHex(std::string_view digits) { showBytes(parseHex(digits).value()); }

    /// Chooses with the keyboard, as somebody would who knows the name.
    void choose(const QString& name)
    {
        QSignalSpy spy(this, &DecodedPane::shown);
        encoding().setFocus();
        QTest::keyClick(&encoding(), Qt::Key_Home); // "Automatic"
        if (name != encoding().itemText(0)) {
            QTest::keyClicks(&encoding(), name);
        }
        QVERIFY(spy.wait(test::Patience));
        QCOMPARE(encoding().currentText(), name);
    }

    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&tree(), static_cast<Qt::Key>(key), modifiers);
    }

    QComboBox& encoding() const { return *findChild<QComboBox*>("decodedEncoding"); }
    QTreeView& tree() const { return *findChild<QTreeView*>("decodedTree"); }
    QString chain() const { return findChild<QLabel*>("decodedChain")->text(); }
    QString message() const { return findChild<QLabel*>("decodedMessage")->text(); }
    QString failure() const
    {
        auto* label = findChild<QLabel*>("decodedFailure");
        return label->isVisible() ? label->text() : QString();
    }
    QString path() const { return findChild<QLabel*>("decodedPath")->text(); }
    QString text() const
    {
        return findChild<TextView*>("decoded.payloadText")->visibleText().join(QLatin1Char('\n'));
    }
    bool isShown(const char* name) const { return findChild<QWidget*>(name)->isVisible(); }

    /// "key value type" of the rows on screen.
    QStringList rows() const
    {
        QStringList rows;
        for (QModelIndex at = tree().model()->index(0, 0); at.isValid();
             at = tree().indexBelow(at)) {
            rows += at.data().toString() + ' ' + at.siblingAtColumn(1).data().toString() + ' ' +
                    at.siblingAtColumn(2).data().toString();
        }
        return rows;
    }
};

} // namespace

class TestDecodedPane : public QObject
{
    Q_OBJECT

private slots:
    void treeWithTypes();
    void chainOfLayers();
    void nothingRecognised();
    void textAndBytes();
    void choiceStays();
    void failureSaysWhere();
    void copyByKeys();
    void lookIntoAString();
    void menuByMouse();
    void find();
    void findInADeepTree();
    void filterByThis_data();
    void filterByThis();
    void copyKey();
    void valuesGetTheRoom();
    void largePayloadsInQuickSuccession();
    void moreThanIsLoadedOfAnEvent();
    void limitIsStated();
    void cancelled();
};

void TestDecodedPane::treeWithTypes()
{
    ShownPane pane;
    const QAbstractItemModelTester tester(pane.tree().model());
    pane.showHex("83 a2 6964 cd 1234 a4 74616773 92 a161 c0 a27473 d6ff 514b67b0");
    QCOMPARE(pane.rows(),
             (QStringList{"$ { 3 } fixmap", "id 4660 uint 16", "tags [ 2 ] fixarray",
                          "0 \"a\" fixstr", "1 null nil", "ts 2013-03-21T20:04:00Z timestamp 32"}));
    pane.tree().setFocus();
    pane.press(Qt::Key_Down);
    QCOMPARE(pane.path(), QStringLiteral("$.id  ·  offset 4, 3 B"));
}

void TestDecodedPane::chainOfLayers()
{
    ShownPane pane;
    pane.showText(Base64Gzip);
    QCOMPARE(pane.chain(), QStringLiteral("Base64 › gzip › JSON"));
    QCOMPARE(pane.rows(), (QStringList{"$ { 3 } object", "type \"tick\" string", "id 42 number",
                                       "tags [ 2 ] array", "0 \"a\" string", "1 \"b\" string"}));
    QVERIFY(pane.findChild<QLabel*>("decodedChain")->toolTip().contains("Base64, 80 B"));
    QCOMPARE(pane.failure(), QString());
}

void TestDecodedPane::nothingRecognised()
{
    ShownPane pane;
    pane.showText("My name is John");
    QVERIFY(pane.isShown("decodedMessage"));
    QVERIFY(pane.message().startsWith("Nothing was recognised"));
    QVERIFY(!pane.isShown("cancelDecoding"));
    pane.showText("");
    QCOMPARE(pane.message(), QStringLiteral("The payload is empty."));
}

void TestDecodedPane::textAndBytes()
{
    ShownPane pane;
    pane.showText("SGVsbG8gZnJvbSBzZXJ2ZXIsIEpvaG4h");
    QCOMPARE(pane.chain(), QStringLiteral("Base64 › text"));
    QVERIFY(pane.isShown("decoded.payloadText"));
    QTRY_COMPARE(pane.text(), QStringLiteral("Hello from server, John!"));
    pane.showText("data:image/png;base64,iVBORw0KGgo=");
    QCOMPARE(pane.chain(), QStringLiteral("data URL › Base64 › binary"));
    QVERIFY(pane.isShown("decoded.hexView"));
    QCOMPARE(pane.findChild<HexView*>("decoded.hexView")->bytes().size(), std::size_t{8});
}

void TestDecodedPane::choiceStays()
{
    ShownPane pane;
    pane.showHex("83 01 02 03");
    QCOMPARE(pane.chain(), QStringLiteral("CBOR"));
    pane.choose(QStringLiteral("MessagePack"));
    QCOMPARE(pane.chain(), QStringLiteral("MessagePack"));
    QVERIFY(pane.failure().startsWith("MessagePack, at byte 4: the data end in a value"));
    pane.showHex("93 01 02 03");
    QCOMPARE(pane.encoding().currentText(), QStringLiteral("MessagePack"));
    QCOMPARE(pane.failure(), QString());
    pane.showText("hi");
    QCOMPARE(pane.encoding().currentText(), QStringLiteral("MessagePack"));
    QVERIFY(pane.failure().contains("followed by 1 byte"));
    pane.choose(QStringLiteral("Automatic"));
    QVERIFY(pane.isShown("decodedMessage"));
}

void TestDecodedPane::failureSaysWhere()
{
    ShownPane pane;
    pane.showText("aGVsbG8*");
    pane.choose(QStringLiteral("Base64"));
    QCOMPARE(pane.failure(), QStringLiteral("Base64, at byte 7: expected a digit of base64. "
                                            "The part before it is shown below."));
    QTRY_COMPARE(pane.text(), QStringLiteral("hello"));
}

void TestDecodedPane::copyByKeys()
{
    ShownPane pane;
    pane.showHex("81 a3 612062 92 01 c403 010203");
    pane.tree().setFocus();
    pane.press(Qt::Key_Down);
    pane.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[\n  1,\n  h'010203'\n]"));
    pane.press(Qt::Key_Down);
    pane.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$[\"a b\"][0]"));
}

void TestDecodedPane::lookIntoAString()
{
    ShownPane pane;
    pane.showText(R"({"data":")" + std::string(Base64Gzip) + R"(","n":1})");
    QCOMPARE(pane.chain(), QStringLiteral("JSON"));
    QVERIFY(!pane.isShown("decodedBack"));
    pane.tree().setFocus();
    pane.press(Qt::Key_Down);
    pane.press(Qt::Key_Return);
    QTRY_COMPARE(pane.chain(), QStringLiteral("$.data: Base64 › gzip › JSON"));
    QVERIFY(pane.isShown("decodedBack"));
    pane.press(Qt::Key_Down);
    pane.press(Qt::Key_Return);
    QTRY_COMPARE(pane.text(), QStringLiteral("tick"));
    QTest::mouseClick(pane.findChild<QToolButton*>("decodedBack"), Qt::LeftButton);
    QTRY_COMPARE(pane.chain(), QStringLiteral("$.data: Base64 › gzip › JSON"));
    pane.tree().setFocus();
    pane.press(Qt::Key_Backspace);
    QTRY_COMPARE(pane.chain(), QStringLiteral("JSON"));
    QVERIFY(!pane.isShown("decodedBack"));
    // A number has nothing in it; an object opens and closes.
    pane.press(Qt::Key_Return);
    QVERIFY(!pane.tree().isExpanded(pane.tree().model()->index(0, 0)));
    QCOMPARE(pane.chain(), QStringLiteral("JSON"));
}

void TestDecodedPane::menuByMouse()
{
    ShownPane pane;
    pane.showHex("81 a161 a3 616263");
    const QModelIndex value =
        pane.tree().model()->index(0, DecodingModel::ValueColumn, pane.tree().model()->index(0, 0));
    const QPoint at = pane.tree().visualRect(value).center();
    QTest::mouseClick(pane.tree().viewport(), Qt::LeftButton, {}, at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, pane.tree().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(pane.tree().viewport(), &event);
    auto* menu = pane.findChild<QMenu*>();
    QTRY_VERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().size(), 10);
    QVERIFY(!menu->actions().constLast()->isEnabled());
    QTest::mouseClick(menu, Qt::LeftButton, {},
                      menu->actionGeometry(menu->actions().constFirst()).center());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\"abc\""));
}

void TestDecodedPane::find()
{
    ShownPane pane;
    // {"id": 4660, "tags": ["a", "id"], "sub": {"id": 1}}
    pane.showHex("83 a26964 cd1234 a474616773 92 a161 a26964 a3737562 81 a26964 01");
    pane.tree().setFocus();
    pane.press(Qt::Key_F, Qt::ControlModifier);
    auto* bar = pane.findChild<FindBar*>("findBar");
    QTRY_VERIFY(bar->field()->hasFocus());
    const auto note = [bar] { return bar->findChild<QLabel*>("findNote")->text(); };
    QTest::keyClicks(bar->field(), "id");
    QTRY_COMPARE(note(), QStringLiteral("1 of 3"));
    QVERIFY(pane.path().startsWith("$.id "));
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QVERIFY(pane.path().startsWith("$.tags[1] "));
    QTest::keyClick(bar->field(), Qt::Key_F3);
    QVERIFY(pane.path().startsWith("$.sub.id "));
    QCOMPARE(note(), QStringLiteral("3 of 3"));
    QTest::keyClick(bar->field(), Qt::Key_F3); // round
    QVERIFY(pane.path().startsWith("$.id "));
    QTest::keyClick(bar->field(), Qt::Key_F3, Qt::ShiftModifier);
    QVERIFY(pane.path().startsWith("$.sub.id "));
    bar->field()->setText(QStringLiteral("nowhere"));
    QTRY_COMPARE(note(), QStringLiteral("Not found"));
    QTest::keyClick(bar->field(), Qt::Key_Escape);
    QVERIFY(pane.tree().hasFocus());
}

void TestDecodedPane::findInADeepTree()
{
    constexpr std::size_t depth = 10'000;
    ShownPane pane;
    Bytes levels(depth, 0x91);
    append(levels, asBytes(std::string_view("\xa6needle")));
    pane.showBytes(std::move(levels));
    QCOMPARE(pane.chain(), QStringLiteral("MessagePack"));
    pane.tree().setFocus();
    pane.press(Qt::Key_F, Qt::ControlModifier);
    auto* bar = pane.findChild<FindBar*>("findBar");
    QTest::keyClicks(bar->field(), "needle");
    QTRY_COMPARE(pane.tree().currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("\"needle\""));
    QTRY_VERIFY(pane.isShown("decodedWhole"));
    QVERIFY(pane.tree().visualRect(pane.tree().currentIndex()).isValid());
    pane.grab();
    QTest::mouseClick(pane.findChild<QToolButton*>("decodedWhole"), Qt::LeftButton);
    QVERIFY(!pane.isShown("decodedWhole"));
}

void TestDecodedPane::filterByThis_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("term"); ///< none: there is a reason
    QTest::newRow("MessagePack") << QByteArray::fromHex("81a26964cd1234")
                                 << "hex:\"a2 69 64 cd 12 34\"";
    QTest::newRow("JSON") << QByteArray(R"({"id":4660})") << "json:$.id=4660";
    QTest::newRow("Base64 of JSON") << QByteArray("eyJpZCI6MTIzNCwieCI6MX0=") << "";
}

void TestDecodedPane::filterByThis()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, term);
    ShownPane pane;
    pane.showBytes({payload.begin(), payload.end()});
    QSignalSpy requested(&pane, &DecodedPane::filterTermRequested);
    pane.tree().setFocus();
    pane.press(Qt::Key_Down);
    pane.press(Qt::Key_Return, Qt::ControlModifier);
    if (term.isEmpty()) {
        QVERIFY(requested.isEmpty());
        QVERIFY2(pane.path().startsWith("Its bytes are compressed or base64"),
                 qPrintable(pane.path()));
    } else {
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.front().front().toString(), term);
    }
}

void TestDecodedPane::copyKey()
{
    ShownPane pane;
    pane.showHex("81 a3 612062 01");
    pane.tree().setFocus();
    pane.press(Qt::Key_Down);
    pane.tree().findChild<QAction*>("copyDecodedKey")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a b"));
}

void TestDecodedPane::valuesGetTheRoom()
{
    ShownPane pane;
    pane.showHex("81 a161 01");
    const QHeaderView& header = *pane.tree().header();
    pane.resize(340, 300);
    QTRY_VERIFY(header.sectionSize(DecodingModel::ValueColumn) > 150);
    pane.resize(700, 300);
    QTRY_COMPARE(header.sectionSize(DecodingModel::KeyColumn), 140);
    pane.tree().header()->resizeSection(DecodingModel::KeyColumn, 200); // by hand
    pane.resize(340, 300);
    QTRY_COMPARE(pane.tree().width(), 340);
    QCOMPARE(header.sectionSize(DecodingModel::KeyColumn), 200);
}

/// What is shown in the end is what was asked for last.
void TestDecodedPane::largePayloadsInQuickSuccession()
{
    constexpr std::size_t large = 8 << 20;
    ShownPane pane;
    Bytes numbers(large, 0x01);
    numbers[0] = 0xDD; // array 32
    numbers[1] = 0;
    const std::size_t count = large - 5;
    numbers[2] = static_cast<std::uint8_t>(count >> 16);
    numbers[3] = static_cast<std::uint8_t>(count >> 8);
    numbers[4] = static_cast<std::uint8_t>(count);
    for (int i = 0; i < 20; ++i) {
        pane.give(numbers);
    }
    pane.showText("[7]");
    QCOMPARE(pane.rows(), (QStringList{"$ [ 1 ] array", "0 7 number"}));
}

void TestDecodedPane::moreThanIsLoadedOfAnEvent()
{
    constexpr std::size_t records = 1'000'000;
    Bytes pairs{0xDD, 0, 0x0F, 0x42, 0x40}; // MessagePack: an array of [1, "abcdefg"]
    for (std::size_t i = 0; i < records; ++i) {
        append(pairs, asBytes(std::string_view("\x92\x01\xa7"
                                               "abcdefg")));
    }
    QCOMPARE(pairs.size(), std::size_t{10'000'005});
    ShownPane pane;
    pane.showCut(std::move(pairs));
    QCOMPARE(pane.failure(), QString());
    QCOMPARE(pane.chain(), QStringLiteral("MessagePack"));
    QAbstractItemModel& model = *pane.tree().model();
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(root.siblingAtColumn(1).data().toString(), QStringLiteral("[ 1000000 ]"));
    pane.tree().setFocus();
    QGuiApplication::clipboard()->clear();
    pane.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().endsWith(']'));
    QCOMPARE(QGuiApplication::clipboard()->text().count("abcdefg"),
             static_cast<qsizetype>(records));
    pane.grab();
}

/// More values than there may be: what was read and where it ended is said.
void TestDecodedPane::limitIsStated()
{
    std::string text = "[0";
    for (int i = 1; i < 5'000'000; ++i) {
        text += ",0";
    }
    text += "]";
    ShownPane pane;
    const ByteView bytes = asBytes(text);
    pane.showCut({bytes.begin(), bytes.end()});
    pane.choose(QStringLiteral("JSON"));
    QVERIFY2(pane.failure().contains("more than 4"), qPrintable(pane.failure()));
}

void TestDecodedPane::cancelled()
{
    constexpr std::size_t large = 60 << 20;
    ShownPane pane;
    Bytes levels(large, 0x91); // arrays within arrays, up to the most values there may be
    QSignalSpy shown(&pane, &DecodedPane::shown);
    pane.give(std::move(levels));
    auto* cancel = pane.findChild<QPushButton*>("cancelDecoding");
    QTRY_VERIFY(cancel->isVisible() || !shown.isEmpty()); // a fast machine may have decoded all
    if (cancel->isVisible()) {
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(pane.message().startsWith("Cancelled"));
    }
    pane.showText("[7]");
    QCOMPARE(pane.chain(), QStringLiteral("JSON"));
}

FRAMESCOPE_TEST(TestDecodedPane)

} // namespace tst_decoded_pane

#include "tst_decoded_pane.moc"
