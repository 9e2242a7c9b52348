// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/address_bar.h"
#include "ui/style/colours.h"
#include "window_fixture.h"

#include <QApplication>
#include <QLineEdit>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace framescope;
using test::WindowFixture;

class TestWindowTabs : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void byKeyboard();
    void byMouse();
    void themes();
    void addressesAreRemembered();
    void everyFieldIsNamedAndReached();
    void shortcutsAreUnique();
};

void TestWindowTabs::cleanup()
{
    QApplication::setPalette(ui::style::makePalette(ui::style::lightColours()));
}

void TestWindowTabs::byKeyboard()
{
    WindowFixture f;
    QCOMPARE(f.window().pageCount(), 1);
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(f.window().pageCount(), 3);
    QCOMPARE(f.window().currentPage(), f.window().page(2));
    f.press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(f.window().currentPage(), f.window().page(0));
    f.press(Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.window().currentPage(), f.window().page(2));
    f.press(Qt::Key_W, Qt::ControlModifier);
    f.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(f.window().pageCount(), 1);
    // The last one leaves an empty one.
    f.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(f.window().pageCount(), 1);
}

void TestWindowTabs::byMouse()
{
    WindowFixture f;
    auto* plus = f.window().findChild<QToolButton*>(QStringLiteral("newTab"));
    QTest::mouseClick(plus, Qt::LeftButton);
    QCOMPARE(f.window().pageCount(), 2);
    // Each tab has a session of its own.
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.window().page(0)->document().origin(), ui::Document::Origin::Empty);
    // An empty tab is used for what is opened next.
    f.press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(f.window().pageForNew(), f.window().page(0));
    QCOMPARE(f.window().pageCount(), 2);
}

void TestWindowTabs::themes()
{
    WindowFixture f;
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    QVERIFY(ui::style::isDark(f.window().palette()));
    const QImage dark = f.window().grab().toImage();
    f.window().action(ui::ActionId::ThemeLight)->trigger();
    QVERIFY(!ui::style::isDark(f.window().palette()));
    const QImage light = f.window().grab().toImage();
    QVERIFY(dark.pixelColor(600, 400).lightness() < 90);
    QVERIFY(light.pixelColor(600, 400).lightness() > 200);
    f.window().action(ui::ActionId::ThemeDark)->trigger();
    f.restart();
    QVERIFY(f.window().action(ui::ActionId::ThemeDark)->isChecked());
    QVERIFY(ui::style::isDark(f.window().palette()));
}

void TestWindowTabs::addressesAreRemembered()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.restart();
    QCOMPARE(f.window().settings().addresses(), QStringList{f.url(QStringLiteral("/echo"))});
}

void TestWindowTabs::everyFieldIsNamedAndReached()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QSet<QWidget*> reached;
    for (int i = 0; i < 60; ++i) {
        f.press(Qt::Key_Tab);
        QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus);
        reached += focus;
    }
    for (const char* name : {"address", "connectButton", "filter", "follow", "timeline"}) {
        auto* widget = f.page().findChild<QWidget*>(QLatin1String(name));
        QVERIFY2(widget, name);
        QVERIFY2(reached.contains(widget), name);
    }
    for (QWidget* widget : std::as_const(reached)) {
        auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool named =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named || qobject_cast<QTabBar*>(widget),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) +
                            QLatin1Char(' ') + widget->objectName()));
    }
}

void TestWindowTabs::shortcutsAreUnique()
{
    QSet<QString> seen;
    for (const ui::ActionRow& row : ui::actionTable()) {
        const QString shortcut = QString::fromLatin1(row.shortcut);
        if (shortcut.isEmpty()) {
            continue;
        }
        QVERIFY2(!QKeySequence::fromString(shortcut).isEmpty(), row.shortcut);
        QVERIFY2(!seen.contains(shortcut), row.shortcut);
        seen += shortcut;
    }
}

QTEST_MAIN(TestWindowTabs)
#include "tst_window_tabs.moc"
