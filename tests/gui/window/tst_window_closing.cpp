// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/decode/load.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

namespace tst_window_closing {

// Every way in which a tab or the window goes, and what is left of what was recorded.

using namespace framescope;
using test::WindowFixture;

namespace {

int recordingsIn(const QString& folder)
{
    return static_cast<int>(
        QDir(folder).entryList({QStringLiteral("*.pcapng")}, QDir::Files).size());
}

void click(QDialog* dialog, const char* button)
{
    QVERIFY(dialog);
    auto* found = dialog->findChild<QPushButton*>(QLatin1String(button));
    QVERIFY2(found && found->isEnabled(), button);
    QTest::mouseClick(found, Qt::LeftButton);
}

/// What Escape does is what Cancel does.
void cancel(QDialog* dialog)
{
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void expectWhole(const QString& path)
{
    const auto loaded = timeline::load(path.toStdString());
    QVERIFY2(loaded, qPrintable(path));
    const auto connection = loaded->timeline->connection(ConnectionId{1});
    QVERIFY2(connection && connection->closing, qPrintable(path));
}

/// A name that is too long for what is written beside it until it is complete.
QString impossible(const WindowFixture& f)
{
    return f.file(QString(245, QLatin1Char('x')) + QStringLiteral(".pcapng"));
}

} // namespace

class TestWindowClosing : public QObject
{
    Q_OBJECT

private slots:
    void cancelledQuestionOfMany();
    void saveAll();
    void chooseWhatToSave();
    void discardAll();
    void cancelledName();
    void cancelledFolder();
    void savingFails();
    void savingOneOfManyFails();
    void whatStreamsWhileItIsSaved();
    void savedAndGrown();
    void duringASave();
    void duringASaveThatFails();
    void keptOpenDuringASave();
    void quitDuringATabsQuestion();
    void anotherTabWhileOneIsAskedAbout();
    void theDesktopEnds();
    void anotherProgram();
    void killedAfterSaving();
    void killedWithMoreThanWasSaved();

private:
    static void twoTabs(WindowFixture& f)
    {
        f.recordSomething();
        f.press(Qt::Key_T, Qt::ControlModifier);
        f.recordSomething();
        QCOMPARE(f.window().pageCount(), 2);
    }
    /// Starts the window on a copy of the folder, which is what a kill leaves.
    static void restartAsKilled(WindowFixture& f)
    {
        const QString copy = f.file(QStringLiteral("copy"));
        QVERIFY(QDir().mkpath(copy));
        const QDir from(f.recordingsFolder());
        for (const QString& name : from.entryList(QDir::Files)) {
            QVERIFY(QFile::copy(from.filePath(name), copy + QLatin1Char('/') + name));
        }
        f.restart(copy);
    }
};

void TestWindowClosing::cancelledQuestionOfMany()
{
    WindowFixture f;
    twoTabs(f);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!f.window().close());
        QDialog* dialog = f.dialog();
        QVERIFY(dialog);
        auto* list = dialog->findChild<QListWidget*>(QStringLiteral("unsaved"));
        QVERIFY(list);
        QCOMPARE(list->count(), 2);
        list->item(0)->setCheckState(Qt::Unchecked); // to be discarded, said and taken back
        cancel(dialog);
        QTRY_VERIFY(!dialog->isVisible());
    }
    QVERIFY(f.window().isVisible());
    QCOMPARE(recordingsIn(f.recordingsFolder()), 2);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(f.window().page(i)->document().isUnsaved());
    }
}

void TestWindowClosing::saveAll()
{
    WindowFixture f;
    twoTabs(f);
    QVERIFY(!f.window().close());
    click(f.dialog(), "save");
    const QString folder = f.file(QStringLiteral("chosen"));
    QVERIFY(QDir().mkpath(folder));
    f.giveFileName(folder);
    QTRY_VERIFY(!f.window().isVisible());
    const QStringList saved = QDir(folder).entryList(QDir::Files);
    QCOMPARE(saved.size(), 2); // two names though both are of one server and second
    for (const QString& name : saved) {
        expectWhole(QDir(folder).filePath(name));
    }
    f.restart();
    QCOMPARE(recordingsIn(f.recordingsFolder()), 0);
}

