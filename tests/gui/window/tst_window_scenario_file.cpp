// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_desk.h"
#include "support/test_program.h"
#include "ui/settings/settings.h"
#include "ui/widgets/notification_bar.h"

#include <QAbstractButton>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTest>

namespace tst_window_scenario_file {

// The file of a scenario in a tab: what is kept of it, saved, and asked about.

using namespace framescope;
using Desk = test::ScenarioDesk;
using ui::ActionId;

namespace {

bool clickInBar(Desk& f, const QString& text)
{
    for (auto* button : f.page().notificationBar().findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text() == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    }
    return false;
}

bool isSaid(Desk& f, const QString& part)
{
    for (auto* bar : f.window().findChildren<ui::NotificationBar*>()) {
        for (const auto* label : bar->findChildren<QLabel*>()) {
            if (bar->isVisible() && label->text().contains(part)) {
                return true;
            }
        }
    }
    return false;
}

void typeAtStart(Desk& f, const QString& text)
{
    f.edit().setFocus();
    f.edit().goTo(1);
    QTest::keyClicks(&f.edit(), text);
}

} // namespace

class TestWindowScenarioFile : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNotUtf8IsRefused_data();
    void whatIsNotUtf8IsRefused();
    void endsOfLinesAreKept();
    void whatCantBeKeptIsReadOnly();
    void aRemovedFileIsSavedAgain();
    void aConflictStaysToBeDecided_data();
    void aConflictStaysToBeDecided();
    void aNameGetsItsSuffix();
    void anUntouchedOneIsNotAskedAbout();
    void recordingsOfRunsAreNotAskedAbout();
    void aRunIsAskedAbout();
    void aServerIsAskedAbout();
};

void TestWindowScenarioFile::whatIsNotUtf8IsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::newRow("ISO 8859-1") << QByteArray("connect: ws://a\nname: \"gr\xf6\xdf"
                                              "e\"\n")
                                << QStringLiteral("byte 26, in line 2");
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11)
                         << QStringLiteral("byte 1, in line 1");
}

void TestWindowScenarioFile::whatIsNotUtf8IsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    Desk f;
    f.write(Desk::Name, bytes);
    f.window().open(f.file(Desk::Name));
    QVERIFY(!f.page().task());
    QVERIFY(isSaid(f, place));
    f.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(f.read(), bytes);
}

void TestWindowScenarioFile::endsOfLinesAreKept()
{
    Desk f;
    f.open(QStringLiteral("name: a\r\nconnect: ws://a\r\nsteps:\r\n  - expect: open\r\n"));
    typeAtStart(f, QStringLiteral("# x"));
    QTest::keyClick(&f.edit(), Qt::Key_Return);
    f.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(f.read(),
             QByteArray("# x\r\nname: a\r\nconnect: ws://a\r\nsteps:\r\n  - expect: open\r\n"));
}

void TestWindowScenarioFile::whatCantBeKeptIsReadOnly()
{
    Desk f;
    const QString text = QStringLiteral("name: a\rconnect: ws://a\nsteps: [{ expect: open }]\r\n");
    f.open(text);
    QVERIFY(isSaid(f, QStringLiteral("can only be read here")));
    typeAtStart(f, QStringLiteral("x"));
    f.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(f.read(), text.toUtf8());
}

/// Wherever the focus is, it is not the recording that is saved.
void TestWindowScenarioFile::aRemovedFileIsSavedAgain()
{
    Desk f;
    f.openEchoes();
    const QByteArray text = f.read();
    f.runToEnd();
    f.page().focusTimeline();
    QVERIFY(QFile::remove(f.file(Desk::Name)));
    QTRY_VERIFY(isSaid(f, QStringLiteral("was removed")));
    f.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(f.read(), text);
    QVERIFY(!f.page().notificationBar().isVisible());
    QVERIFY(QFile::remove(f.file(Desk::Name)));
    QTRY_VERIFY(isSaid(f, QStringLiteral("was removed")));
    QVERIFY(clickInBar(f, QStringLiteral("Save it again")));
    QCOMPARE(f.read(), text);
    f.page().focusTimeline(); // the recording, as nothing else is unsaved
    f.press(Qt::Key_S, Qt::ControlModifier);
    QDialog* asked = f.dialog();
    QVERIFY(asked && asked->windowTitle().contains(QStringLiteral("recording")));
    QTest::keyClick(asked, Qt::Key_Escape);
}

void TestWindowScenarioFile::aConflictStaysToBeDecided_data()
{
    QTest::addColumn<bool>("keep");
    QTest::newRow("take the other") << false;
    QTest::newRow("keep this") << true;
}

