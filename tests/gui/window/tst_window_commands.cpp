// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/details/shell/details_pane.h"
#include "ui/details/text/text_view.h"
#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_strip.h"
#include "ui/page/status_line.h"
#include "ui/widgets/error_text.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>

#include <tuple>
#include <vector>

namespace tst_window_commands {

using namespace framescope;
using test::RecordedPage;
using test::WindowFixture;
using ui::ActionId;

namespace {

constexpr const char* Session = "<- text first words\n<- text {\"a\":1.50,\"a\":[2]}\n";

QAction* action(WindowFixture& f, ActionId id)
{
    return f.window().action(id);
}

/// As somebody chooses it: what can be done is looked up when the menu comes up.
void chooseInEdit(WindowFixture& f, ActionId id)
{
    QMenu* edit = nullptr;
    for (QAction* title : f.window().menuBar()->actions()) {
        edit = title->text() == QLatin1String("&Edit") ? title->menu() : edit;
    }
    QVERIFY(edit);
    emit edit->aboutToShow();
    QVERIFY(action(f, id)->isEnabled());
    action(f, id)->trigger();
}

QLineEdit* filterField(WindowFixture& f)
{
    return f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
}

} // namespace

class TestWindowCommands : public QObject
{
    Q_OBJECT

private slots:
    void editCommandsWorkInFields();
    void editCommandsWorkInViews();
    void findIsThatOfTheFocus();
    void panesAreHiddenAndComeBack();
    void hiddenPanesAreRemembered();
    void filesHaveNoComposer();
    void helpListsEveryShortcut();
    void preferencesAreUsedAndKept();
    void preferencesHaveExistingFolders();
    void errorsAreSentences_data();
    void errorsAreSentences();
    void theFilterIsMarkedInTheText();
};

void TestWindowCommands::editCommandsWorkInFields()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    auto* editor =
        f.page().composer().pane().findChild<QPlainTextEdit*>(QStringLiteral("composerEditor"));
    QVERIFY(editor);
    for (QWidget* field : {static_cast<QWidget*>(filterField(f)), static_cast<QWidget*>(editor)}) {
        const auto text = [field] {
            auto* line = qobject_cast<QLineEdit*>(field);
            return line ? line->text() : static_cast<QPlainTextEdit*>(field)->toPlainText();
        };
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("words"));
        chooseInEdit(f, ActionId::SelectAll);
        chooseInEdit(f, ActionId::Copy);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("words"));
        chooseInEdit(f, ActionId::Delete);
        QCOMPARE(text(), QString());
        chooseInEdit(f, ActionId::Undo);
        QCOMPARE(text(), QStringLiteral("words"));
        chooseInEdit(f, ActionId::Redo);
        QCOMPARE(text(), QString());
        chooseInEdit(f, ActionId::Paste);
        QCOMPARE(text(), QStringLiteral("words"));
        chooseInEdit(f, ActionId::SelectAll);
        chooseInEdit(f, ActionId::Cut);
        QCOMPARE(text(), QString());
    }
}

void TestWindowCommands::editCommandsWorkInViews()
{
    RecordedPage f(Session);
    f.click(QStringLiteral("first words"));
    chooseInEdit(f, ActionId::Copy);
    QTRY_VERIFY(QApplication::clipboard()->text().contains(QStringLiteral("first words")));
    for (const ActionId id : {ActionId::Undo, ActionId::Cut, ActionId::Paste, ActionId::Delete}) {
        QVERIFY(!action(f, id)->isEnabled());
    }
    f.page().details().setCurrentTab(ui::DetailsPane::Text);
    auto* text = f.page().details().findChild<ui::TextView*>(QStringLiteral("payloadText"));
    QTRY_COMPARE(text->visibleText(), QStringList{QStringLiteral("first words")});
    text->setFocus();
    QApplication::clipboard()->clear();
    chooseInEdit(f, ActionId::SelectAll);
    chooseInEdit(f, ActionId::Copy);
    QTRY_COMPARE(QApplication::clipboard()->text(), QStringLiteral("first words"));
}

