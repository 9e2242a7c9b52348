// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/details/text/text_view.h"
#include "ui/filter/filter_bar.h"
#include "ui/notes/note_control.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_window_notes {

using namespace framescope;
using present::TimelineModel;
using test::WindowFixture;

namespace {

struct Fixture : WindowFixture
{
    Fixture()
    {
        connectTo(QStringLiteral("/echo"));
        [this] { QTRY_VERIFY(isOpen()); }();
        for (const char* word : {"alpha", "beta", "gamma"}) {
            [&] {
                QVERIFY(page().document().session()->send(message::Text{QLatin1String(word)}));
                QTRY_VERIFY(rowOf(QLatin1String(word)) > 0);
            }();
        }
        [this] { QTRY_COMPARE(echoes(), 3); }();
    }

    int echoes()
    {
        int rows = 0;
        for (int row = 0; row < rowCount(); ++row) {
            const auto cell = page().model().index(row, TimelineModel::Dir);
            const bool text = cell.data(TimelineModel::TypeRole).toInt() ==
                              static_cast<int>(timeline::Type::Text);
            rows += text && cell.data().toString() == QLatin1String("in") ? 1 : 0;
        }
        return rows;
    }

    /// Each event was looked at, and what has a row is shown.
    void settle()
    {
        QTRY_VERIFY(page().rowsJob().progress().complete() &&
                    std::size_t(rowCount()) == page().rowsJob().progress().rows);
    }

    void choose(const QString& preview)
    {
        auto& view = page().timelineView();
        view.setFocus();
        view.setFollowing(false);
        view.setCurrentIndex(page().model().index(shownRow(preview), 0));
    }
    QVariant of(const QString& preview, TimelineModel::Role role)
    {
        return page().model().index(rowOf(preview), 0).data(role);
    }
    QString noteOn(const QString& preview)
    {
        return of(preview, TimelineModel::NoteRole).toString();
    }
    bool isMarked(const QString& preview) { return of(preview, TimelineModel::MarkRole).toBool(); }

    /// Types into the dialog that F2 opens.
    void write(const QString& text)
    {
        press(Qt::Key_F2);
        QDialog* asked = dialog();
        QVERIFY(asked);
        auto* edit = asked->findChild<QPlainTextEdit*>(QStringLiteral("note"));
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!edit || !asked->isVisible());
    }
    QString currentPreview()
    {
        const auto index = page().timelineView().currentIndex();
        return index.siblingAtColumn(TimelineModel::Preview).data().toString();
    }
};

} // namespace

class TestWindowNotes : public QObject
{
    Q_OBJECT

private slots:
    void aNoteByKeyboard();
    void editedAndRemoved();
    void marks();
    void manyMarksAtOnce();
    void inTheRowsMenu();
    void theDetailsShowTheNewest();
    void filtersFollow();
    void aNoteThatAFilterFindsAlone();
    void keptInTheFile();
    void onAFile();
};

void TestWindowNotes::aNoteByKeyboard()
{
    Fixture f;
    f.choose(QStringLiteral("beta"));
    const int rows = f.rowCount();
    f.write(QStringLiteral("look here"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("beta")), QStringLiteral("look here"));
    f.settle();
    QCOMPARE(f.rowCount(), rows); // it has no row of its own
    QCOMPARE(f.currentPreview(), QStringLiteral("beta"));
    const auto tip =
        f.page().model().index(f.shownRow(QStringLiteral("beta")), 0).data(Qt::ToolTipRole);
    QVERIFY(tip.toString().contains(QLatin1String("look here")));
    // Also when the connection is closed, and on its end.
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.choose(QStringLiteral("1000"));
    f.write(QStringLiteral("as it should"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("1000")), QStringLiteral("as it should"));
}

void TestWindowNotes::editedAndRemoved()
{
    Fixture f;
    const int rows = f.rowCount();
    f.choose(QStringLiteral("alpha"));
    f.write(QStringLiteral("first"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("alpha")), QStringLiteral("first"));
    f.write(QStringLiteral("second"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("alpha")), QStringLiteral("second"));
    f.press(Qt::Key_F2, Qt::ShiftModifier);
    QTRY_VERIFY(f.noteOn(QStringLiteral("alpha")).isEmpty());
    f.settle();
    QCOMPARE(f.rowCount(), rows);
    // A new one is as good as the first.
    f.write(QStringLiteral("third"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("alpha")), QStringLiteral("third"));
    f.settle();
    QCOMPARE(f.rowCount(), rows);
}

