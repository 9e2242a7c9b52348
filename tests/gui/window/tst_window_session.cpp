// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/page/send_again.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QWheelEvent>

#include <cstdlib>

namespace tst_window_session {

using namespace framescope;
using test::WindowFixture;

class TestWindowSession : public QObject
{
    Q_OBJECT

private slots:
    void theSeedExample();
    void aLowWindowHasALowComposer();
    void messagesAndFrames();
    void filterWhileItArrives();
    void followStopsWhenScrolledUp();
    void closeWithCodeAndReason();
    void theCodeThatIsTypedIsSent();
    void aCodeIsTypedAfterAClick();
    void aRefusedUpgradeIsExplained();
    void theNewestFailureIsLookedAt();
    void aCertificateCanBeAccepted();
    void noteEndsWithTheNextConnection();
    void dropAndConnectAgain();
    void anEndThatWasAskedForIsNoError();
    void whatWasNotSentCanBeHadAgain();

private:
    static void wheelUp(QWidget* on);
};

void TestWindowSession::wheelUp(QWidget* on)
{
    const QPointF at(50, 50);
    QWheelEvent event(at, on->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(on, &event);
}

void TestWindowSession::theSeedExample()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/hello?wait=50"));
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(f.stateWord(), QStringLiteral("open"));
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("My name is John")}));
    QTRY_VERIFY(f.rowOf(QStringLiteral("Hello from server, John!")) > 0);
    QTRY_VERIFY(f.rowOf(QStringLiteral("My name is John")) > 0);
    QTRY_VERIFY(f.isClosed());
    QCOMPARE(f.stateWord(), QStringLiteral("closed"));
    QTRY_VERIFY(f.rowOf(QStringLiteral("1000")) > 0);
    const auto info = f.page().document().connection();
    QVERIFY(info && info->closing && info->closing->clean);
    QCOMPARE(QString::fromStdString(info->closing->reason), QStringLiteral("Bye!"));
    QVERIFY(f.page().notificationBar().title().isEmpty());
}

void TestWindowSession::aLowWindowHasALowComposer()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/fragments"));
    QTRY_VERIFY(f.isOpen());
    ui::Composer& composer = f.page().composer();
    f.window().resize(1440, 900);
    QTRY_VERIFY2(composer.height() >= 120, qPrintable(QString::number(composer.height())));
    f.window().resize(900, 600);
    QTRY_VERIFY2(composer.height() <= 110, qPrintable(QString::number(composer.height())));
    QVERIFY(composer.height() >= composer.minimumSizeHint().height());

    // Who drags it has it so from then on.
    auto* splitter = qobject_cast<QSplitter*>(composer.parentWidget());
    QVERIFY(splitter);
    QSplitterHandle* handle = splitter->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, {200, 0});
    QTest::mouseMove(handle, {200, -80});
    QTest::mouseRelease(handle, Qt::LeftButton, {}, {200, -80});
    const int dragged = composer.height();
    QVERIFY2(dragged > 130, qPrintable(QString::number(dragged)));
    f.window().resize(900, 620);
    QTRY_COMPARE(f.window().height(), 620);
    QVERIFY(std::abs(composer.height() - dragged) <= 2);
}

void TestWindowSession::messagesAndFrames()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/fragments"));
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowCount() > 7);
    const int messages = f.rowCount();
    f.press(Qt::Key_2, Qt::AltModifier);
    QTRY_VERIFY(f.rowCount() > messages);
    QCOMPARE(f.page().model().view(), timeline::View::Frames);
    f.page().filterBar().setView(timeline::View::Messages); // clicks the button
    const QAction* action = f.window().action(ui::ActionId::Messages);
    for (QObject* place : action->associatedObjects()) {
        if (auto* menu = qobject_cast<QMenu*>(place)) {
            emit menu->aboutToShow();
        }
    }
    QVERIFY(action->isChecked() && !f.window().action(ui::ActionId::Frames)->isChecked());
    f.press(Qt::Key_1, Qt::AltModifier);
    QTRY_COMPARE(f.page().model().view(), timeline::View::Messages);
}

void TestWindowSession::filterWhileItArrives()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/ticks?rate=500&count=200"));
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowCount() > 100);
    f.press(Qt::Key_K, Qt::ControlModifier);
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("101 switching"));
    QTRY_VERIFY(f.rowCount() <= 2);
    auto* count = f.page().findChild<QLabel*>(QStringLiteral("rowCount"));
    QTRY_VERIFY2(count->text().contains(QStringLiteral(" of ")), qPrintable(count->text()));
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(f.rowCount() > 100);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(f.page().timelineView().hasFocus());
}