void TestWindowCommands::findIsThatOfTheFocus()
{
    RecordedPage f(Session);
    f.click(QStringLiteral("first words"));
    chooseInEdit(f, ActionId::Find);
    QVERIFY(f.page().timelinePane().isAncestorOf(QApplication::focusWidget()));
    f.page().details().setCurrentTab(ui::DetailsPane::Text);
    auto* text = f.page().details().findChild<QWidget*>(QStringLiteral("payloadText"));
    QTRY_VERIFY(text->isVisible());
    text->setFocus();
    chooseInEdit(f, ActionId::Find);
    QVERIFY(f.page().details().isAncestorOf(QApplication::focusWidget()));
    QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
}

void TestWindowCommands::panesAreHiddenAndComeBack()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    const std::vector<std::tuple<ActionId, QWidget*, ActionId>> panes{
        {ActionId::ShowOverview, &f.page().overview(), ActionId::GoToOverview},
        {ActionId::ShowTimeline, &f.page().timelinePane(), ActionId::GoToTimeline},
        {ActionId::ShowDetails, &f.page().details(), ActionId::GoToDetails},
        {ActionId::ShowComposer, &f.page().composer(), ActionId::GoToComposer},
    };
    for (const auto& [shows, pane, goesTo] : panes) {
        QVERIFY(pane->isVisible());
        action(f, shows)->trigger();
        QVERIFY(!pane->isVisible());
        action(f, goesTo)->trigger();
        QVERIFY(pane->isVisible());
        QVERIFY(action(f, shows)->isChecked());
    }
    auto* statusLine = f.page().findChild<ui::StatusLine*>();
    action(f, ActionId::ShowStatusLine)->trigger();
    QVERIFY(!statusLine->isVisible());
    action(f, ActionId::ShowStatusLine)->trigger();
    QVERIFY(statusLine->isVisible());
    // The statistics take the place of the details and give it back, hidden or not.
    action(f, ActionId::ShowDetails)->trigger();
    action(f, ActionId::Statistics)->trigger();
    QVERIFY(!f.page().details().isVisible());
    action(f, ActionId::Statistics)->trigger();
    QVERIFY(!f.page().details().isVisible());
    action(f, ActionId::GoToDetails)->trigger();
    QVERIFY(f.page().details().isVisible());
}

void TestWindowCommands::hiddenPanesAreRemembered()
{
    WindowFixture f;
    action(f, ActionId::ShowOverview)->trigger();
    action(f, ActionId::NewTab)->trigger();
    QVERIFY(f.page().overview().isHidden());
    f.restart();
    QVERIFY(!action(f, ActionId::ShowOverview)->isChecked());
    QVERIFY(f.page().overview().isHidden());
    QVERIFY(!f.page().details().isHidden());
}

void TestWindowCommands::filesHaveNoComposer()
{
    RecordedPage f(Session);
    QVERIFY(f.page().composer().isHidden());
    action(f, ActionId::ShowComposer)->trigger();
    action(f, ActionId::ShowComposer)->trigger();
    QVERIFY(f.page().composer().isHidden());
}

void TestWindowCommands::helpListsEveryShortcut()
{
    WindowFixture f;
    f.press(Qt::Key_F1);
    QDialog* help = f.dialog();
    QVERIFY(help);
    QCOMPARE(help->objectName(), QStringLiteral("help"));
    const QString text = help->findChild<QTextBrowser*>()->toPlainText();
    for (const ui::ActionRow& row : ui::actionTable()) {
        const QString said = QString::fromUtf8(row.text).section(QLatin1Char('\t'), 0, 0);
        const QString keys = QKeySequence::fromString(QString::fromLatin1(row.shortcut))
                                 .toString(QKeySequence::NativeText);
        if (!keys.isEmpty()) {
            QVERIFY2(text.contains(keys), qPrintable(keys));
            QVERIFY2(text.contains(QString(said).remove(QLatin1Char('&'))), qPrintable(said));
        }
    }
    QVERIFY(text.contains(QLatin1String("Ctrl+Z")));
    QVERIFY(text.contains(QLatin1String("Shift+F10")));
}