void TestWindowClosing::chooseWhatToSave()
{
    WindowFixture f;
    twoTabs(f);
    QVERIFY(!f.window().close());
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* list = dialog->findChild<QListWidget*>(QStringLiteral("unsaved"));
    auto* save = dialog->findChild<QPushButton*>(QStringLiteral("save"));
    list->item(0)->setCheckState(Qt::Unchecked);
    list->item(1)->setCheckState(Qt::Unchecked);
    QVERIFY(!save->isEnabled());
    list->item(1)->setCheckState(Qt::Checked);
    click(dialog, "save");
    QTRY_VERIFY(f.dialog() != dialog);
    // Until the last file is written, nothing is deleted.
    QCOMPARE(recordingsIn(f.recordingsFolder()), 2);
    f.giveFileName(f.file(QStringLiteral("one.pcapng")));
    QTRY_VERIFY(!f.window().isVisible());
    expectWhole(f.file(QStringLiteral("one.pcapng")));
    f.restart();
    QCOMPARE(recordingsIn(f.recordingsFolder()), 0);
    QVERIFY(!f.window().notificationBar().isVisible());
}

void TestWindowClosing::discardAll()
{
    WindowFixture f;
    twoTabs(f);
    QVERIFY(!f.window().close());
    click(f.dialog(), "discard");
    QTRY_VERIFY(!f.window().isVisible());
    f.restart();
    QCOMPARE(recordingsIn(f.recordingsFolder()), 0);
}

