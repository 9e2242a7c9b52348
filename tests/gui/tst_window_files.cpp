// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter_bar.h"
#include "ui/notification_bar.h"
#include "window_fixture.h"

#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace framescope;
using test::WindowFixture;

namespace {

/// A session that echoed a word and was closed.
void recordSomething(WindowFixture& f)
{
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QVERIFY(f.page().document().session()->sendText(QStringLiteral("something")));
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    f.page().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
}

QPushButton* buttonOf(QWidget* parent, const QString& text)
{
    for (auto* button : parent->findChildren<QPushButton*>()) {
        if (button->text().remove(QLatin1Char('&')) == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void drop(QWidget* on, const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
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
    void quitAsksForEach();
};

void TestWindowFiles::saveAndOpen()
{
    WindowFixture f;
    recordSomething(f);
    const int rows = f.rowCount();
    QVERIFY(f.page().document().isUnsaved());
    const QString path = f.file(QStringLiteral("saved.pcapng"));
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(path);
    QTRY_VERIFY(QFileInfo::exists(path));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QCOMPARE(f.page().title(), QStringLiteral("saved.pcapng"));
    QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));

    f.press(Qt::Key_O, Qt::ControlModifier);
    f.giveFileName(path);
    QTRY_COMPARE(f.window().pageCount(), 2);
    QTRY_COMPARE(f.rowCount(), rows);
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::File);
    QVERIFY(!f.page().document().isUnsaved());
}

void TestWindowFiles::dropAFile()
{
    WindowFixture f;
    recordSomething(f);
    const QString path = f.file(QStringLiteral("dropped.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(QFileInfo::exists(path));
    drop(&f.window(), path);
    QTRY_COMPARE(f.window().pageCount(), 2);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
}

void TestWindowFiles::recentFiles()
{
    WindowFixture f;
    recordSomething(f);
    const QString path = f.file(QStringLiteral("recent.pcapng"));
    f.page().document().save(path);
    QTRY_COMPARE(f.window().settings().recentFiles(), QStringList{path});
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
    QTRY_VERIFY(f.page().notificationBar().isVisible());
    QVERIFY(f.page().notificationBar().title().contains(QStringLiteral("none.pcapng")));
}

void TestWindowFiles::unsavedIsAskedAbout()
{
    WindowFixture f;
    recordSomething(f);
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
    recordSomething(f);
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
    recordSomething(f);
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
    recordSomething(f);
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
    recordSomething(f);
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
    recordSomething(f);
    f.restart();
    QTest::mouseClick(buttonOf(&f.window().notificationBar(), QStringLiteral("Discard")),
                      Qt::LeftButton);
    const QDir folder(f.recordingsFolder());
    QCOMPARE(folder.entryList({QStringLiteral("*.pcapng")}).size(), 0);
    f.restart();
    QVERIFY(!f.window().notificationBar().isVisible());
}

void TestWindowFiles::quitAsksForEach()
{
    WindowFixture f;
    recordSomething(f);
    f.press(Qt::Key_T, Qt::ControlModifier);
    recordSomething(f);
    QCOMPARE(f.window().pageCount(), 2);
    QVERIFY(!f.window().close());
    for (int i = 0; i < 2; ++i) {
        QDialog* dialog = f.dialog();
        QVERIFY(dialog);
        QTest::mouseClick(buttonOf(dialog, QStringLiteral("Discard")), Qt::LeftButton);
    }
    QTRY_VERIFY(!f.window().isVisible());
}

QTEST_MAIN(TestWindowFiles)
#include "tst_window_files.moc"