void TestWindowCommands::preferencesAreUsedAndKept()
{
    WindowFixture f;
    const qreal before = QApplication::font().pointSizeF();
    f.press(Qt::Key_Comma, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->objectName(), QStringLiteral("preferences"));
    dialog->findChild<QSpinBox*>(QStringLiteral("fontSize"))->setValue(17);
    dialog->findChild<QSpinBox*>(QStringLiteral("closeTimeout"))->setValue(2);
    QTest::keyClick(dialog->findChild<QCheckBox*>(QStringLiteral("follow")), Qt::Key_Space);
    dialog->findChild<QLineEdit*>(QStringLiteral("saveFolder"))->setText(f.file(QString()));
    dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(QApplication::font().pointSize(), 17);
    auto* text = f.page().details().findChild<QWidget*>(QStringLiteral("payloadText"));
    QCOMPARE(text->font().pointSize(), 17);

    f.restart();
    const ui::Preferences kept = f.window().settings().preferences();
    QCOMPARE(kept.fontSize, 17);
    QCOMPARE(kept.closeTimeout, std::chrono::seconds(2));
    QVERIFY(!kept.follow);
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QVERIFY(!f.page().timelineView().isFollowing());
    QVERIFY(f.page().document().options().closeTimeout == std::chrono::seconds(2));

    f.window().settings().setPreferences({});
    f.restart();
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void TestWindowCommands::preferencesHaveExistingFolders()
{
    WindowFixture f;
    f.press(Qt::Key_Comma, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* ok = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    auto* folder = dialog->findChild<QLineEdit*>(QStringLiteral("recordingsFolder"));
    QVERIFY(ok->isEnabled());
    folder->setText(f.file(QStringLiteral("nothing here")));
    QVERIFY(!ok->isEnabled());
    folder->setText(f.file(QString()));
    QVERIFY(ok->isEnabled());
}

void TestWindowCommands::errorsAreSentences_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("told");
    QTest::newRow("what") << "the connection is not open"
                          << ""
                          << ""
                          << "The connection is not open.";
    QTest::newRow("what to do") << "there is no address"
                                << ""
                                << "type one, for instance wss://a.b/c"
                                << "There is no address. Type one, for instance wss://a.b/c.";
    QTest::newRow("where") << "expected a value"
                           << "byte 4"
                           << ""
                           << "Byte 4: expected a value.";
    QTest::newRow("a file") << "no such file"
                            << "/tmp/a.pcapng"
                            << ""
                            << "/tmp/a.pcapng: no such file.";
    QTest::newRow("a name that looks like a word") << "no such file"
                                                   << "recording"
                                                   << ""
                                                   << "recording: no such file.";
    QTest::newRow("a host first") << "nosuchhost.invalid has no address"
                                  << ""
                                  << ""
                                  << "nosuchhost.invalid has no address.";
    QTest::newRow("its own end") << "is it there?"
                                 << ""
                                 << ""
                                 << "Is it there?";
}

void TestWindowCommands::errorsAreSentences()
{
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(QString, hint);
    QFETCH(QString, told);
    QCOMPARE(ui::errorText({what.toStdString(), where.toStdString(), hint.toStdString()}), told);
    QCOMPARE(ui::sentence(QStringLiteral("localhost refused"), {QStringLiteral("localhost")}),
             QStringLiteral("localhost refused."));
}

void TestWindowCommands::theFilterIsMarkedInTheText()
{
    RecordedPage f(Session);
    f.click(QStringLiteral("first words"));
    f.page().details().setCurrentTab(ui::DetailsPane::Text);
    auto* text = f.page().details().findChild<ui::TextView*>(QStringLiteral("payloadText"));
    const auto ground = [text](std::uint64_t offset) {
        const QRect cell = text->rectOf(offset);
        return text->viewport()->grab().toImage().pixelColor(cell.topLeft() + QPoint(1, 0));
    };
    QTRY_VERIFY(!text->rectOf(6).isEmpty());
    const QColor plain = ground(6);
    f.page().filterBar().addTerm(QStringLiteral("WORDS"));
    QTRY_VERIFY(ground(6) != plain);
    QCOMPARE(ground(0), plain);
    f.page().filterBar().setText({});
    QTRY_COMPARE(ground(6), plain);
}

FRAMESCOPE_TEST(TestWindowCommands)

} // namespace tst_window_commands

#include "tst_window_commands.moc"
