// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/draft_text.h"
#include "ui/composer/sending_control.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

namespace tst_sent_before {

using namespace framescope;
using test::WindowFixture;

/// The messages that were sent before, from the page's menu.
class TestSentBefore : public QObject
{
    Q_OBJECT

private slots:
    void opensFromAnywhereInThePage();
    void whatIsSentRepeatedlyIsThereOnce();
    void eachKindIsTold();

private:
    static QTreeWidget* listOf(QDialog* dialog)
    {
        return dialog ? dialog->findChild<QTreeWidget*>("historyList") : nullptr;
    }
    static message::Draft textDraft(const char* text)
    {
        message::Draft draft;
        draft.content = QString::fromUtf8(text);
        return draft;
    }
};

void TestSentBefore::opensFromAnywhereInThePage()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    ui::Composer& composer = f.page().composer();
    composer.compose(textDraft("hello"));
    composer.setFocus();
    f.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(f.rowOf(QStringLiteral("hello")) >= 0);
    f.window().action(ui::ActionId::ShowComposer)->trigger();
    QVERIFY(!composer.isVisible());
    f.page().focusTimeline();
    f.press(Qt::Key_R, Qt::ControlModifier);
    QDialog* dialog = f.dialog();
    QTRY_VERIFY(listOf(dialog) && listOf(dialog)->topLevelItemCount() == 1);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(composer.draft().content, QStringLiteral("hello"));
    QVERIFY(composer.isVisible());
}

void TestSentBefore::whatIsSentRepeatedlyIsThereOnce()
{
    WindowFixture f;
    f.connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(f.isOpen());
    ui::Composer& composer = f.page().composer();
    composer.compose(textDraft("tick {{counter}}"));
    QTest::mouseClick(composer.findChild<QToolButton*>("composerRepeat"), Qt::LeftButton);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    dialog->findChild<QDoubleSpinBox*>("repeatInterval")->setValue(1);
    dialog->findChild<QSpinBox*>("repeatCount")->setValue(3);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(composer.sending().repeater().sent(), std::uint64_t{3});
    QTRY_VERIFY(f.rowOf(QStringLiteral("tick 3")) >= 0);
    f.press(Qt::Key_R, Qt::ControlModifier);
    dialog = f.dialog();
    QTRY_VERIFY(listOf(dialog) && listOf(dialog)->topLevelItemCount() == 1);
    QCOMPARE(listOf(dialog)->topLevelItem(0)->text(2), QStringLiteral("tick {{counter}}"));
}

void TestSentBefore::eachKindIsTold()
{
    using message::Draft;
    using message::Form;
    const auto told = [](Draft::Kind kind, Form form, const QString& content) {
        Draft draft;
        draft.kind = kind;
        draft.form = form;
        draft.content = content;
        return ui::kindText(draft) + QStringLiteral(": ") + ui::lineOf(draft).trimmed();
    };
    QCOMPARE(told(Draft::Kind::Binary, Form::Hex, QStringLiteral("ca fe")),
             QStringLiteral("hex: ca fe"));
    QCOMPARE(told(Draft::Kind::Binary, Form::File, QStringLiteral("/tmp/x.bin")),
             QStringLiteral("file: /tmp/x.bin"));
    QCOMPARE(told(Draft::Kind::Binary, Form::MessagePack, QStringLiteral("[1]")),
             QStringLiteral("MessagePack: [1]"));
    QCOMPARE(told(Draft::Kind::Close, Form::Text, {}), QStringLiteral("close: no code"));
}

FRAMESCOPE_TEST(TestSentBefore)

} // namespace tst_sent_before

#include "tst_sent_before.moc"
