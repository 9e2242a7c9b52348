// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/filter/filter_bar.h"
#include "ui/style/colours.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/page_tabs.h"
#include "window_fixture.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

namespace tst_window_tabs {

using namespace framescope;
using test::WindowFixture;

namespace {

/// The first button or field that is not whole, not inside what it stands in, or on top of
/// another; empty is none.
QString whatIsCutOff(ui::SessionPage& page)
{
    const auto named = [](const QWidget* widget) {
        const QRect at = widget->geometry();
        return QStringLiteral("%1 %2 %3x%4 in %5")
            .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())
            .arg(at.width())
            .arg(at.height())
            .arg(QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
    };
    for (QWidget* bar :
         {static_cast<QWidget*>(&page.addressBar()), static_cast<QWidget*>(&page.filterBar()),
          static_cast<QWidget*>(&page.composer()),
          static_cast<QWidget*>(&page.notificationBar())}) {
        if (!page.rect().contains(QRect(bar->mapTo(&page, QPoint()), bar->size())) ||
            bar->height() < bar->minimumSizeHint().height()) {
            return named(bar);
        }
        QWidget* before = nullptr;
        for (auto* child : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            const bool counts = qobject_cast<QAbstractButton*>(child) ||
                                qobject_cast<QLineEdit*>(child) || qobject_cast<QTabBar*>(child) ||
                                qobject_cast<QScrollArea*>(child);
            if (!counts || !child->isVisible()) {
                continue;
            }
            if (child->width() < child->minimumSizeHint().width() ||
                !bar->rect().contains(child->geometry()) ||
                (before && before->geometry().intersects(child->geometry()))) {
                return named(child);
            }
            before = child;
        }
    }
    return {};
}

} // namespace

class TestWindowTabs : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void byKeyboard();
    void byMouse();
    void themes();
    void addressesAreRemembered();
    void whatWasTypedStays();
    void aMistakeIsShownAtItsPlace();
    void theHistoryIsCleared();
    void theHistoryOpensByKeyAndArrow();
    void whyTheAddressCannotBeEdited();
    void titlesCanBeRead_data();
    void titlesCanBeRead();
    void manyTabs();
    void theWindowFitsItsScreen();
    void theWindowFitsASmallScreen();
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
    QCOMPARE(f.window().settings().recent(ui::Recent::Addresses),
             QStringList{f.url(QStringLiteral("/echo"))});
}

void TestWindowTabs::whatWasTypedStays()
{
    WindowFixture f;
    const QString typed = f.url(QStringLiteral("/echo?a%20b=%41&c=%c3%bc&token=geheim"));
    for (int i = 0; i < 2; ++i) { // the second time without typing
        if (i == 0) {
            f.connectTo(QStringLiteral("/echo?a%20b=%41&c=%c3%bc&token=geheim"));
        } else {
            f.page().connection().connectToAddress();
        }
        QTRY_VERIFY(f.isOpen());
        QCOMPARE(f.page().addressBar().address(), typed);
        const auto request = f.page().document().connection()->request;
        QVERIFY(request);
        QCOMPARE(QString::fromStdString(request->target),
                 QStringLiteral("/echo?a%20b=%41&c=%c3%bc&token=geheim"));
        f.page().connection().disconnectNormally();
        QTRY_VERIFY(f.isClosed());
    }
    QCOMPARE(f.window().settings().recent(ui::Recent::Addresses),
             QStringList{f.url(QStringLiteral("/echo?a%20b=%41&c=%c3%bc&token=***removed***"))});
}

void TestWindowTabs::aMistakeIsShownAtItsPlace()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/a%zzb"));
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    QVERIFY(field->property("invalid").toBool());
    QCOMPARE(field->selectedText(), QStringLiteral("%zz"));
    QCOMPARE(field->text(), f.url(QStringLiteral("/a%zzb")));
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
}

void TestWindowTabs::theHistoryIsCleared()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    auto* completer = f.page().findChild<QLineEdit*>(QStringLiteral("address"))->completer();
    QCOMPARE(completer->model()->rowCount(), 1);
    f.window().action(ui::ActionId::ClearAddresses)->trigger();
    QCOMPARE(completer->model()->rowCount(), 0);
    QVERIFY(f.window().settings().recent(ui::Recent::Addresses).isEmpty());
}