/// What was asked for and cancelled has no effect on a later save.
void TestWindowClosing::cancelledName()
{
    WindowFixture f;
    f.recordSomething();
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* question = f.dialog();
    click(question, "save");
    QTRY_VERIFY(f.dialog() != question);
    QDialog* name = f.dialog();
    cancel(name);
    QTRY_VERIFY(!name->isVisible());
    QVERIFY(f.page().document().isUnsaved());
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(f.file(QStringLiteral("later.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QCOMPARE(f.page().title(), QStringLiteral("later.pcapng"));
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Session);
    QVERIFY(f.window().isVisible());
}

void TestWindowClosing::cancelledFolder()
{
    WindowFixture f;
    twoTabs(f);
    QVERIFY(!f.window().close());
    QDialog* question = f.dialog();
    click(question, "save");
    QTRY_VERIFY(f.dialog() != question);
    QDialog* folder = f.dialog();
    cancel(folder);
    QTRY_VERIFY(!folder->isVisible());
    QVERIFY(f.window().isVisible());
    QCOMPARE(f.window().pageCount(), 2);
    QCOMPARE(recordingsIn(f.recordingsFolder()), 2);
    // Saving one by hand neither closes its tab nor the window.
    f.page().document().save(f.file(QStringLiteral("by hand.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QVERIFY(f.window().isVisible());
    QCOMPARE(f.window().pageCount(), 2);
}

void TestWindowClosing::savingFails()
{
    WindowFixture f;
    f.recordSomething(true);
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* question = f.dialog();
    QVERIFY(question);
    QVERIFY(question->findChild<QLabel*>(QStringLiteral("loss"))
                ->text()
                .contains(QStringLiteral("connection is open")));
    click(question, "save");
    QTRY_VERIFY(f.dialog() != question);
    f.giveFileName(impossible(f));
    QTRY_VERIFY(f.page().notificationBar().title().contains(QStringLiteral("could not be saved")));
    QVERIFY(f.isOpen()); // it was not closed for nothing
    QVERIFY(f.page().document().isUnsaved());
    QCOMPARE(recordingsIn(f.recordingsFolder()), 1);
}

void TestWindowClosing::savingOneOfManyFails()
{
    WindowFixture f;
    twoTabs(f);
    f.window().page(0)->document().save(f.file(QStringLiteral("first.pcapng")));
    QTRY_VERIFY(!f.window().page(0)->document().isUnsaved());
    QVERIFY(!f.window().close());
    QDialog* question = f.dialog();
    QVERIFY(!question->findChild<QListWidget*>(QStringLiteral("unsaved"))); // one is left
    click(question, "save");
    QTRY_VERIFY(f.dialog() != question);
    f.giveFileName(impossible(f));
    QTRY_VERIFY(!f.page().notificationBar().title().isEmpty());
    QVERIFY(f.window().isVisible());
    QCOMPARE(f.window().pageCount(), 2);
    QCOMPARE(recordingsIn(f.recordingsFolder()), 2);
}

/// What comes while it is saved is saved too, with how the connection ended.
void TestWindowClosing::whatStreamsWhileItIsSaved()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/ticks?rate=2000&count=1000000"));
    QTRY_VERIFY(f.rowCount() > 100);
    const library::RecordingsFolder other(f.recordingsFolder());
    bool offered = false;
    QObject watch;
    connect(&f.page().document(), &ui::Document::stateChanged, &watch,
            [&] { offered = offered || !other.leftBehind().empty(); });
    connect(&f.page().document(), &ui::Document::saved, &watch,
            [&] { offered = offered || !other.leftBehind().empty(); });
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* question = f.dialog();
    click(question, "save");
    QTRY_VERIFY(f.dialog() != question);
    const QString path = f.file(QStringLiteral("streaming.pcapng"));
    f.giveFileName(path);
    QTRY_COMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    expectWhole(path);
    const auto loaded = timeline::load(path.toStdString());
    QVERIFY(loaded->timeline->connection(ConnectionId{1})->closing->code == 1001);
    QTRY_COMPARE(recordingsIn(f.recordingsFolder()), 0);
    QVERIFY(!offered);
}

/// What is saved already is told apart from what is not.
void TestWindowClosing::savedAndGrown()
{
    WindowFixture f;
    f.recordSomething(true);
    const QString path = f.file(QStringLiteral("begun.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("more")}));
    QTRY_VERIFY(f.page().document().isUnsaved());
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* question = f.dialog();
    QVERIFY(question);
    const QString loss = question->findChild<QLabel*>(QStringLiteral("loss"))->text();
    QVERIFY2(loss.contains(QStringLiteral("begun.pcapng")), qPrintable(loss));
    click(question, "save"); // into the same file, without a question
    QTRY_COMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    expectWhole(path);
}

void TestWindowClosing::duringASave()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("saving.pcapng"));
    f.page().document().save(path);
    QVERIFY(f.page().document().isSaving());
    f.window().closePage(&f.page());
    f.window().closePage(&f.page()); // twice is once
    QTRY_COMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    expectWhole(path);
    QCOMPARE(f.window().pageCount(), 1);
    QTRY_COMPARE(recordingsIn(f.recordingsFolder()), 0);
}

void TestWindowClosing::duringASaveThatFails()
{
    WindowFixture f;
    f.recordSomething();
    f.page().document().save(impossible(f));
    QVERIFY(!f.window().close());
    QTRY_VERIFY(f.page().notificationBar().title().contains(QStringLiteral("could not be saved")));
    QVERIFY(f.window().isVisible());
    QVERIFY(f.page().document().isUnsaved());
}

void TestWindowClosing::keptOpenDuringASave()
{
    WindowFixture f;
    f.recordSomething();
    f.page().document().save(f.file(QStringLiteral("kept.pcapng")));
    f.window().closePage(&f.page());
    auto* keep = f.page().notificationBar().findChild<QPushButton*>();
    QVERIFY(keep);
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QCOMPARE(f.page().title(), QStringLiteral("kept.pcapng"));
}

/// The window's question takes the place of the tab's.
void TestWindowClosing::quitDuringATabsQuestion()
{
    WindowFixture f;
    twoTabs(f);
    f.window().closePage(&f.page());
    QVERIFY(f.dialog());
    QVERIFY(!f.window().close());
    const auto list = [&f] {
        QDialog* dialog = f.dialog();
        return dialog ? dialog->findChild<QListWidget*>(QStringLiteral("unsaved")) : nullptr;
    };
    QTRY_VERIFY(list());
    QCOMPARE(list()->count(), 2);
    click(f.dialog(), "discard");
    QTRY_VERIFY(!f.window().isVisible());
}

/// Traffic on a tab that held nothing when the question was put.
void TestWindowClosing::anotherTabWhileOneIsAskedAbout()
{
    WindowFixture f;
    f.recordSomething();
    QVERIFY(!f.window().close());
    QDialog* question = f.dialog();
    QVERIFY(question);
    f.window().open(f.url(QStringLiteral("/echo")));
    QTRY_VERIFY(f.page().document().isUnsaved());
    click(question, "discard");
    QTRY_VERIFY(f.dialog() && f.dialog() != question);
    QCOMPARE(recordingsIn(f.recordingsFolder()), 2);
    cancel(f.dialog());
    QTRY_VERIFY(f.window().page(0)->document().isUnsaved());
    QVERIFY(f.window().isVisible());
}

void TestWindowClosing::theDesktopEnds()
{
    WindowFixture f;
    QVERIFY(f.window().mayDesktopEnd(true)); // nothing to lose
    f.recordSomething();
    QVERIFY(!f.window().mayDesktopEnd(true));
    QVERIFY(!f.window().mayDesktopEnd(true)); // asked once
    QDialog* question = f.dialog();
    cancel(question);
    QTRY_VERIFY(!question->isVisible());
    QVERIFY(f.window().mayDesktopEnd(false));
    f.restart(); // without a question, as the desktop does then
    QVERIFY(f.window().notificationBar().isVisible());
    QCOMPARE(recordingsIn(f.recordingsFolder()), 1);
}

/// A second program on the same folder finds nothing of the first.
void TestWindowClosing::anotherProgram()
{
    WindowFixture f;
    f.recordSomething();
    library::RecordingsFolder other(f.recordingsFolder());
    QVERIFY(other.leftBehind().empty());
    other.removeSaved();
    f.page().document().save(f.file(QStringLiteral("shared.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    other.removeSaved();
    QCOMPARE(recordingsIn(f.recordingsFolder()), 1);
}

void TestWindowClosing::killedAfterSaving()
{
    WindowFixture f;
    f.recordSomething();
    f.page().document().save(f.file(QStringLiteral("saved.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    restartAsKilled(f);
    QVERIFY(!f.window().notificationBar().isVisible());
    QCOMPARE(QDir(f.file(QStringLiteral("copy"))).entryList(QDir::Files), QStringList());
}

void TestWindowClosing::killedWithMoreThanWasSaved()
{
    WindowFixture f;
    f.recordSomething(true);
    f.page().document().save(f.file(QStringLiteral("begun.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("more")}));
    QTRY_VERIFY(f.page().document().isUnsaved());
    restartAsKilled(f);
    QVERIFY(f.window().notificationBar().isVisible());
    const library::RecordingsFolder folder(f.file(QStringLiteral("copy")));
    QCOMPARE(folder.leftBehind().size(), 1u);
    const auto left = folder.leftBehind()[0];
    QCOMPARE(left.savedTo, f.file(QStringLiteral("begun.pcapng")));
    QVERIFY(left.savedSize > 0 && left.savedSize < left.size);
}

FRAMESCOPE_TEST(TestWindowClosing)

} // namespace tst_window_closing

#include "tst_window_closing.moc"