void TestWindowSession::followStopsWhenScrolledUp()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/ticks?rate=300&count=600"));
    QTRY_VERIFY(f.rowCount() > 100);
    auto& view = f.page().timelineView();
    auto* follow = f.page().findChild<QToolButton*>(QStringLiteral("follow"));
    QScrollBar* bar = view.verticalScrollBar();
    QVERIFY(view.isFollowing());
    QVERIFY(follow->isChecked());
    QTRY_COMPARE(bar->value(), bar->maximum());

    wheelUp(view.viewport());
    QVERIFY(!view.isFollowing());
    QVERIFY(!follow->isChecked());
    const int stays = bar->value();
    const int before = f.rowCount();
    QTRY_VERIFY(f.rowCount() > before + 20);
    QCOMPARE(bar->value(), stays);

    view.setFocus();
    f.press(Qt::Key_End);
    QVERIFY(view.isFollowing());
    QVERIFY(follow->isChecked());
    QTRY_COMPARE(bar->value(), bar->maximum());

    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(!view.isFollowing());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(view.isFollowing());
    // Looking at a row keeps it where it is.
    const QRect row = view.visualRect(view.indexAt(QPoint(60, 100)));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(!view.isFollowing());
    QVERIFY(view.currentEvent());
}

void TestWindowSession::closeWithCodeAndReason()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_D, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* code = dialog->findChild<QComboBox*>(QStringLiteral("closeCode"));
    auto* reason = dialog->findChild<QLineEdit*>(QStringLiteral("closeReason"));
    QPushButton* accept = nullptr;
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        accept = button->isDefault() ? button : accept;
    }
    QVERIFY(accept);
    code->setEditText(QStringLiteral("1006"));
    QVERIFY(!accept->isEnabled());
    code->setEditText(QStringLiteral("4001"));
    QVERIFY(accept->isEnabled());
    reason->setText(QString(124, QLatin1Char('x')));
    QVERIFY(!accept->isEnabled());
    reason->setText(QStringLiteral("enough"));
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_VERIFY(f.isClosed());
    const auto info = f.page().document().connection();
    QVERIFY(info && info->closing);
    QCOMPARE(int(info->closing->code.value_or(0)), 4001);
    QCOMPARE(info->closeSent->reason, std::string("enough"));
}

void TestWindowSession::theCodeThatIsTypedIsSent()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(f.dialog());
    QTRY_VERIFY(f.dialog()->isActiveWindow());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4000"));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isClosed());
    const auto info = f.page().document().connection();
    QCOMPARE(int(info->closeSent->code.value_or(0)), 4000);
}

void TestWindowSession::aCodeIsTypedAfterAClick()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(f.dialog());
    auto* code = f.dialog()->findChild<QComboBox*>(QStringLiteral("closeCode"));
    f.dialog()->findChild<QLineEdit*>(QStringLiteral("closeReason"))->setFocus();
    QTest::mouseClick(code->lineEdit(), Qt::LeftButton);
    QTRY_COMPARE(code->lineEdit()->selectedText(), code->currentText());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("4000"));
    QCOMPARE(code->currentText(), QStringLiteral("4000"));
}

void TestWindowSession::theNewestFailureIsLookedAt()
{
    WindowFixture f;
    const auto shown = [&f] { // the connection whose error is looked at
        const auto current = f.page().timelineView().currentEvent();
        const auto timeline = f.page().document().timeline();
        const bool isError = current && timeline->entry(*current).type == timeline::Type::Error;
        return isError ? timeline->entry(*current).conn().value : 0U;
    };
    f.connectTo(QStringLiteral("/deny?status=401"));
    QTRY_COMPARE(shown(), 1U);
    f.connectTo(QStringLiteral("/deny?status=403"));
    QTRY_COMPARE(shown(), 2U);
    // What somebody chose stays.
    auto& view = f.page().timelineView();
    const QModelIndex first = f.page().model().index(0, 0);
    view.scrollTo(first);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(first).center());
    f.connectTo(QStringLiteral("/deny?status=404"));
    QTRY_VERIFY(f.shownRow(QStringLiteral("404")) > 0);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("failed"));
    QCOMPARE(view.currentEvent().value_or(EventId{9}).value, 0U);
}

void TestWindowSession::aRefusedUpgradeIsExplained()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/deny?status=401"));
    QTRY_VERIFY(f.isClosed());
    QTRY_COMPARE(f.stateWord(), QStringLiteral("failed"));
    QTRY_VERIFY(!f.page().notificationBar().title().isEmpty());
    QVERIFY(f.page().notificationBar().isVisible());
    QTRY_VERIFY(f.rowOf(QStringLiteral("401")) > 0);
    // What the server said is looked at without a click.
    QTRY_VERIFY(f.page().timelineView().currentEvent());
    const EventId shown = *f.page().timelineView().currentEvent();
    QCOMPARE(f.page().document().timeline()->entry(shown).type, timeline::Type::Error);
}