void TestWindowTabs::theHistoryOpensByKeyAndArrow()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.press(Qt::Key_L, Qt::ControlModifier);
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    field->clear();
    QTest::keyClick(field, Qt::Key_Down);
    auto* popup = field->completer()->popup();
    QVERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 1);
    popup->hide();
    f.page().findChild<QAction*>(QStringLiteral("addressHistory"))->trigger();
    QVERIFY(popup->isVisible());
    popup->hide();
}

void TestWindowTabs::whyTheAddressCannotBeEdited()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    QVERIFY(field->isReadOnly());
    QTest::keyClick(field, Qt::Key_A);
    QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("Shift+F5")));
    QToolTip::hideText();
}

void TestWindowTabs::titlesCanBeRead_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* title, const char* shown) {
        QTest::newRow(title) << QString::fromUtf8(title) << QString::fromUtf8(shown);
    };
    row("localhost:8765/hello", "localhost:8765/hello");
    row("very-long-name-of-a-host.eu-central-1.example.com/chat",
        "very-long-nam…1.example.com/chat");
    row("very-long-name-of-a-host.eu-central-1.example.com", "very-long-name-…al-1.example.com");
    row("very-long-name-of-a-host.example.com/and/a/path/that/is/long/too/chat",
        "very-l…ple.com/and/a/p…/too/chat");
}

void TestWindowTabs::titlesCanBeRead()
{
    QFETCH(QString, title);
    const QString shown = ui::tabTitle(title);
    QVERIFY(shown.size() <= 33);
    QTEST(shown, "shown");
}

/// However many there are, each can be read and reached.
void TestWindowTabs::manyTabs()
{
    WindowFixture f;
    constexpr int Count = 12;
    for (int i = 1; i < Count; ++i) {
        f.press(Qt::Key_T, Qt::ControlModifier);
    }
    auto* tabs = f.window().findChild<QTabBar*>();
    QVERIFY(tabs && tabs->usesScrollButtons());
    for (int i = 0; i < Count; ++i) {
        const int text = tabs->fontMetrics().horizontalAdvance(tabs->tabText(i));
        QVERIFY(tabs->tabRect(i).width() > text);
        QVERIFY(!tabs->tabToolTip(i).isEmpty());
    }
    auto* button = f.window().findChild<QToolButton*>(QStringLiteral("tabList"));
    QVERIFY(button);
    emit button->menu()->aboutToShow();
    QCOMPARE(button->menu()->actions().size(), Count);
    button->menu()->actions().at(2)->trigger();
    QCOMPARE(f.window().currentPage(), f.window().page(2));
}

void TestWindowTabs::theWindowFitsItsScreen()
{
    const WindowFixture f;
    ui::WindowOptions options;
    options.forgetsSecrets = true;
    options.recordingsFolder = f.file(QStringLiteral("other"));
    options.settingsFile = f.file(QStringLiteral("other.ini"));
    options.chooseTheme = [](ui::style::ThemeChoice) {};
    const ui::MainWindow fresh(std::move(options));
    const QSize room = fresh.screen()->availableSize();
    QVERIFY(fresh.width() <= room.width() && fresh.height() <= room.height());
}

/// A screen of 1280x800 at scale 2; nothing is cut off there.
void TestWindowTabs::theWindowFitsASmallScreen()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    ui::Notification banner{ui::Notification::Kind::Error, QStringLiteral("A title"), {}, {}};
    for (int i = 0; i < 12; ++i) {
        banner.details += QString(200, QLatin1Char('x'));
    }
    banner.actions.push_back({QStringLiteral("Connect anyway (this session only)"), [] {}});
    f.page().notify(banner);
    for (const bool statistics : {false, true}) {
        QCoreApplication::processEvents();
        const QSize least = f.window().minimumSizeHint();
        QVERIFY2(least.width() <= 640 && least.height() <= 400,
                 qPrintable(QStringLiteral("%1x%2").arg(least.width()).arg(least.height())));
        f.window().resize(640, 400);
        QTRY_COMPARE(f.window().size(), QSize(640, 400));
        QTRY_COMPARE(whatIsCutOff(f.page()), QString());
        if (!statistics) {
            f.press(Qt::Key_5, Qt::ControlModifier);
        }
    }
    // All of a long message can be had.
    auto* text = f.page().notificationBar().findChild<QScrollArea*>();
    QVERIFY(text->verticalScrollBar()->maximum() > 0);
    f.window().resize(1280, 800);
    QTRY_VERIFY(text->height() > 100);
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

FRAMESCOPE_TEST(TestWindowTabs)

} // namespace tst_window_tabs

#include "tst_window_tabs.moc"
