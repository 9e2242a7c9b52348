// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/recovery_dialog.h"
#include "window_fixture.h"

#include <QDateTime>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

namespace tst_window_files {

using namespace framescope;
using test::WindowFixture;

namespace {

QPushButton* buttonOf(QWidget* parent, const QString& text)
{
    for (auto* button : parent->findChildren<QPushButton*>()) {
        if (button->text().remove(QLatin1Char('&')) == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void drop(QWidget* on, const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) {
        urls += QUrl::fromLocalFile(path);
    }
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(on, &event);
}

} // namespace

class TestWindowFiles : public QObject
{
    Q_OBJECT

private slots:
    void saveAndOpen();
    void dropAFile();
    void recentFiles();
    void whatIsNoRecordingIsSaid();
    void unsavedIsAskedAbout();
    void discardRemoves();
    void cancelKeepsTheTab();
    void saveFromTheQuestion();
    void aCrashedRunIsOffered();
    void aCrashedRunIsDiscarded();
    void severalAreChosenAmong();
    void theNewestIsFirst();
    void aCrashedRunThatCannotBeRead();
    void openedTwiceIsOneTab();
    void whatWasReplacedIsOpened();
    void whatCannotBeOpenedLeavesNoTab();
    void severalOfWhichSomeCannotBeOpened();
    void anErrorGoesWithSuccess();
};

void TestWindowFiles::saveAndOpen()
{
    WindowFixture f;
    f.recordSomething();
    const int rows = f.rowCount();
    QVERIFY(f.page().document().isUnsaved());
    const QString path = f.file(QStringLiteral("saved.pcapng"));
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(path);
    QTRY_VERIFY(QFileInfo::exists(path));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QCOMPARE(f.page().title(), QStringLiteral("saved.pcapng"));
    QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));

    f.restart();
    f.press(Qt::Key_O, Qt::ControlModifier);
    f.giveFileName(path);
    QTRY_COMPARE(f.rowCount(), rows);
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::File);
    QVERIFY(!f.page().document().isUnsaved());
}

void TestWindowFiles::dropAFile()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("dropped.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(QFileInfo::exists(path));
    f.restart();
    drop(&f.window(), {path});
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QCOMPARE(f.window().pageCount(), 1);
}

void TestWindowFiles::recentFiles()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("recent.pcapng"));
    f.page().document().save(path);
    QTRY_COMPARE(f.window().settings().recent(ui::Recent::Files), QStringList{path});
    f.restart();
    QMenu* recent = nullptr;
    for (auto* menu : f.window().findChildren<QMenu*>()) {
        recent = menu->title() == QStringLiteral("Open &recent") ? menu : recent;
    }
    QVERIFY(recent);
    emit recent->aboutToShow();
    QCOMPARE(recent->actions().first()->text(), QStringLiteral("recent.pcapng"));
    recent->actions().first()->trigger();
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QCOMPARE(f.window().pageCount(), 1);
}