void TestWindowSession::aCertificateCanBeAccepted()
{
    WindowFixture f;
    const auto secure = scenario::DemoServerThread::start(0, true);
    QVERIFY(secure);
    f.page().connectTo((*secure)->url() + QStringLiteral("/echo"));
    QTRY_VERIFY(f.isClosed());
    auto& bar = f.page().notificationBar();
    QTRY_VERIFY(bar.isVisible());
    QVERIFY2(bar.title().contains(QStringLiteral("certificate")), qPrintable(bar.title()));
    // What is wrong with it is shown without a click, as after any other failure.
    QTRY_COMPARE(f.page().details().currentTab(), ui::DetailsPane::Handshake);
    const auto* story = f.page().details().findChild<QTextBrowser*>(QStringLiteral("handshake"));
    QVERIFY(story);
    for (const char* part : {"What went wrong", "What to try", "Certificates", "self-signed"}) {
        QTRY_VERIFY2(story->toPlainText().contains(QLatin1String(part)), part);
    }
    auto* anyway = bar.findChild<QPushButton*>();
    QVERIFY(anyway);
    QTest::mouseClick(anyway, Qt::LeftButton);
    QTRY_VERIFY(f.isOpen());
    QVERIFY(!bar.isVisible());
    QVERIFY(!f.page().document().options().tls.acceptedCertificate.isEmpty());
    // Another tab does not know of it.
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.page().connectTo((*secure)->url() + QStringLiteral("/echo"));
    QTRY_VERIFY(f.isClosed());
    QTRY_VERIFY(f.page().notificationBar().isVisible());
}

void TestWindowSession::noteEndsWithTheNextConnection()
{
    WindowFixture f;
    f.recordSomething();
    f.page().timelineView().selectAll();
    f.window().action(ui::ActionId::SendAgain)->trigger();
    auto* note = f.page().findChild<QLabel*>(QStringLiteral("note"));
    QCOMPARE(note->text(), QStringLiteral("Connect to send."));
    f.window().action(ui::ActionId::Connect)->trigger();
    QTRY_VERIFY(f.isOpen());
    QCOMPARE(note->text(), QString());
}

void TestWindowSession::dropAndConnectAgain()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    f.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(f.isClosed());
    auto info = f.page().document().connection();
    QVERIFY(info && info->closing && !info->closing->clean);
    QCOMPARE(int(info->closing->code.value_or(0)), 1006);
    QTRY_VERIFY(f.isShownClosed());
    QCOMPARE(f.page().notificationBar().title(), QString()); // it was asked for
    const int rows = f.rowCount();
    auto* button = f.page().findChild<QToolButton*>(QStringLiteral("connectButton"));
    QCOMPARE(button->text(), QStringLiteral("Connect"));
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, 10));
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowCount() > rows);
    QCOMPARE(f.page().document().timeline()->connectionCount(), std::size_t{2});
    QCOMPARE(button->text(), QStringLiteral("Disconnect"));
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, 10));
    QTRY_VERIFY(f.isClosed());
    info = f.page().document().connection();
    QVERIFY(info->closing->clean);
    QCOMPARE(int(info->closing->code.value_or(0)), 1000);
}

void TestWindowSession::anEndThatWasAskedForIsNoError()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/slow?ms=600000"));
    QCOMPARE(f.page().document().state(), session::Session::State::Connecting);
    auto* button = f.page().findChild<QToolButton*>(QStringLiteral("connectButton"));
    QCOMPARE(button->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, 10));
    QTRY_VERIFY(f.isShownClosed());
    QCOMPARE(f.page().notificationBar().title(), QString());
    f.connectTo(QStringLiteral("/drop")); // and what was not, is
    QTRY_VERIFY(f.page().notificationBar().title().contains(QStringLiteral("error")));
}

void TestWindowSession::whatWasNotSentCanBeHadAgain()
{
    WindowFixture f;
    f.recordSomething(true);
    ui::Composer& composer = f.page().composer();
    auto* editor = composer.pane().findChild<QPlainTextEdit*>(QStringLiteral("composerEditor"));
    const auto send = [&](const char* text) {
        editor->setFocus();
        QTest::keyClicks(editor, QLatin1String(text));
        f.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(editor->toPlainText(), QString());
    };
    send("heard");
    QTRY_VERIFY(f.rowOf(QStringLiteral("heard")) > 0);
    QVERIFY(f.page().document().session()->send(
        message::Binary{QByteArray(7 << 20, 'x')})); // before these
    send("one");
    send("two");
    f.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto& bar = f.page().notificationBar();
    QTRY_VERIFY(bar.title().contains(QStringLiteral("2 messages were not sent")));
    QCOMPARE(composer.findChild<QLabel*>(QStringLiteral("composerNote"))->text(),
             QStringLiteral("Connect to send.")); // nothing waits any more
    QTest::mouseClick(bar.findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(editor->toPlainText(), QStringLiteral("two"));
    f.press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(editor->toPlainText(), QStringLiteral("one"));
    QCOMPARE(f.rowOf(QStringLiteral("two")), -1);
}

FRAMESCOPE_TEST(TestWindowSession)

} // namespace tst_window_session

#include "tst_window_session.moc"
