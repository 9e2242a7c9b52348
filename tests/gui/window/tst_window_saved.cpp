// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/page_tabs.h"
#include "window_fixture.h"

#include <QDateTime>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

#include <chrono>

namespace tst_window_saved {

// What the window says of what is saved, and the names that it proposes.

using namespace framescope;
using test::WindowFixture;

namespace {

bool hasDot(WindowFixture& f)
{
    auto* tabs = f.window().findChild<ui::PageTabs*>();
    return tabs->tabText(tabs->indexOf(&f.page())).contains(QChar(0x2022));
}

QString addressOf(WindowFixture& f)
{
    return f.page().findChild<QLineEdit*>(QStringLiteral("address"))->text();
}

/// The name that a dialog proposes, in which folder.
QString proposedIn(const QDialog* dialog)
{
    const auto* files = qobject_cast<const QFileDialog*>(dialog);
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    return files && name ? files->directory().filePath(name->text()) : QString();
}

QString proposedToSave(WindowFixture& f)
{
    f.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog* dialog = f.dialog();
    const QString proposed = dialog ? proposedIn(dialog) : QString();
    if (dialog) {
        QTest::keyClick(dialog, Qt::Key_Escape);
    }
    return QTest::qWaitFor([&f] { return !f.dialog(0); }, test::Patience) ? proposed : QString();
}

QString proposedToExport(WindowFixture& f)
{
    f.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog* dialog = f.dialog();
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportWrite")),
                      Qt::LeftButton);
    auto* files = dialog->findChild<QFileDialog*>();
    const QString proposed = files ? proposedIn(files) : QString();
    for (QDialog* open : {static_cast<QDialog*>(files), dialog}) {
        QTest::keyClick(open, Qt::Key_Escape);
    }
    return QTest::qWaitFor([&f] { return !f.dialog(0); }, test::Patience) ? proposed : QString();
}

void touch(const QString& path)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
}

} // namespace

class TestWindowSaved : public QObject
{
    Q_OBJECT

private slots:
    void whatComesAfterASaveIsUnsaved();
    void aSavedRecoveredRecordingSaysWhere();
    void namesAreOfHostAndStart();
    void namesHaveNoOddCharacters();
};

void TestWindowSaved::whatComesAfterASaveIsUnsaved()
{
    WindowFixture f;
    f.recordSomething(true);
    QTRY_VERIFY(hasDot(f));
    QVERIFY(f.window().isWindowModified());
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(f.file(QStringLiteral("saved.pcapng")));
    QTRY_COMPARE(f.page().title(), QStringLiteral("saved.pcapng"));
    for (const char* text : {"more", "and more"}) {
        QTRY_VERIFY(!hasDot(f) && !f.window().isWindowModified());
        QVERIFY(f.window().windowTitle().startsWith(QStringLiteral("saved.pcapng[*] ")));
        QVERIFY(f.page().document().session()->send(message::Text{QLatin1String(text)}));
        QTRY_VERIFY(hasDot(f) && f.window().isWindowModified());
        f.press(Qt::Key_S, Qt::ControlModifier); // asks nothing
    }
    QTRY_VERIFY(!hasDot(f));
    f.press(Qt::Key_T, Qt::ControlModifier); // the title is of the tab that is shown
    QVERIFY(!f.window().isWindowModified());
}

void TestWindowSaved::aSavedRecoveredRecordingSaysWhere()
{
    WindowFixture f;
    f.recordSomething();
    f.restart();
    QTest::mouseClick(f.window().notificationBar().findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QVERIFY(addressOf(f).contains(QStringLiteral("not saved")));
    for (const char* name : {"first.pcapng", "second.pcapng"}) {
        f.page().document().save(f.file(QLatin1String(name)));
        QTRY_COMPARE(addressOf(f), QDir::toNativeSeparators(f.file(QLatin1String(name))));
        QVERIFY(!hasDot(f));
    }
}

void TestWindowSaved::namesAreOfHostAndStart()
{
    WindowFixture f;
    auto chosen = f.window().settings().preferences();
    chosen.saveFolder = f.file(QString());
    f.window().settings().setPreferences(chosen);
    f.recordSomething();
    const auto start = f.page().document().timeline()->start().time_since_epoch();
    const auto when = QDateTime::fromMSecsSinceEpoch(start / std::chrono::milliseconds(1))
                          .toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    const QString name = QDir(chosen.saveFolder).filePath(QStringLiteral("127.0.0.1-") + when);
    QCOMPARE(proposedToSave(f), name + QStringLiteral(".pcapng"));
    QCOMPARE(proposedToExport(f), name + QStringLiteral(".har"));
    for (const char* there : {".pcapng", "-2.pcapng", ".har"}) {
        touch(name + QLatin1String(there));
    }
    QCOMPARE(proposedToSave(f), name + QStringLiteral("-3.pcapng"));
    QCOMPARE(proposedToExport(f), name + QStringLiteral("-2.har"));
    // A crashed run's has the same name.
    f.restart();
    QTest::mouseClick(f.window().notificationBar().findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    QCOMPARE(proposedToSave(f), name + QStringLiteral("-3.pcapng"));
}

void TestWindowSaved::namesHaveNoOddCharacters()
{
    WindowFixture f;
    f.page().connectTo(QStringLiteral("ws://[fe80::1:2%25lo]:1/"));
    QTRY_VERIFY(f.page().document().timeline());
    const QString name = QFileInfo(proposedToSave(f)).fileName();
    QVERIFY2(name.startsWith(QStringLiteral("fe80-1-2-lo-2")), qPrintable(name));
}

FRAMESCOPE_TEST(TestWindowSaved)

} // namespace tst_window_saved

#include "tst_window_saved.moc"