void TestWindowScenarioFile::aConflictStaysToBeDecided()
{
    QFETCH(bool, keep);
    Desk f;
    f.openEchoes();
    typeAtStart(f, QStringLiteral("# mine "));
    const QByteArray mine = f.edit().message().toUtf8();
    const QString theirs = QStringLiteral("name: theirs\n");
    f.write(theirs);
    QTRY_VERIFY(isSaid(f, QStringLiteral("Another program")));
    for (int i = 0; i < 2; ++i) {
        f.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(f.read(), theirs.toUtf8());
        QVERIFY(isSaid(f, QStringLiteral("was not saved")));
    }
    QVERIFY(
        clickInBar(f, keep ? QStringLiteral("Save over it") : QStringLiteral("Take the other")));
    QCOMPARE(f.read(), keep ? mine : theirs.toUtf8());
    QCOMPARE(f.edit().message().toUtf8(), f.read());
    QVERIFY(!f.pane().isUnsaved());
    QVERIFY(!f.page().notificationBar().isVisible());
}

/// So the dialog that opens files shows it.
void TestWindowScenarioFile::aNameGetsItsSuffix()
{
    Desk f;
    f.window().action(ActionId::NewScenario)->trigger();
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(f.file(QStringLiteral("mine")));
    const QString saved = f.file(QStringLiteral("mine.scenario.yaml"));
    QTRY_VERIFY(QFile::exists(saved));
    QCOMPARE(f.pane().file(), saved);
    QVERIFY(f.window().settings().recent(ui::Recent::Files).contains(saved));
}

void TestWindowScenarioFile::anUntouchedOneIsNotAskedAbout()
{
    Desk f;
    f.window().action(ActionId::NewScenario)->trigger();
    QVERIFY(!f.page().isUnsaved());
    typeAtStart(f, QStringLiteral("# x"));
    QVERIFY(f.page().isUnsaved());
    QTest::keyClick(&f.edit(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!f.page().isUnsaved());
    f.press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().task());
}

/// But where the user makes notes on one.
void TestWindowScenarioFile::recordingsOfRunsAreNotAskedAbout()
{
    Desk f;
    f.openEchoes();
    f.runToEnd();
    QVERIFY(!f.page().isUnsaved());
    const auto isLoaded = [&f] {
        return f.page().document().origin() == ui::Document::Origin::File &&
               !f.page().document().isLoading();
    };
    QTRY_VERIFY(isLoaded());
    f.page().document().editNotes(timeline::NoteEdit::noteOn(EventId{1}, "seen"));
    QVERIFY(f.page().isUnsaved());
    f.runToEnd();
    QVERIFY(!f.page().isUnsaved());
    f.press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().task());
}

void TestWindowScenarioFile::aRunIsAskedAbout()
{
    Desk f;
    f.open(QStringLiteral("connect: \"%1/echo\"\nsteps:\n  - expect: { message: never, "
                          "within: 60s }\n")
               .arg(f.url({})));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.page().document().connection() && f.page().document().connection()->openAt);
    f.press(Qt::Key_W, Qt::ControlModifier);
    const auto dialog = [&f] { return qobject_cast<QMessageBox*>(f.dialog()); };
    QPointer<QMessageBox> asked = dialog();
    QVERIFY(asked && asked->text().contains(QStringLiteral("is running")));
    QTest::keyClick(asked.data(), Qt::Key_Escape);
    QTRY_VERIFY(!asked);
    QVERIFY(f.pane().canStop());
    QVERIFY(!f.window().close());
    asked = dialog();
    QVERIFY(asked);
    QTest::keyClick(asked.data(), Qt::Key_Escape);
    QTRY_VERIFY(!asked);
    f.press(Qt::Key_W, Qt::ControlModifier);
    asked = dialog();
    QVERIFY(asked);
    for (QAbstractButton* button : asked->buttons()) {
        if (asked->buttonRole(button) == QMessageBox::AcceptRole) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    }
    QTRY_VERIFY(!f.page().task());
}

/// Also where no client has come yet.
void TestWindowScenarioFile::aServerIsAskedAbout()
{
    Desk f;
    f.open(QString::fromLatin1(Desk::Greets));
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.window().pageCount() == 2 && !f.page().task()->servedUrl().isEmpty());
    f.press(Qt::Key_W, Qt::ControlModifier);
    const QPointer<QMessageBox> asked = qobject_cast<QMessageBox*>(f.dialog());
    const QString sentence = QStringLiteral("The server is running and will be stopped.");
    QVERIFY(asked);
    QCOMPARE(asked->text(), sentence);
    QTest::keyClick(asked.data(), Qt::Key_Escape);
    QTRY_VERIFY(!asked);
    // With its recording, in one question.
    QCOMPARE(f.greeting(), QStringLiteral("hello"));
    QTRY_VERIFY(f.page().isUnsaved());
    f.press(Qt::Key_W, Qt::ControlModifier);
    const auto* loss = f.dialog()->findChild<QLabel*>(QStringLiteral("loss"));
    QVERIFY(loss && loss->text().endsWith(sentence));
}

FRAMESCOPE_TEST(TestWindowScenarioFile)

} // namespace tst_window_scenario_file

#include "tst_window_scenario_file.moc"
