// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_keyboard_only {

using namespace framescope;
using test::WindowFixture;

/// A session from connecting to saving with nothing but keys, which go to what has the focus.
class TestKeyboardOnly : public QObject
{
    Q_OBJECT

private slots:
    void fromConnectingToSaving();
    void everyPartIsReachedByTab();

private:
    static void write(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static bool isFocus(const char* name)
    {
        const QWidget* focus = QApplication::focusWidget();
        return focus && focus->objectName() == QLatin1String(name);
    }
};

void TestKeyboardOnly::fromConnectingToSaving()
{
    WindowFixture f;
    // Connect.
    QVERIFY(isFocus("address"));
    write(f.url(QStringLiteral("/ticks?rate=100&count=100000")));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowCount() > 20);

    // Filter, with a completion on the way.
    f.press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(isFocus("filter"));
    write(QStringLiteral("ty"));
    f.press(Qt::Key_Tab);
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("type:"));
    write(QStringLiteral("text"));
    f.press(Qt::Key_Return);
    const auto isText = [&f](int row) {
        return f.page().model().index(row, 0).data(present::TimelineModel::TypeRole).toInt() ==
               static_cast<int>(timeline::Type::Text);
    };
    QTRY_VERIFY(f.rowCount() > 5 && isText(0));

    // Pick a row: from the field to the newest, and up from there.
    f.press(Qt::Key_Down);
    auto& view = f.page().timelineView();
    QVERIFY(view.hasFocus());
    QVERIFY(view.currentEvent());
    QSignalSpy shown(&f.page().details(), &ui::DetailsPane::shown);
    f.press(Qt::Key_Up);
    f.press(Qt::Key_Up);
    QVERIFY(!view.isFollowing());
    const EventId picked = *view.currentEvent();
    QTRY_VERIFY(!shown.isEmpty());
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\"type\":\"tick\"")));

    // Read its hex, and copy that.
    f.press(Qt::Key_2, Qt::ControlModifier);
    for (int i = 0; i < 12 && f.page().details().currentTab() != ui::DetailsPane::Tab::Hex; ++i) {
        f.press(Qt::Key_Right);
    }
    QCOMPARE(f.page().details().currentTab(), ui::DetailsPane::Tab::Hex);
    for (int i = 0; i < 8 && !qobject_cast<ui::HexView*>(QApplication::focusWidget()); ++i) {
        f.press(Qt::Key_Tab);
    }
    QVERIFY(qobject_cast<ui::HexView*>(QApplication::focusWidget()));
    QApplication::clipboard()->clear();
    f.press(Qt::Key_A, Qt::ControlModifier);
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("7b 22 74 79 70 65")));
    QCOMPARE(view.currentEvent()->value, picked.value);

    // Answer.
    f.press(Qt::Key_3, Qt::ControlModifier);
    write(QStringLiteral("My name is John"));
    f.press(Qt::Key_Return, Qt::ControlModifier);
    const auto sent = [&f] {
        return f.page().document().timeline()->statistics().direction[indexOf(Direction::Out)];
    };
    QTRY_COMPARE(sent().messages, std::uint64_t{1});

    // Close, with a code and a reason.
    f.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(f.dialog());
    QTRY_VERIFY(f.dialog()->isAncestorOf(QApplication::focusWidget()));
    f.press(Qt::Key_A, Qt::ControlModifier);
    write(QStringLiteral("4001"));
    f.press(Qt::Key_Tab);
    write(QStringLiteral("enough"));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isClosed());
    const auto info = f.page().document().connection();
    QVERIFY(info && info->closing);
    QCOMPARE(int(info->closing->code.value_or(0)), 4001);
    QCOMPARE(info->closeSent->reason, std::string("enough"));

    // Save.
    f.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(f.dialog());
    QTRY_VERIFY(isFocus("fileNameEdit"));
    f.press(Qt::Key_A, Qt::ControlModifier);
    write(f.file(QStringLiteral("kept.pcapng")));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QVERIFY(QFileInfo(f.file(QStringLiteral("kept.pcapng"))).size() > 0);
}

void TestKeyboardOnly::everyPartIsReachedByTab()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_K, Qt::ControlModifier);
    QStringList seen;
    for (int i = 0; i < 60; ++i) {
        f.press(Qt::Key_Tab);
        if (isFocus("filter")) {
            break;
        }
        if (const QWidget* focus = QApplication::focusWidget()) {
            seen += focus->objectName();
        }
    }
    QVERIFY2(isFocus("filter"), "Tab goes round");
    for (const char* name :
         {"filters", "filterHelpButton", "quick:is:data", "quick:-is:heartbeat",
          "quick:is:violation", "follow", "timeline", "address", "connectButton"}) {
        QVERIFY2(
            seen.contains(QLatin1String(name)),
            qPrintable(QLatin1String(name) + QLatin1String(" in ") + seen.join(QLatin1Char(' '))));
    }
    // In the order they are seen.
    QVERIFY(seen.indexOf(QLatin1String("filters")) < seen.indexOf(QLatin1String("quick:is:data")));
    QVERIFY(seen.indexOf(QLatin1String("quick:is:violation")) <
            seen.indexOf(QLatin1String("follow")));
    QVERIFY(seen.indexOf(QLatin1String("follow")) < seen.indexOf(QLatin1String("timeline")));
}

FRAMESCOPE_TEST(TestKeyboardOnly)

} // namespace tst_keyboard_only

#include "tst_keyboard_only.moc"