void TestWindowNotes::marks()
{
    Fixture f;
    const int rows = f.rowCount();
    f.choose(QStringLiteral("alpha"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.isMarked(QStringLiteral("alpha")));
    f.choose(QStringLiteral("gamma"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.isMarked(QStringLiteral("gamma")));
    QCOMPARE(f.page().notes().notes().marked().size(), std::size_t{2});
    const auto jump = Qt::ControlModifier | Qt::ShiftModifier;
    f.press(Qt::Key_N, jump);
    QCOMPARE(f.currentPreview(), QStringLiteral("alpha"));
    f.press(Qt::Key_N, jump);
    QCOMPARE(f.currentPreview(), QStringLiteral("gamma"));
    f.press(Qt::Key_B, jump);
    QCOMPARE(f.currentPreview(), QStringLiteral("alpha"));
    f.press(Qt::Key_B, jump);
    QCOMPARE(f.currentPreview(), QStringLiteral("gamma"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(!f.isMarked(QStringLiteral("gamma")));
    QCOMPARE(f.rowCount(), rows);
}

void TestWindowNotes::manyMarksAtOnce()
{
    Fixture f;
    f.choose(QStringLiteral("alpha"));
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    f.press(Qt::Key_Down, Qt::ShiftModifier);
    QSignalSpy notesEdited(&f.page().document(), &ui::Document::notesEdited);
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_COMPARE(f.page().notes().notes().marked().size(), std::size_t{3});
    QCOMPARE(notesEdited.size(), 1);
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.page().notes().notes().marked().empty());
}

void TestWindowNotes::inTheRowsMenu()
{
    Fixture f;
    f.choose(QStringLiteral("beta"));
    QMenu menu;
    f.page().notes().addTo(menu);
    QStringList texts;
    for (const QAction* action : menu.actions()) {
        if (!action->isSeparator()) {
            texts += action->text().remove(QLatin1Char('&'));
        }
    }
    QCOMPARE(texts, (QStringList{QStringLiteral("Add a note…"), QStringLiteral("Mark")}));
    menu.actions().last()->trigger();
    QTRY_VERIFY(f.isMarked(QStringLiteral("beta")));
}

/// Above what an event carries.
void TestWindowNotes::theDetailsShowTheNewest()
{
    Fixture f;
    const auto* noted = f.page().details().findChild<QLabel*>(QStringLiteral("eventNote"));
    f.choose(QStringLiteral("alpha"));
    f.write(QStringLiteral("first"));
    QTRY_COMPARE(noted->text(), QStringLiteral("Note: first"));
    f.write(QStringLiteral("second"));
    f.choose(QStringLiteral("alpha"));
    QTRY_COMPARE(noted->text(), QStringLiteral("Note: second"));
    const auto tip =
        f.page().model().index(f.shownRow(QStringLiteral("alpha")), 0).data(Qt::ToolTipRole);
    QVERIFY(tip.toString().contains(QLatin1String("second")));
    f.press(Qt::Key_F2, Qt::ShiftModifier);
    QTRY_VERIFY(noted->isHidden());
}

/// What is set or taken away comes and goes; a filter that does not ask for it stays.
void TestWindowNotes::filtersFollow()
{
    Fixture f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    const auto before = f.page().rowsJob().progress().request;
    f.choose(QStringLiteral("alpha"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.isMarked(QStringLiteral("alpha")));
    QCOMPARE(f.page().rowsJob().progress().request, before);
    f.type(field, QStringLiteral("is:marked"));
    QTRY_COMPARE(f.rowCount(), 1);
    QTRY_COMPARE(f.rowOf(QStringLiteral("alpha")), 0);
    f.type(field, QStringLiteral("-is:marked type:text"));
    QTRY_COMPARE(f.rowCount(), 5); // each was sent and echoed, one is marked
    f.choose(QStringLiteral("beta"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_COMPARE(f.rowCount(), 4);
    f.type(field, QStringLiteral("is:noted"));
    QTRY_COMPARE(f.rowCount(), 0);
    f.type(field, QStringLiteral("gamma or is:noted"));
    QTRY_VERIFY(f.rowOf(QStringLiteral("gamma")) >= 0);
    f.choose(QStringLiteral("gamma"));
    f.write(QStringLiteral("look here"));
    f.type(field, QStringLiteral("note:look"));
    QTRY_COMPARE(f.rowCount(), 1);
    QCOMPARE(f.rowOf(QStringLiteral("gamma")), 0);
    f.choose(QStringLiteral("gamma"));
    f.write(QStringLiteral("seen"));
    QTRY_COMPARE(f.rowCount(), 0);
}

/// It is shown, read and changed in a row of its own then, and goes where its event is after.
void TestWindowNotes::aNoteThatAFilterFindsAlone()
{
    Fixture f;
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    auto* text =
        f.page().details().findChild<QWidget*>(QStringLiteral("text"))->findChild<ui::TextView*>();
    const auto* noted = f.page().details().findChild<QLabel*>(QStringLiteral("eventNote"));
    f.choose(QStringLiteral("alpha"));
    f.write(QStringLiteral("first"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("alpha")), QStringLiteral("first"));
    f.type(field, QStringLiteral("is:note"));
    QTRY_COMPARE(f.rowOf(QStringLiteral("first")), 0);
    QCOMPARE(f.rowCount(), 1);
    f.choose(QStringLiteral("first"));
    QTRY_VERIFY(text->visibleText().join(QLatin1Char(' ')).contains(QLatin1String("first")));
    QVERIFY(noted->isHidden());
    f.write(QStringLiteral("second"));
    QTRY_COMPARE(f.rowOf(QStringLiteral("second")), 0);
    QTRY_VERIFY(text->visibleText().join(QLatin1Char(' ')).contains(QLatin1String("second")));
    QVERIFY(!text->visibleText().join(QLatin1Char(' ')).contains(QLatin1String("first")));
    f.page().filterBar().setText({});
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("alpha"));
    QCOMPARE(f.noteOn(QStringLiteral("alpha")), QStringLiteral("second"));
    QCOMPARE(f.rowOf(QStringLiteral("second")), -1);
}

void TestWindowNotes::keptInTheFile()
{
    Fixture f;
    f.choose(QStringLiteral("beta"));
    f.write(QStringLiteral("not yet this"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("beta")), QStringLiteral("not yet this"));
    f.write(QStringLiteral("look here"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("beta")), QStringLiteral("look here"));
    f.press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(f.isMarked(QStringLiteral("beta")));
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    f.page().document().save(f.file(QStringLiteral("kept.pcapng")));
    QTRY_VERIFY(!f.page().document().isUnsaved());
    f.window().open(f.file(QStringLiteral("kept.pcapng")));
    QTRY_VERIFY(f.rowOf(QStringLiteral("1000")) > 0);
    QTRY_COMPARE(f.noteOn(QStringLiteral("beta")), QStringLiteral("look here"));
    QVERIFY(f.isMarked(QStringLiteral("beta")));
    QCOMPARE(f.rowOf(QStringLiteral("look here")), -1);
    QVERIFY(!f.page().document().isUnsaved());
}

void TestWindowNotes::onAFile()
{
    Fixture f;
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    const QString file = f.file(QStringLiteral("later.pcapng"));
    f.page().document().save(file);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    f.window().open(file);
    QTRY_VERIFY(f.rowOf(QStringLiteral("1000")) > 0);
    QTRY_VERIFY(!f.page().document().isLoading());
    f.choose(QStringLiteral("gamma"));
    f.write(QStringLiteral("found later"));
    QTRY_COMPARE(f.noteOn(QStringLiteral("gamma")), QStringLiteral("found later"));
    QVERIFY(f.page().document().isUnsaved());
    // Saved in place, without being asked for a name.
    f.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    f.window().action(ui::ActionId::CloseTab)->trigger();
    f.window().open(file);
    QTRY_COMPARE(f.noteOn(QStringLiteral("gamma")), QStringLiteral("found later"));
}

FRAMESCOPE_TEST(TestWindowNotes)

} // namespace tst_window_notes

#include "tst_window_notes.moc"
