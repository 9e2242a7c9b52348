// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "timeline/decode/load.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/details/shell/details_pane.h"
#include "ui/notes/note_control.h"
#include "ui/page/task_pane.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTest>

namespace tst_window_task {

// A tab in which something else writes the recording, and its pane beside the timeline.

using namespace framescope;
using test::WindowFixture;
using ui::ActionId;

namespace {

/// The recording of a session that the task drives.
class Watched : public ui::WatchedRecording
{
public:
    explicit Watched(std::unique_ptr<session::Session> session) : session_(session.release())
    {
        session_->setParent(this);
        connect(session_, &session::Session::news, this, &Watched::news);
        connect(session_, &session::Session::stateChanged, this, &Watched::changed);
        connect(session_, &session::Session::notesEdited, this, &Watched::notesEdited);
        connect(session_, &session::Session::noteRefused, this, &Watched::noteRefused);
    }
    session::Session& session() { return *session_; }

    std::shared_ptr<const timeline::Timeline> timeline() const override
    {
        return session_->timeline();
    }
    QString path() const override { return session_->recordingPath(); }
    QString title() const override { return QStringLiteral("echoes"); }
    bool isGrowing() const override
    {
        return session_->state() != session::Session::State::Idle &&
               session_->state() != session::Session::State::Closed;
    }
    void stop() override { static_cast<void>(session_->close(1001)); }
    void awaitNews() override { session_->awaitNews(); }
    void editNotes(const std::vector<timeline::NoteEdit>& edits) override
    {
        session_->editNotes(edits);
    }

private:
    session::Session* session_;
};

/// Says "one" to an echo, and edits a text.
class Task : public ui::TaskPane
{
public:
    Task(ui::Document& document, QString url) : document_(document), url_(std::move(url))
    {
        text_ = new QPlainTextEdit(this);
        setFocusProxy(text_);
        connect(text_, &QPlainTextEdit::textChanged, this, &Task::changed);
        connect(&document_, &ui::Document::stateChanged, this, &Task::changed);
    }
    QPlainTextEdit& text() { return *text_; }
    session::Session& session() { return watched_->session(); }

    QString title() const override { return QStringLiteral("echoes"); }
    QString place() const override { return QStringLiteral("echoes.yaml"); }
    ui::StateLook look() const override
    {
        return {document_.isConnected() ? QStringLiteral("at it") : QStringLiteral("ready"),
                QStringLiteral("check"),
                present::Tone::Good,
                {}};
    }
    QString startText() const override { return QStringLiteral("Run the s&cenario"); }
    QString stopText() const override { return QStringLiteral("En&d the run"); }
    bool canStart() const override { return !document_.isConnected(); }
    bool canStop() const override { return document_.isConnected(); }
    void start() override
    {
        auto session = session::Session::create(*document_.newRecording(), true);
        watched_ = new Watched(std::move(*session));
        auto& session_ = watched_->session();
        connect(&session_, &session::Session::stateChanged, this, [&session_] {
            if (session_.state() == session::Session::State::Open) {
                static_cast<void>(session_.send(message::Text{QStringLiteral("one")}));
            }
        });
        connection::ConnectionOptions options;
        options.url = QUrl(url_);
        static_cast<void>(session_.open(options));
        document_.watch(std::unique_ptr<ui::WatchedRecording>(watched_));
    }
    void stop() override { watched_->stop(); }
    QString file() const override { return file_; }
    QString proposedFile(const QDir& folder) const override
    {
        return folder.filePath(QStringLiteral("echoes.yaml"));
    }
    QString fileTypes() const override { return QStringLiteral("Scenarios (*.yaml)"); }
    bool isUnsaved() const override { return text_->document()->isModified(); }
    bool takesSave() const override { return text_->hasFocus(); }
    bool saveTo(const QString& file) override
    {
        QFile out(file);
        file_ = file;
        const bool written =
            out.open(QIODevice::WriteOnly) && out.write(text_->toPlainText().toUtf8()) >= 0;
        text_->document()->setModified(!written);
        emit changed();
        return written;
    }

private:
    ui::Document& document_;
    QString url_;
    QString file_;
    QPlainTextEdit* text_;
    Watched* watched_ = nullptr;
};

Task& beginTask(WindowFixture& f)
{
    f.press(Qt::Key_T, Qt::ControlModifier);
    auto task = std::make_unique<Task>(f.page().document(), f.url(QStringLiteral("/echo")));
    Task& made = *task;
    f.page().setTask(std::move(task));
    return made;
}

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

} // namespace

class TestWindowTask : public QObject
{
    Q_OBJECT

private slots:
    void rowsComeLive();
    void nothingIsConnectedFromThePlace();
    void notesAreInTheSavedFile();
    void theNextRunTakesThePlace();
    void anEarlierRunIsShownAgain();
    void closingWhileItGrows();
    void whatIsEditedIsSavedOnClosing();
    void aNarrowPageHasOneOfThem();
    void theWidthIsRemembered();
};

void TestWindowTask::rowsComeLive()
{
    WindowFixture f;
    Task& task = beginTask(f);
    QCOMPARE(f.page().title(), QStringLiteral("echoes"));
    QVERIFY(f.page().composer().isHidden());
    QVERIFY(f.page().findChild<QLineEdit*>(QStringLiteral("address"))->isReadOnly());
    QCOMPARE(f.window().action(ActionId::Connect)->text(), task.startText());
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("at it"));
    QVERIFY(f.window().action(ActionId::Disconnect)->isEnabled());
    QVERIFY(task.session().send(message::Text{QStringLiteral("two, while it is watched")}));
    QVERIFY(f.shownRow(QStringLiteral("two, while")) >= 0);
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE(f.stateWord(), QStringLiteral("ready"));
    QVERIFY(f.page().document().isUnsaved());
}

