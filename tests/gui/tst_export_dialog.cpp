// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/style/colours.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

namespace tst_export_dialog {

using namespace framescope;
using test::WindowFixture;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// An echo session whose address has a token, saved under a name.
void recordAndSave(WindowFixture& f, const QString& path)
{
    f.connectTo(QStringLiteral("/echo?token=hush"));
    QTRY_VERIFY(f.isOpen());
    for (const char* word : {"apple", "<b>pear</b>"}) {
        QVERIFY(f.page().document().session()->send(message::Text{QString::fromLatin1(word)}));
    }
    QTRY_VERIFY(f.rowOf(QStringLiteral("<b>pear")) > 0);
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(path);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_VERIFY(!f.page().document().isUnsaved());
}

QDialog* openDialog(WindowFixture& f)
{
    f.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    return f.dialog();
}

void choose(QDialog& dialog, const char* format)
{
    auto* box = dialog.findChild<QComboBox*>(QStringLiteral("exportFormat"));
    box->setCurrentIndex(box->findText(QLatin1String(format), Qt::MatchContains));
}

QString previewOf(QDialog& dialog)
{
    return dialog.findChild<QPlainTextEdit*>(QStringLiteral("exportPreview"))->toPlainText();
}

void write(WindowFixture& f, QDialog& dialog, const QString& path)
{
    QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("exportWrite")),
                      Qt::LeftButton);
    f.giveFileName(path);
}

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatTheCommandLineWrites_data();
    void writesWhatTheCommandLineWrites();
    void previewFollowsTheChoices();
    void onlyTheSelectedRows();
    void whatCannotBeWrittenIsSaid();
    void anAddressHasNoSuffix();
    void whyRowsCannotBeChosenIsSaid();
};

