// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_paths.h"
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/connect/address_bar.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace tst_window_address {

using namespace framescope;
using test::WindowFixture;

class TestWindowAddress : public QObject
{
    Q_OBJECT

private slots:
    void theNewestAddressIsChosenFirst();
    void whatIsTypedIsNotCompleted();
    void connectingByEnterLeadsToTheComposer();
    void connectOptionsBeginInTheirFirstField();
    void connectOptionsOfAnOpenConnection();
    void anAddressThatIsNone();
    void invisibleCharactersOfAnAddress();
    void aFailedAddressCanBeCorrected();
    void demoFromTheWelcomePage();
    void demoOffersItsPaths();
};

void TestWindowAddress::theNewestAddressIsChosenFirst()
{
    WindowFixture f;
    QStringList addresses{f.url(QStringLiteral("/echo"))};
    for (int i = 1; i < 5; ++i) { // some are longer than the field
        addresses += QStringLiteral("ws://example.com/") + QString(i * 100, QLatin1Char('x'));
    }
    f.page().addressBar().setHistory(addresses);
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    field->setText(QStringLiteral("ws://{{host}}/"));
    field->setFocus();
    f.press(Qt::Key_Down);
    QAbstractItemView* list = field->completer()->popup();
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->currentIndex().row(), 0);
    QCOMPARE(field->text(), QStringLiteral("ws://{{host}}/"));
    const QRect last = list->visualRect(list->model()->index(4, 0));
    QVERIFY(last.bottom() < list->viewport()->height());
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
}

void TestWindowAddress::whatIsTypedIsNotCompleted()
{
    WindowFixture f;
    f.page().addressBar().setHistory({f.url(QStringLiteral("/echo?longer"))});
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    field->setFocus();
    QTest::keyClicks(field, f.url(QStringLiteral("/echo")));
    QTRY_VERIFY(field->completer()->popup()->isVisible());
    QTest::keyClick(field->completer()->popup(), Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.page().document().options().resource, std::string("/echo"));
}

void TestWindowAddress::connectingByEnterLeadsToTheComposer()
{
    WindowFixture f;
    auto* editor =
        f.page().composer().pane().findChild<QPlainTextEdit*>(QStringLiteral("composerEditor"));
    auto* filter = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClicks(editor, QStringLiteral("hello"));
    f.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(f.rowOf(QStringLiteral("hello")) > 0);

    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isClosed());
    f.connectTo(QStringLiteral("/echo"));
    f.press(Qt::Key_K, Qt::ControlModifier); // elsewhere, before it is open
    QVERIFY(filter->hasFocus());
    QTRY_VERIFY(f.isOpen());
    QVERIFY(filter->hasFocus());
}

/// They can be seen and changed, and say that they are those of the next connection.
void TestWindowAddress::connectOptionsOfAnOpenConnection()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QVERIFY(f.window().action(ui::ActionId::Options)->isEnabled());
    QTest::mouseClick(f.page().findChild<QToolButton*>(QStringLiteral("connectOptions")),
                      Qt::LeftButton);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    const auto* note = dialog->findChild<QLabel*>(QStringLiteral("optionsApplyLater"));
    QVERIFY(note->isVisible());
    auto* origin = dialog->findChild<QLineEdit*>(QStringLiteral("origin"));
    QVERIFY(origin->isEnabled());
    f.type(origin, QStringLiteral("https://example.com"));
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(!note->isVisible());
    QTest::keyClick(origin, Qt::Key_Return);
    QTRY_VERIFY(!f.dialog(0));
    QCOMPARE(f.page().connection().options().origin, QStringLiteral("https://example.com"));
    QCOMPARE(f.page().document().options().origin, QString());
}

void TestWindowAddress::connectOptionsBeginInTheirFirstField()
{
    WindowFixture f;
    QTest::mouseClick(f.page().findChild<QToolButton*>(QStringLiteral("connectOptions")),
                      Qt::LeftButton);
    QVERIFY(f.dialog());
    QTRY_VERIFY(f.dialog()->isActiveWindow());
    QVERIFY(f.dialog()->findChild<QTableView*>(QStringLiteral("headers"))->hasFocus());
}

/// They are shown as they go out, typed, given or remembered.
void TestWindowAddress::invisibleCharactersOfAnAddress()
{
    WindowFixture f;
    const QString odd = f.url(QStringLiteral("/\u202eabc\u200b"));
    const QString shown = f.url(QStringLiteral("/%E2%80%AEabc%E2%80%8B"));
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    f.page().addressBar().setAddress(odd);
    QCOMPARE(field->text(), shown);
    f.page().addressBar().setHistory({odd});
    QCOMPARE(field->completer()->model()->index(0, 0).data().toString(), shown);
    field->clear();
    field->setFocus();
    QGuiApplication::clipboard()->setText(odd + QLatin1Char('x'));
    f.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field->text(), shown + QLatin1Char('x'));
    QCOMPARE(field->cursorPosition(), field->text().size());
    // A line that was copied with its end leads where it says.
    field->clear();
    QGuiApplication::clipboard()->setText(f.url(QStringLiteral("/echo\n")));
    f.press(Qt::Key_V, Qt::ControlModifier);
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
}

void TestWindowAddress::aFailedAddressCanBeCorrected()
{
    WindowFixture f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("ws://127.0.0.1:1/"));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isShownClosed());
    QTRY_VERIFY(field->hasFocus());
}

void TestWindowAddress::anAddressThatIsNone()
{
    WindowFixture f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    f.type(field, QStringLiteral("ftp://example.com"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(f.page().notificationBar().isVisible());
    QVERIFY(field->property("invalid").toBool());
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    QTest::keyClicks(field, QStringLiteral("x"));
    QVERIFY(!field->property("invalid").toBool());
    QVERIFY(!f.page().notificationBar().isVisible());
}

void TestWindowAddress::demoFromTheWelcomePage()
{
    WindowFixture f;
    auto* button = f.page().findChild<QPushButton*>(QStringLiteral("demoButton"));
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.window().pageCount(), 1);
    QVERIFY(!button->isVisible());
    QVERIFY(f.page().title().endsWith(QStringLiteral("/hello")));

    const auto guide = [&f](const char* text) {
        for (auto* action : f.page().notificationBar().findChildren<QPushButton*>()) {
            if (action->isVisible() && action->text().contains(QLatin1String(text))) {
                return action;
            }
        }
        return static_cast<QPushButton*>(nullptr);
    };
    QVERIFY(guide("My name is John"));
    QVERIFY(guide("Other paths"));
    QTest::mouseClick(guide("My name is John"), Qt::LeftButton);
    QTRY_VERIFY(f.rowOf(QStringLiteral("Hello from server, John!")) > 0);
    QVERIFY(guide("Other paths")); // until somebody closes it
}

void TestWindowAddress::demoOffersItsPaths()
{
    WindowFixture f;
    f.window().openDemo();
    QTRY_VERIFY(f.isOpen());
    for (auto* button : f.page().notificationBar().findChildren<QPushButton*>()) {
        if (button->text().startsWith(QLatin1String("Other"))) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("demoPaths"));
    QVERIFY(menu);
    QCOMPARE(static_cast<std::size_t>(menu->actions().size()), scenario::demoPaths().size());
    for (QAction* action : menu->actions()) {
        if (action->text().startsWith(QStringLiteral("/binary\t"))) {
            action->trigger();
        }
    }
    QCOMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(f.isOpen());
    QVERIFY(f.page().title().endsWith(QStringLiteral("/binary")));
}

FRAMESCOPE_TEST(TestWindowAddress)

} // namespace tst_window_address

#include "tst_window_address.moc"