/// Only what is named beside the timeline starts and stops here.
void TestWindowTask::nothingIsConnectedFromThePlace()
{
    WindowFixture f;
    Task& task = beginTask(f);
    auto* place = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    const auto pressReturn = [&] {
        f.press(Qt::Key_L, Qt::ControlModifier);
        QTest::keyClick(place, Qt::Key_Return);
    };
    pressReturn();
    QVERIFY(!f.page().document().timeline());
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    task.stop();
    QTRY_VERIFY(!f.page().document().isConnected());
    pressReturn();
    QVERIFY(!f.page().document().session());
    QVERIFY(place->isReadOnly());
    QCOMPARE(place->text(), QStringLiteral("echoes.yaml"));
    QCOMPARE(f.page().document().timeline()->connectionCount(), std::size_t{1});
}

void TestWindowTask::notesAreInTheSavedFile()
{
    WindowFixture f;
    Task& task = beginTask(f);
    f.press(Qt::Key_F5);
    const int row = f.shownRow(QStringLiteral("one"));
    task.stop();
    QTRY_COMPARE(f.stateWord(), QStringLiteral("ready"));
    f.page().timelineView().setCurrentIndex(f.page().model().index(row, 0));
    f.page().document().editNotes(
        timeline::NoteEdit::noteOn(*f.page().timelineView().currentEvent(), "seen"));
    QTRY_COMPARE(f.page().document().timeline()->noteEditCount(), std::size_t{1});
    f.page().focusTimeline();
    f.press(Qt::Key_S, Qt::ControlModifier);
    f.giveFileName(f.file(QStringLiteral("run.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    const auto loaded = timeline::load(f.file(QStringLiteral("run.pcapng")).toStdString());
    QVERIFY(loaded);
    bool noted = false;
    for (std::uint32_t i = 0; i < loaded->timeline->size(); ++i) {
        noted |= loaded->timeline->entry(EventId{i}).type == timeline::Type::Note;
    }
    QVERIFY(noted);
}

void TestWindowTask::theNextRunTakesThePlace()
{
    WindowFixture f;
    Task& task = beginTask(f);
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    task.stop();
    QTRY_VERIFY(!f.page().document().isConnected());
    const QString first = f.page().document().file();
    f.press(Qt::Key_F5);
    QVERIFY(f.page().document().file() != first);
    QTRY_VERIFY(f.page().document().isUnsaved());
    QVERIFY(QFile::exists(first));
    f.window().closePage(&f.page());
    click(f.dialog(), "discard");
    QTRY_COMPARE(recordingsIn(f.recordingsFolder()), 0);
}

void TestWindowTask::anEarlierRunIsShownAgain()
{
    WindowFixture f;
    Task& task = beginTask(f);
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    QVERIFY(task.session().send(message::Text{QStringLiteral("only in the first")}));
    QVERIFY(f.shownRow(QStringLiteral("only in the first")) >= 0);
    task.stop();
    QTRY_VERIFY(!f.page().document().isConnected());
    const QString first = f.page().document().file();
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.rowOf(QStringLiteral("only in the first")) < 0);
    task.stop();
    QTRY_VERIFY(!f.page().document().isConnected());
    f.page().document().showAgain(first);
    QVERIFY(f.shownRow(QStringLiteral("only in the first")) >= 0);
    QCOMPARE(f.page().title(), QStringLiteral("echoes"));
    QVERIFY(f.page().document().isUnsaved());
}

void TestWindowTask::closingWhileItGrows()
{
    WindowFixture f;
    beginTask(f);
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    f.window().closePage(&f.page());
    click(f.dialog(), "save");
    f.giveFileName(f.file(QStringLiteral("closed.pcapng")));
    QTRY_COMPARE(f.window().pageCount(), 1);
    const auto loaded = timeline::load(f.file(QStringLiteral("closed.pcapng")).toStdString());
    QVERIFY(loaded);
    const auto connection = loaded->timeline->connection(ConnectionId{1});
    QVERIFY(connection && connection->closing); // it was stopped, and its end saved
    QTRY_COMPARE(recordingsIn(f.recordingsFolder()), 0);
}

void TestWindowTask::whatIsEditedIsSavedOnClosing()
{
    WindowFixture f;
    Task& task = beginTask(f);
    f.press(Qt::Key_7, Qt::ControlModifier);
    QTRY_VERIFY(task.text().hasFocus());
    QTest::keyClicks(&task.text(), QStringLiteral("name: a"));
    QVERIFY(f.page().isUnsaved());
    f.window().closePage(&f.page());
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Save the changes?"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(f.window().pageCount(), 2);
    f.window().closePage(&f.page());
    click(f.dialog(), "save");
    f.giveFileName(f.file(QStringLiteral("kept.yaml")));
    QTRY_COMPARE(f.window().pageCount(), 1);
    QFile kept(f.file(QStringLiteral("kept.yaml")));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("name: a"));
}

void TestWindowTask::aNarrowPageHasOneOfThem()
{
    WindowFixture f;
    Task& task = beginTask(f);
    f.press(Qt::Key_F5);
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    QVERIFY(task.isVisible() && f.page().details().isVisible());
    f.window().action(ActionId::ShowCollection)->setChecked(false);
    f.window().resize(640, 480);
    QTRY_VERIFY(f.page().width() <= 640);
    QVERIFY(task.isVisible() && !f.page().details().isVisible());
    f.press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!task.isVisible() && f.page().details().isVisible());
    f.press(Qt::Key_7, Qt::ControlModifier);
    QVERIFY(task.isVisible() && !f.page().details().isVisible());
    f.press(Qt::Key_5, Qt::ControlModifier); // the statistics
    QVERIFY(!task.isVisible());
    f.press(Qt::Key_7, Qt::ControlModifier);
    QVERIFY(task.isVisible() && task.text().hasFocus());
    f.window().resize(1200, 800);
    QTRY_VERIFY(task.isVisible() && f.page().details().isVisible());
}

void TestWindowTask::theWidthIsRemembered()
{
    WindowFixture f;
    f.window().resize(1400, 800);
    Task* task = &beginTask(f);
    auto* splitter = qobject_cast<QSplitter*>(task->parentWidget());
    QVERIFY(splitter);
    splitter->setSizes({333, splitter->width() - 334});
    QCOMPARE(task->width(), 333);
    f.window().closePage(&f.page());
    QTRY_COMPARE(f.window().pageCount(), 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    task = &beginTask(f);
    QTRY_VERIFY(std::abs(task->width() - 333) < 8);
}

FRAMESCOPE_TEST(TestWindowTask)

} // namespace tst_window_task

#include "tst_window_task.moc"