void TestExportDialog::writesWhatTheCommandLineWrites_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char* format : {"har", "jsonl", "csv", "html", "txt"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

void TestExportDialog::writesWhatTheCommandLineWrites()
{
    QFETCH(QByteArray, format);
    WindowFixture f;
    const QString recording = f.file(QStringLiteral("session.pcapng"));
    recordAndSave(f, recording);
    f.restart();
    f.window().open(recording);
    QTRY_VERIFY(f.rowOf(QStringLiteral("apple")) > 0);

    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    choose(*dialog, QByteArray("(." + format + ")").constData());
    const QString path = f.file(QStringLiteral("window.") + QString::fromLatin1(format));
    write(f, *dialog, path);
    QTRY_VERIFY(QFile::exists(path));

    const QString expected = f.file(QStringLiteral("cli.") + QString::fromLatin1(format));
    const int status =
        QProcess::execute(qEnvironmentVariable("FRAMESCOPE_BIN_DIR") + "/framescope-cli",
                          {QStringLiteral("export"), recording, QStringLiteral("-o"), expected});
    QCOMPARE(status, 0);
    const QByteArray written = contentOf(path);
    QCOMPARE(written, contentOf(expected));
    QVERIFY(!written.contains("hush"));
    QCOMPARE(QFile::permissions(path) & ~QFile::Permissions(0x7000),
             QFile::ReadUser | QFile::WriteUser);
}

void TestExportDialog::previewFollowsTheChoices()
{
    WindowFixture f;
    recordAndSave(f, f.file(QStringLiteral("session.pcapng")));
    f.page().filterBar().setText(QStringLiteral("apple"));
    QTRY_COMPARE(f.rowCount(), 2);
    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    choose(*dialog, "(.jsonl)");
    QVERIFY(dialog->findChild<QRadioButton*>(QStringLiteral("exportMatching"))->isChecked());
    QTRY_COMPARE(previewOf(*dialog).count(QLatin1Char('\n')), 2);

    dialog->findChild<QRadioButton*>(QStringLiteral("exportAll"))->click();
    QTRY_VERIFY(previewOf(*dialog).contains(QStringLiteral("<b>pear</b>")));
    QVERIFY(!previewOf(*dialog).contains(QStringLiteral("hush")));
    dialog->findChild<QCheckBox*>(QStringLiteral("exportSecrets"))->click();
    QTRY_VERIFY(previewOf(*dialog).contains(QStringLiteral("hush")));
    choose(*dialog, "(.csv)");
    QTRY_VERIFY(previewOf(*dialog).startsWith(QStringLiteral("n,")));
}

/// And the notes that they tell.
void TestExportDialog::onlyTheSelectedRows()
{
    WindowFixture f;
    recordAndSave(f, f.file(QStringLiteral("session.pcapng")));
    ui::TimelineView& view = f.page().timelineView();
    const int apple = f.rowOf(QStringLiteral("apple"));
    const QModelIndex row = f.page().model().index(apple, 0);
    f.page().document().editNotes(
        {timeline::NoteEdit::noteOn(f.page().model().eventAt(apple), "why an apple"),
         timeline::NoteEdit::noteOn(EventId{0}, "of another row")});
    QTRY_COMPARE(row.data(present::TimelineModel::NoteRole).toString(),
                 QStringLiteral("why an apple"));
    view.selectRow(apple);
    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    choose(*dialog, "(.jsonl)");
    dialog->findChild<QRadioButton*>(QStringLiteral("exportSelected"))->click();
    QTRY_COMPARE(previewOf(*dialog).count(QLatin1Char('\n')), 2);
    QVERIFY(previewOf(*dialog).contains(QStringLiteral("\"text\":\"apple\"")));
    QVERIFY(previewOf(*dialog).contains(QStringLiteral("why an apple"))); // its row tells it
}

void TestExportDialog::whatCannotBeWrittenIsSaid()
{
    WindowFixture f;
    recordAndSave(f, f.file(QStringLiteral("session.pcapng")));
    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    const QString folder = f.file(QStringLiteral("gone/out.har"));
    write(f, *dialog, folder);
    auto* message = dialog->findChild<QLabel*>(QStringLiteral("exportMessage"));
    QTRY_VERIFY(message->text().contains(QStringLiteral("failed")));
    QVERIFY(message->text().contains(folder));
    QVERIFY(dialog->isVisible());
    QCOMPARE(message->palette().color(QPalette::WindowText), ui::style::colours().bad);

    // What an earlier one said goes when another begins.
    auto* note = f.page().findChild<QLabel*>(QStringLiteral("note"));
    write(f, *dialog, f.file(QStringLiteral("out.har")));
    QTRY_VERIFY(note->text().startsWith(QStringLiteral("exported as")));
    QTRY_VERIFY(!f.dialog(0));
    dialog = openDialog(f);
    QVERIFY(dialog);
    write(f, *dialog, folder);
    message = dialog->findChild<QLabel*>(QStringLiteral("exportMessage"));
    QTRY_VERIFY(message->text().contains(QStringLiteral("failed")));
    QCOMPARE(note->text(), QString());
}

/// In the name of a session's recording.
void TestExportDialog::anAddressHasNoSuffix()
{
    WindowFixture f;
    recordAndSave(f, f.file(QStringLiteral("127.0.0.1.pcapng")));
    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    choose(*dialog, "(.txt)");
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportWrite")),
                      Qt::LeftButton);
    QLineEdit* name = nullptr;
    QTRY_VERIFY((name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))));
    QCOMPARE(name->text(), QStringLiteral("127.0.0.1.txt"));
}

void TestExportDialog::whyRowsCannotBeChosenIsSaid()
{
    WindowFixture f;
    recordAndSave(f, f.file(QStringLiteral("session.pcapng")));
    QDialog* dialog = openDialog(f);
    QVERIFY(dialog);
    auto* rows = dialog->findChild<QComboBox*>(QStringLiteral("exportView"));
    auto* hint = dialog->findChild<QLabel*>(QStringLiteral("exportViewHint"));
    choose(*dialog, "(.har)");
    QVERIFY(!rows->isEnabled());
    QVERIFY(hint->isVisible() && hint->text().contains(QStringLiteral("HAR")));
    QCOMPARE(rows->toolTip(), hint->text());
    choose(*dialog, "(.csv)");
    QVERIFY(rows->isEnabled());
    QVERIFY(!hint->isVisible());
    QCOMPARE(rows->toolTip(), QString());
}

FRAMESCOPE_TEST(TestExportDialog)

} // namespace tst_export_dialog

#include "tst_export_dialog.moc"