void TestWindowFiles::whatIsNoRecordingIsSaid()
{
    WindowFixture f;
    const QString path = f.file(QStringLiteral("none.pcapng"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no capture, whatever its name says");
    file.close();
    f.window().open(path);
    QTRY_VERIFY(f.window().notOpened().isVisible());
    QVERIFY(f.window().notOpened().title().contains(QStringLiteral("none.pcapng")));
}

void TestWindowFiles::unsavedIsAskedAbout()
{
    WindowFixture f;
    f.recordSomething();
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Save the recording?"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Session);
}

void TestWindowFiles::discardRemoves()
{
    WindowFixture f;
    f.recordSomething();
    const QDir folder(f.recordingsFolder());
    QCOMPARE(folder.entryList({QStringLiteral("*.pcapng")}).size(), 1);
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QTest::mouseClick(buttonOf(dialog, QStringLiteral("Discard")), Qt::LeftButton);
    QTRY_COMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    QTRY_COMPARE(folder.entryList({QStringLiteral("*.pcapng")}).size(), 0);
}

void TestWindowFiles::cancelKeepsTheTab()
{
    WindowFixture f;
    f.recordSomething();
    QVERIFY(!f.window().close());
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QTest::mouseClick(buttonOf(dialog, QStringLiteral("Cancel")), Qt::LeftButton);
    QVERIFY(f.window().isVisible());
    QVERIFY(f.page().document().isUnsaved());
    // Asked again the next time.
    QVERIFY(!f.window().close());
    QVERIFY(f.dialog());
}

void TestWindowFiles::saveFromTheQuestion()
{
    WindowFixture f;
    f.recordSomething();
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* question = f.dialog();
    QVERIFY(question);
    QTest::mouseClick(buttonOf(question, QStringLiteral("Save…")), Qt::LeftButton);
    QTRY_VERIFY(f.dialog() != question);
    const QString path = f.file(QStringLiteral("asked.pcapng"));
    f.giveFileName(path);
    QTRY_VERIFY(QFileInfo::exists(path));
    QTRY_COMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
}

void TestWindowFiles::aCrashedRunIsOffered()
{
    WindowFixture f;
    f.recordSomething();
    f.restart(); // without saving or discarding, as a crash does
    QVERIFY(f.window().notificationBar().isVisible());
    QTest::mouseClick(buttonOf(&f.window().notificationBar(), QStringLiteral("Open")),
                      Qt::LeftButton);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QVERIFY(f.page().document().isUnsaved());
    QVERIFY(!f.window().notificationBar().isVisible());
}

void TestWindowFiles::aCrashedRunIsDiscarded()
{
    WindowFixture f;
    f.recordSomething();
    f.restart();
    const QDir folder(f.recordingsFolder());
    for (const bool sure : {false, true}) {
        if (!f.window().notificationBar().isVisible()) {
            f.restart(); // it was kept
        }
        QTest::mouseClick(buttonOf(&f.window().notificationBar(), QStringLiteral("Discard…")),
                          Qt::LeftButton);
        auto* dialog = qobject_cast<ui::RecoveryDialog*>(f.dialog());
        QVERIFY(dialog);
        auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("leftBehind"));
        QCOMPARE(list->topLevelItemCount(), 1);
        const auto cell = [list](ui::RecoveryDialog::Column column) {
            return list->topLevelItem(0)->text(column);
        };
        QTRY_COMPARE(cell(ui::RecoveryDialog::Address), f.url(QStringLiteral("/echo")));
        QVERIFY2(cell(ui::RecoveryDialog::Ending).contains(QStringLiteral("1000")),
                 qPrintable(cell(ui::RecoveryDialog::Ending)));
        QTest::mouseClick(buttonOf(dialog, QStringLiteral("Discard…")), Qt::LeftButton);
        auto* question = dialog->findChild<QMessageBox*>();
        QTRY_VERIFY(question && question->isVisible());
        QCOMPARE(folder.entryList({QStringLiteral("*.pcapng")}).size(), 1);
        QTest::mouseClick(
            buttonOf(question, sure ? QStringLiteral("Discard") : QStringLiteral("Cancel")),
            Qt::LeftButton);
        QTRY_COMPARE(folder.entryList({QStringLiteral("*.pcapng")}).size(), sure ? 0 : 1);
        if (!sure) {
            QTest::mouseClick(buttonOf(dialog, QStringLiteral("Keep all")), Qt::LeftButton);
            QTRY_VERIFY(!f.dialog(0));
        }
    }
    f.restart();
    QVERIFY(!f.window().notificationBar().isVisible());
}

void TestWindowFiles::severalAreChosenAmong()
{
    WindowFixture f;
    f.recordSomething();
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.recordSomething();
    f.press(Qt::Key_T, Qt::ControlModifier);
    f.recordSomething(true);
    f.restart();
    auto& bar = f.window().notificationBar();
    QTest::mouseClick(buttonOf(&bar, QStringLiteral("Choose…")), Qt::LeftButton);
    QVERIFY(f.dialog());
    QTest::keyClick(f.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!f.dialog(0));
    QVERIFY(bar.isVisible() && bar.title().startsWith(QLatin1Char('3')));
    QTest::mouseClick(buttonOf(&bar, QStringLiteral("Choose…")), Qt::LeftButton);
    QDialog* dialog = f.dialog();
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("leftBehind"));
    QCOMPARE(list->topLevelItemCount(), 3);
    QVERIFY(!buttonOf(dialog, QStringLiteral("Open"))->isEnabled()); // nothing is chosen
    list->topLevelItem(1)->setCheckState(0, Qt::Checked);
    QTest::mouseClick(buttonOf(dialog, QStringLiteral("Open")), Qt::LeftButton);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QCOMPARE(f.window().pageCount(), 1);
    QVERIFY(f.page().document().isUnsaved());
    QVERIFY(bar.isVisible() && bar.title().startsWith(QLatin1Char('2')));
    f.restart(); // the others, and the one that was opened and not saved
    QCOMPARE(library::RecordingsFolder(f.recordingsFolder()).leftBehind().size(), 3u);
}

/// By the time that the list shows, which is not when the file was written last.
void TestWindowFiles::theNewestIsFirst()
{
    WindowFixture f;
    QStringList began;
    for (int i = 0; i < 3; ++i) {
        f.recordSomething();
        f.press(Qt::Key_T, Qt::ControlModifier);
        for (const QString& name : QDir(f.recordingsFolder()).entryList({"*.pcapng"})) {
            if (const QString path = QDir(f.recordingsFolder()).filePath(name);
                !began.contains(path)) {
                began.prepend(path);
            }
        }
    }
    QCOMPARE(began.size(), 3);
    f.restart();
    std::vector<library::RecordingsFolder::Left> left;
    for (const QString& path : began) {
        const auto oldestLast = static_cast<qint64>(left.size()) * 1000;
        left.push_back({path, 1, QDateTime::currentSecsSinceEpoch() + oldestLast, {}, 0});
    }
    ui::RecoveryDialog dialog(left);
    auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("leftBehind"));
    const auto shown = [list] {
        QStringList paths;
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            paths += list->topLevelItem(i)->data(0, Qt::UserRole).toString();
        }
        return paths;
    };
    QTRY_COMPARE(shown(), began);
}

