// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/filter/filter_bar.h"
#include "ui/notes/note_control.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>

namespace tst_timeline_jumps {

using namespace framescope;
using test::RecordedPage;
using timeline::View;

namespace {

constexpr const char* Session = "<- text one\n<- more text thr\n-> ping beat\n<- more rest e\n"
                                "<- pong beat\n<- rest e\n-> text two\n-> ping lost\n"
                                "<- raw 81 83 00 00 00 00 'bad'\n<- text end\n";

struct Page : RecordedPage
{
    Page() : RecordedPage(Session) {}

    QString typeName() { return cell(view().currentIndex().row(), present::TimelineModel::Type); }
    QString number() { return cell(view().currentIndex().row(), present::TimelineModel::Number); }
    /// Types into the dialog that asks where to go, and Enter.
    void goTo(const QString& where)
    {
        press(Qt::Key_G, Qt::ControlModifier);
        QVERIFY(dialog());
        auto* field = dialog()->findChild<QLineEdit*>(QStringLiteral("goTo"));
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, where);
        QTest::keyClick(field, Qt::Key_Return);
    }
    bool isAsking()
    {
        const auto open = window().findChildren<QDialog*>();
        return std::any_of(open.begin(), open.end(),
                           [](const QDialog* dialog) { return dialog->isVisible(); });
    }
};

} // namespace

class TestTimelineJumps : public QObject
{
    Q_OBJECT

private slots:
    void fromPingToPongAndBack();
    void fromMessageToFrameAndBack();
    void framesBeginAtTheMessage();
    void leadsNowhere();
    void toANumber();
    void toATime();
    void saysWhatIsWrong();
    void saysWhatTheFilterHides();
    void toTheRowThatTellsANote();
    void toViolations();
};

void TestTimelineJumps::fromPingToPongAndBack()
{
    Page f;
    f.click(QStringLiteral("beat"));
    QCOMPARE(f.typeName(), QStringLiteral("ping"));
    f.press(Qt::Key_J, Qt::ControlModifier);
    QTRY_COMPARE(f.typeName(), QStringLiteral("pong"));
    f.press(Qt::Key_J, Qt::ControlModifier);
    QTRY_COMPARE(f.typeName(), QStringLiteral("ping"));
}

void TestTimelineJumps::fromMessageToFrameAndBack()
{
    Page f;
    f.click(QStringLiteral("three"));
    f.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(f.model().view(), View::Frames);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("thr"));
    QVERIFY(f.page().filterBar().view() == View::Frames);
    f.press(Qt::Key_Down);
    QTRY_COMPARE(f.typeName(), QStringLiteral("ping"));
    f.press(Qt::Key_Down);
    QTRY_COMPARE(f.typeName(), QStringLiteral("continuation"));
    f.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("three"));
    QVERIFY(f.model().view() == View::Messages);
}

/// The other view goes on at the first frame of what was chosen, and comes back to it.
void TestTimelineJumps::framesBeginAtTheMessage()
{
    Page f;
    f.click(QStringLiteral("three"));
    f.press(Qt::Key_2, Qt::AltModifier);
    QTRY_COMPARE(f.model().view(), View::Frames);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("thr"));
    f.press(Qt::Key_1, Qt::AltModifier);
    QTRY_COMPARE(f.model().view(), View::Messages);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("three"));
}

void TestTimelineJumps::leadsNowhere()
{
    Page f;
    f.click(QStringLiteral("lost"));
    f.press(Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(f.note().contains(QStringLiteral("not answered")));
    QCOMPARE(f.currentPreview(), QStringLiteral("lost"));
    f.click(QStringLiteral("two"));
    f.press(Qt::Key_J, Qt::ControlModifier);
    QTRY_VERIFY(f.note().contains(QStringLiteral("neither a ping")));
}

void TestTimelineJumps::toANumber()
{
    Page f;
    f.goTo(QStringLiteral("3"));
    QTRY_COMPARE(f.number(), QStringLiteral("3"));
    QTRY_VERIFY(f.view().hasFocus());
    QVERIFY(!f.isAsking());
}

void TestTimelineJumps::toATime()
{
    Page f;
    f.goTo(QStringLiteral("0s"));
    QTRY_COMPARE(f.number(), QStringLiteral("1"));
    f.window().action(ui::ActionId::TimeOfDay)->trigger();
    const int row = f.shownRow(QStringLiteral("two"));
    f.goTo(f.cell(row, present::TimelineModel::Time));
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("two"));
}

void TestTimelineJumps::saysWhatIsWrong()
{
    Page f;
    f.goTo(QStringLiteral("12345"));
    QVERIFY(f.isAsking());
    auto* mistake = f.dialog()->findChild<QLabel*>(QStringLiteral("goToMistake"));
    QVERIFY(mistake->isVisible());
    QVERIFY(mistake->text().contains(QStringLiteral("last event")));
    QTest::keyClicks(f.dialog()->findChild<QLineEdit*>(QStringLiteral("goTo")),
                     QStringLiteral("2"));
    QVERIFY(!mistake->isVisible());
    QTest::keyClick(f.dialog(), Qt::Key_Return);
    QTRY_COMPARE(f.number(), QStringLiteral("2"));
}

void TestTimelineJumps::saysWhatTheFilterHides()
{
    Page f;
    f.type(f.page().findChild<QLineEdit*>(QStringLiteral("filter")), QStringLiteral("two"));
    QTRY_COMPARE(f.rowCount(), 1);
    f.view().setFocus();
    f.goTo(QStringLiteral("2"));
    QTRY_VERIFY(f.note().contains(QStringLiteral("filter hides number 2")));
    QCOMPARE(f.currentPreview(), QStringLiteral("two"));
}

void TestTimelineJumps::toTheRowThatTellsANote()
{
    Page f;
    f.click(QStringLiteral("two"));
    const QString two = f.number();
    auto& document = f.page().document();
    const EventId noted = *f.view().currentEvent();
    document.editNotes(timeline::NoteEdit::noteOn(noted, "look here"));
    QTRY_VERIFY(f.page().notes().notes().noteOf(noted));
    const EventId note = *f.page().notes().notes().noteOf(noted);
    f.click(QStringLiteral("one"));
    f.goTo(QString::number(note.value + 1));
    QTRY_COMPARE(f.number(), two);
    QTRY_VERIFY(f.note().contains(QStringLiteral("is a note on this row")));
}

void TestTimelineJumps::toViolations()
{
    Page f;
    f.press(Qt::Key_F8);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("bad"));
    f.click(QStringLiteral("end"));
    f.press(Qt::Key_F8, Qt::ShiftModifier);
    QTRY_COMPARE(f.currentPreview(), QStringLiteral("bad"));
}

FRAMESCOPE_TEST(TestTimelineJumps)

} // namespace tst_timeline_jumps

#include "tst_timeline_jumps.moc"
