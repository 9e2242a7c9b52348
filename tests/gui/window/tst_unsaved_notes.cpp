// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "ui/notes/note_control.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

#include <csignal>
#include <unistd.h>

namespace tst_unsaved_notes {

// Notes on an opened file, and a process that is killed before they are saved.

using namespace framescope;
using test::WindowFixture;

namespace {

constexpr const char* Words = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n"
                              "<- text apple\n<- text banana\n<- text cherry\n";

QString notesBeside(const QString& recordings)
{
    return QDir::cleanPath(recordings + QStringLiteral("/../notes"));
}

bool isLoaded(ui::SessionPage& page)
{
    return page.document().timeline() && !page.document().isLoading() &&
           page.rowsJob().progress().complete() && page.model().rowCount() > 5;
}

int rowOf(ui::SessionPage& page, const QString& preview)
{
    for (int row = 0; row < page.model().rowCount(); ++row) {
        const QModelIndex index = page.model().index(row, present::TimelineModel::Preview);
        if (index.data().toString() == preview) {
            return row;
        }
    }
    return -1;
}

QString noteOn(ui::SessionPage& page, const QString& preview)
{
    const QModelIndex index = page.model().index(rowOf(page, preview), 0);
    return index.data(present::TimelineModel::NoteRole).toString();
}

bool isMarked(ui::SessionPage& page, const QString& preview)
{
    const QModelIndex index = page.model().index(rowOf(page, preview), 0);
    return index.data(present::TimelineModel::MarkRole).toBool();
}

void choose(ui::SessionPage& page, const QString& preview)
{
    QTRY_VERIFY(rowOf(page, preview) >= 0); // previews come later than rows
    page.timelineView().setFocus();
    page.timelineView().setCurrentIndex(page.model().index(rowOf(page, preview), 0));
}

/// Writes a note on one row and marks another, as a person does.
bool editNotes(ui::MainWindow& window)
{
    ui::SessionPage& page = *window.currentPage();
    choose(page, QStringLiteral("banana"));
    window.action(ui::ActionId::EditNote)->trigger();
    auto* edit = window.findChild<QPlainTextEdit*>(QStringLiteral("note"));
    if (!edit) {
        return false;
    }
    QTest::keyClicks(edit, QStringLiteral("why a banana"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    choose(page, QStringLiteral("cherry"));
    window.action(ui::ActionId::ToggleMark)->trigger();
    return QTest::qWaitFor([&page] { return isMarked(page, QStringLiteral("cherry")); },
                           test::Patience);
}

/// The other process: says "noted" when all is written, and waits for its end.
int noteAndHang(const QString& recordings, const QString& settings, const QString& file)
{
    ui::WindowOptions options;
    options.forgetsSecrets = true;
    options.recordingsFolder = recordings;
    options.settingsFile = settings;
    options.chooseTheme = [](ui::style::ThemeChoice) {};
    ui::MainWindow window(std::move(options));
    window.show();
    window.open(file);
    const QDir notes(notesBeside(recordings));
    const auto isKept = [&notes] {
        for (const QString& name : notes.entryList({QStringLiteral("*.notes")})) {
            QFile kept(notes.filePath(name));
            const QByteArray all = kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
            if (all.contains("why a banana") && all.contains("marked")) {
                return true;
            }
        }
        return false;
    };
    if (!QTest::qWaitFor([&window] { return isLoaded(*window.currentPage()); }, test::Patience) ||
        !editNotes(window) || !QTest::qWaitFor(isKept, test::Patience)) {
        return 1;
    }
    std::puts("noted");
    std::fflush(stdout);
    for (;;) {
        ::pause();
    }
}

/// The other process of this test.
const testing::Entry noteAndHangEntry("note_and_hang", [](int, char**) {
    const QStringList arguments = QCoreApplication::arguments();
    return noteAndHang(arguments.value(1), arguments.value(2), arguments.value(3));
});

struct Fixture : WindowFixture
{
    Fixture() { script.play(Words), script.finish(); }

    QString path() const { return QString::fromStdString(script.path()); }
    QStringList kept() const
    {
        return QDir(notesBeside(recordingsFolder())).entryList({QStringLiteral("*.notes")});
    }
    QByteArray keptText() const
    {
        const QDir notes(notesBeside(recordingsFolder()));
        QFile file(notes.filePath(kept().value(0)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void open()
    {
        window().open(path());
        QTRY_VERIFY(isLoaded(page()));
    }
    /// Another process that has the file open, writes a note, and is killed.
    void crash()
    {
        QProcess other;
        other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("note_and_hang"), recordingsFolder(),
                     file(QStringLiteral("other.ini")), path()});
        QVERIFY(other.waitForReadyRead(test::Patience));
        QCOMPARE(other.readAllStandardOutput().trimmed(), QByteArray("noted"));
        other.kill(); // SIGKILL
        QVERIFY(other.waitForFinished(test::Patience));
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
    }
    /// All that the bar says.
    QString told()
    {
        QStringList texts;
        for (const QLabel* label : page().notificationBar().findChildren<QLabel*>()) {
            texts += label->text();
        }
        return texts.join(QLatin1Char('\n'));
    }
    QPushButton* offer(const QString& text)
    {
        for (QPushButton* button : page().notificationBar().findChildren<QPushButton*>()) {
            if (button->text().remove(QLatin1Char('&')) == text && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }

    test::CaptureScript script;
};

} // namespace

class TestUnsavedNotes : public QObject
{
    Q_OBJECT

private slots:
    void areOfferedAfterAKill();
    void canBeForgotten();
    void areGoneWhenSaved();
    void areGoneWhenDiscarded();
    void madeWhileSaving();
    void anOfferThatIsNotAnswered_data();
    void anOfferThatIsNotAnswered();
    void forgettingLeavesTheNew();
    void onARecoveredRecording();
    void theOfferTellsOfATornFile();
    void notesWithoutARow();
    void manyAtOnce();
    void theQuestionIsAboutNotes();
    void notOverWhatOthersWrote();
};

void TestUnsavedNotes::areOfferedAfterAKill()
{
    Fixture f;
    f.crash();
    QCOMPARE(f.kept().size(), 1);
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QVERIFY(!f.page().document().isUnsaved());
    QTest::mouseClick(f.offer(QStringLiteral("Add them again")), Qt::LeftButton);
    QTRY_COMPARE(noteOn(f.page(), QStringLiteral("banana")), QStringLiteral("why a banana"));
    QTRY_VERIFY(isMarked(f.page(), QStringLiteral("cherry")));
    QVERIFY(f.page().document().isUnsaved());
    QCOMPARE(f.kept().size(), 1); // until they are saved
    f.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QTRY_VERIFY(f.kept().isEmpty());
    f.restart();
    f.open();
    QTRY_COMPARE(noteOn(f.page(), QStringLiteral("banana")), QStringLiteral("why a banana"));
    QVERIFY(!f.offer(QStringLiteral("Add them again")));
}

void TestUnsavedNotes::canBeForgotten()
{
    Fixture f;
    f.crash();
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Discard them")));
    QTest::mouseClick(f.offer(QStringLiteral("Discard them")), Qt::LeftButton);
    QTRY_VERIFY(f.kept().isEmpty());
    QCOMPARE(noteOn(f.page(), QStringLiteral("banana")), QString());
}

void TestUnsavedNotes::areGoneWhenSaved()
{
    Fixture f;
    f.open();
    QVERIFY(editNotes(f.window()));
    QTRY_COMPARE(f.kept().size(), 1);
    f.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    QTRY_VERIFY(f.kept().isEmpty());
    // What is written after that is kept again, by the rows as the saved file has them.
    choose(f.page(), QStringLiteral("cherry"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_COMPARE(f.kept().size(), 1);
}

void TestUnsavedNotes::areGoneWhenDiscarded()
{
    Fixture f;
    f.open();
    QVERIFY(editNotes(f.window()));
    QTRY_COMPARE(f.kept().size(), 1);
    f.page().document().discard();
    QTRY_VERIFY(f.kept().isEmpty());
}

/// What is made after a save began is not in the file.
void TestUnsavedNotes::madeWhileSaving()
{
    Fixture f;
    f.open();
    QVERIFY(editNotes(f.window()));
    QTRY_COMPARE(f.kept().size(), 1);
    ui::Document& document = f.page().document();
    QSignalSpy saved(&document, &ui::Document::saved);
    document.save(f.path());
    const int row = rowOf(f.page(), QStringLiteral("apple"));
    document.editNotes(timeline::NoteEdit::noteOn(f.page().model().eventAt(row), "made late"));
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(document.isUnsaved());
    QTRY_VERIFY(f.keptText().contains("made late") && !f.keptText().contains("why a banana"));
}

void TestUnsavedNotes::anOfferThatIsNotAnswered_data()
{
    QTest::addColumn<bool>("save");
    QTest::newRow("saved") << true;
    QTest::newRow("discarded") << false;
}

/// It is made again.
void TestUnsavedNotes::anOfferThatIsNotAnswered()
{
    QFETCH(bool, save);
    Fixture f;
    f.crash();
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    choose(f.page(), QStringLiteral("apple"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(isMarked(f.page(), QStringLiteral("apple")));
    if (save) {
        f.press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!f.page().document().isUnsaved());
    } else {
        f.page().document().discard();
    }
    f.restart();
    f.open();
    QCOMPARE(isMarked(f.page(), QStringLiteral("apple")), save);
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QTest::mouseClick(f.offer(QStringLiteral("Add them again")), Qt::LeftButton);
    QTRY_COMPARE(noteOn(f.page(), QStringLiteral("banana")), QStringLiteral("why a banana"));
    QCOMPARE(isMarked(f.page(), QStringLiteral("apple")), save);
}

void TestUnsavedNotes::forgettingLeavesTheNew()
{
    Fixture f;
    f.crash();
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Discard them")));
    choose(f.page(), QStringLiteral("apple"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(isMarked(f.page(), QStringLiteral("apple")));
    QTest::mouseClick(f.offer(QStringLiteral("Discard them")), Qt::LeftButton);
    QTRY_VERIFY(!f.keptText().contains("why a banana") && f.keptText().contains("marked"));
    f.restart(); // as a crash does
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QTest::mouseClick(f.offer(QStringLiteral("Add them again")), Qt::LeftButton);
    QTRY_VERIFY(isMarked(f.page(), QStringLiteral("apple")));
    QCOMPARE(noteOn(f.page(), QStringLiteral("banana")), QString());
}

/// One that an earlier run left behind is no user's file yet.
void TestUnsavedNotes::onARecoveredRecording()
{
    Fixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("durian")}));
    QTRY_VERIFY(f.rowOf(QStringLiteral("durian")) > 0);
    const auto recover = [&f] {
        f.restart(); // as a crash does
        for (QPushButton* button : f.window().notificationBar().findChildren<QPushButton*>()) {
            if (button->text().remove(QLatin1Char('&')) == QLatin1String("Open")) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        }
        QTRY_VERIFY(isLoaded(f.page()));
    };
    recover();
    choose(f.page(), QStringLiteral("durian"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_COMPARE(f.kept().size(), 1);
    recover();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QTest::mouseClick(f.offer(QStringLiteral("Add them again")), Qt::LeftButton);
    QTRY_VERIFY(isMarked(f.page(), QStringLiteral("durian")));
    // It goes with the recording.
    f.window().action(ui::ActionId::CloseTab)->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("discard")), Qt::LeftButton);
    QTRY_VERIFY(f.kept().isEmpty());
}

/// The bar has room for one message.
void TestUnsavedNotes::theOfferTellsOfATornFile()
{
    Fixture f;
    f.crash();
    QFile torn(f.path());
    QVERIFY(torn.open(QIODevice::Append));
    torn.write(QByteArray("\x06\0\0\0\x40\0\0\0", 8));
    torn.close();
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QVERIFY(f.told().contains(QLatin1String("The file has changed since")));
    QVERIFY(f.told().contains(QLatin1String("The file ends inside a block")));
}

void TestUnsavedNotes::notesWithoutARow()
{
    Fixture f;
    f.crash();
    test::CaptureScript shorter;
    shorter.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text apple\n"
                 "<- text other\n");
    shorter.finish();
    QVERIFY(QFile::remove(f.path()));
    QVERIFY(QFile::copy(QString::fromStdString(shorter.path()), f.path()));
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QVERIFY(f.told().contains(QLatin1String("1 of them are on rows that the file does not have")));
}

/// One message about all of them.
void TestUnsavedNotes::manyAtOnce()
{
    Fixture f;
    f.open();
    QSignalSpy notesEdited(&f.page().document(), &ui::Document::notesEdited);
    choose(f.page(), QStringLiteral("apple"));
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    f.press(Qt::Key_M, Qt::ControlModifier);
    QCOMPARE(f.page().notes().notes().marked().size(), std::size_t{3});
    QCOMPARE(notesEdited.size(), 1);
    f.restart();
    f.open();
    QTRY_VERIFY(f.offer(QStringLiteral("Add them again")));
    QSignalSpy again(&f.page().document(), &ui::Document::notesEdited);
    QTest::mouseClick(f.offer(QStringLiteral("Add them again")), Qt::LeftButton);
    QCOMPARE(f.page().notes().notes().marked().size(), std::size_t{3});
    QCOMPARE(again.size(), 1);
}

void TestUnsavedNotes::theQuestionIsAboutNotes()
{
    Fixture f;
    f.open();
    QVERIFY(editNotes(f.window()));
    f.window().action(ui::ActionId::CloseTab)->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Save the notes and marks?"));
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("loss"))->text(),
             QStringLiteral("They would be lost for good if they are discarded; the file stays as "
                            "it is."));
}

/// Nothing is lost: neither what they wrote, nor the notes.
void TestUnsavedNotes::notOverWhatOthersWrote()
{
    Fixture f;
    f.open();
    QVERIFY(editNotes(f.window()));
    QTRY_VERIFY(f.keptText().contains("why a banana"));
    QFile grown(f.path());
    QVERIFY(grown.open(QIODevice::Append));
    grown.write("theirs");
    grown.close();
    QSignalSpy failed(&f.page().document(), &ui::Document::saveFailed);
    f.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(f.told().contains(QLatin1String("the file has changed since it was opened")));
    QVERIFY(f.page().document().isUnsaved());
    QVERIFY(f.keptText().contains("why a banana"));
    QVERIFY(grown.open(QIODevice::ReadOnly) && grown.readAll().endsWith("theirs"));
    // Under another name all is well, and it can be saved there again.
    f.page().document().save(f.file(QStringLiteral("elsewhere.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    choose(f.page(), QStringLiteral("apple"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.page().document().isUnsaved());
    f.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().document().isUnsaved());
}

FRAMESCOPE_TEST(TestUnsavedNotes)

} // namespace tst_unsaved_notes

#include "tst_unsaved_notes.moc"