/// What can't be read is kept: somebody may be able to.
void TestWindowFiles::aCrashedRunThatCannotBeRead()
{
    WindowFixture f;
    f.recordSomething();
    f.restart();
    const QDir folder(f.recordingsFolder());
    const QString path = folder.filePath(folder.entryList({QStringLiteral("*.pcapng")}).first());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no capture any more");
    file.close();
    QTest::mouseClick(buttonOf(&f.window().notificationBar(), QStringLiteral("Open")),
                      Qt::LeftButton);
    QTRY_VERIFY(f.window().notOpened().isVisible());
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Empty);
    f.restart();
    QVERIFY(QFileInfo::exists(path));
}

void TestWindowFiles::openedTwiceIsOneTab()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("once.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(f.page().document().holds(path));
    QVERIFY(QFile::link(path, f.file(QStringLiteral("link.pcapng"))));
    for (const bool saved : {true, false}) {
        if (!saved) {
            f.restart();
            f.window().open(path);
        }
        f.press(Qt::Key_T, Qt::ControlModifier);
        for (const QString& name : {path, f.file(QStringLiteral("./once.pcapng")),
                                    f.file(QStringLiteral("link.pcapng"))}) {
            f.press(Qt::Key_Tab, Qt::ControlModifier);
            f.window().open(name);
            QCOMPARE(f.window().pageCount(), 2);
            QCOMPARE(f.window().currentPage(), f.window().page(0));
        }
        f.press(Qt::Key_O, Qt::ControlModifier);
        f.giveFileName(path);
        drop(&f.window(), {path, path});
        QCOMPARE(f.window().pageCount(), 2);
    }
}

/// What others put in the place of a file is not what the tab shows.
void TestWindowFiles::whatWasReplacedIsOpened()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("replaced.pcapng"));
    const QString other = f.file(QStringLiteral("other.pcapng"));
    for (const QString& target : {other, path}) {
        f.page().document().save(target);
        QTRY_COMPARE(f.page().document().path(), target);
    }
    QVERIFY(QFile::remove(path) && QFile::rename(other, path));
    f.window().open(path);
    QCOMPARE(f.window().pageCount(), 2);
}

void TestWindowFiles::whatCannotBeOpenedLeavesNoTab()
{
    WindowFixture f;
    f.recordSomething();
    for (const char* name : {"missing.pcapng", "."}) {
        f.window().open(f.file(QLatin1String(name)));
        QTRY_VERIFY(f.window().notOpened().isVisible());
        QCOMPARE(f.window().pageCount(), 1);
        QCOMPARE(f.page().document().origin(), ui::Document::Origin::Session);
        f.window().notOpened().dismiss();
    }
    QVERIFY(f.window().settings().recent(ui::Recent::Files).isEmpty());
}

void TestWindowFiles::severalOfWhichSomeCannotBeOpened()
{
    WindowFixture f;
    f.recordSomething();
    const QString path = f.file(QStringLiteral("good.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    f.restart();
    QFile noCapture(f.file(QStringLiteral("text.pcapng")));
    QVERIFY(noCapture.open(QIODevice::WriteOnly) && noCapture.write("this is no capture") > 0);
    noCapture.close();
    drop(&f.window(),
         {f.file(QStringLiteral("missing.pcapng")), path, f.file(QStringLiteral("text.pcapng"))});
    auto& bar = f.window().notOpened();
    QTRY_COMPARE(bar.title(), QStringLiteral("2 files can't be opened"));
    QString all;
    for (const auto* label : bar.findChildren<QLabel*>()) {
        all += label->text() + QLatin1Char('\n');
    }
    for (const char* part : {"missing.pcapng can't be opened: ", "text.pcapng can't be opened: ",
                             "no such file", "not a capture file"}) {
        QVERIFY2(all.contains(QLatin1String(part)), qPrintable(all));
    }
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QCOMPARE(f.window().pageCount(), 1);
    f.window().open(path); // which goes well
    QVERIFY(!bar.isVisible());
}

/// What went wrong and goes well later is not told any more.
void TestWindowFiles::anErrorGoesWithSuccess()
{
    WindowFixture f;
    f.recordSomething();
    f.page().document().save(f.file(QStringLiteral("no/such/folder.pcapng")));
    QTRY_VERIFY(f.page().notificationBar().isVisible());
    f.page().document().save(f.file(QStringLiteral("good.pcapng")));
    QTRY_VERIFY(!f.page().notificationBar().isVisible());
}

FRAMESCOPE_TEST(TestWindowFiles)

} // namespace tst_window_files

#include "tst_window_files.moc"
