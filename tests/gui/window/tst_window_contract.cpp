// SPDX-License-Identifier: GPL-3.0-or-later
#include "orders_contract.h"
#include "support/test_program.h"
#include "ui/contract/coverage_dialog.h"
#include "ui/details/shell/details_pane.h"
#include "ui/document/document.h"
#include "ui/filter/filter_bar.h"
#include "ui/page/contract_control.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

namespace tst_window_contract {

// Messages of a session that are held against an AsyncAPI document.

using namespace framescope;
using present::TimelineModel;
using test::WindowFixture;
using ui::ActionId;

namespace {

/// A session with an echo in which one message fits and one breaks the contract.
class Desk
{
public:
    explicit Desk(WindowFixture& f) : f_(f)
    {
        f_.connectTo(QStringLiteral("/echo"));
        if (QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience)) {
            say(R"({"kind":"order","price":4})");
            say(R"({"kind":"order","price":"five"})");
        }
    }

    void say(const char* text)
    {
        f_.page().connection().sendText(QLatin1String(text));
        f_.shownRow(QLatin1String(text));
    }
    // Opens a document by keyboard.
    void open(const QString& file)
    {
        f_.press(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        f_.giveFileName(file);
    }
    QString brokenAt(int row)
    {
        return f_.page().model().index(row, 0).data(TimelineModel::ContractRole).toString();
    }
    // Whether every row breaks the contract that contains the text, and no other.
    bool isMarked(const QString& part)
    {
        const auto& model = f_.page().model();
        int marked = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const bool breaks =
                model.index(row, TimelineModel::Preview).data().toString().contains(part);
            if (brokenAt(row).isEmpty() == breaks) {
                return false;
            }
            marked += breaks;
        }
        return marked > 0;
    }

private:
    WindowFixture& f_;
};

} // namespace

class TestWindowContract : public QObject
{
    Q_OBJECT

private slots:
    void whatBreaksItIsMarked();
    void theDetailsSayWhere();
    void theFilterFindsIt();
    void theDocumentIsReadAgain();
    void aMistakeInTheDocumentHasItsPlace();
    void theStatusLineSaysHowManyBreakIt();
    void coverageSaysWhatWasNeverSeen();
    void oneIsInferredAndFits();
    void itIsClosed();
};

void TestWindowContract::whatBreaksItIsMarked()
{
    WindowFixture f;
    Desk desk(f);
    desk.open(f.write(QStringLiteral("orders.yaml"), test::OrdersContract));
    QTRY_VERIFY(desk.isMarked(QStringLiteral("five")));
    const int row = f.rowOf(QStringLiteral(R"({"kind":"order","price":"five")"));
    const QModelIndex index = f.page().model().index(row, TimelineModel::Preview);
    QCOMPARE(index.data(TimelineModel::SeverityRole).toInt(),
             static_cast<int>(wire::Severity::Error));
    QVERIFY2(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("$.price")),
             qPrintable(index.data(Qt::ToolTipRole).toString()));
    QVERIFY(desk.brokenAt(row).startsWith(QStringLiteral("breaks order")));
    desk.say(R"({"kind":"order","price":"six"})"); // while it grows
    QTRY_VERIFY(
        !desk.brokenAt(f.rowOf(QStringLiteral(R"({"kind":"order","price":"six")"))).isEmpty());
}

void TestWindowContract::theDetailsSayWhere()
{
    WindowFixture f;
    Desk desk(f);
    const QString file = f.write(QStringLiteral("orders.yaml"), test::OrdersContract);
    const auto choose = [&f](const QString& text) {
        auto& view = f.page().timelineView();
        view.setFollowing(false);
        view.setCurrentIndex(f.page().model().index(f.shownRow(text), 0));
    };
    const auto label = [&f](const char* name) {
        return f.page().details().findChild<QLabel*>(QLatin1String(name))->text();
    };
    choose(QStringLiteral(R"({"kind":"order","price":"five")"));
    desk.open(file);
    QTRY_VERIFY2(label("eventChecks").contains(QStringLiteral("$.price")),
                 qPrintable(label("eventChecks")));
    QVERIFY(label("eventChecks").contains(QStringLiteral("order")));
    QVERIFY(label("eventChecks").contains(QStringLiteral("orders.yaml#")));
    choose(QStringLiteral(R"({"kind":"order","price":4)"));
    QTRY_VERIFY2(label("eventFacts").contains(QStringLiteral("is order")),
                 qPrintable(label("eventFacts")));
    QVERIFY(label("eventChecks").isEmpty());
}

void TestWindowContract::theFilterFindsIt()
{
    WindowFixture f;
    Desk desk(f);
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    f.type(field, QStringLiteral("is:contract"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(f.rowCount() > 2); // a mistake, as none is open
    f.page().focusTimeline();
    desk.open(f.write(QStringLiteral("orders.yaml"), test::OrdersContract));
    QTRY_COMPARE(f.rowCount(), 2); // sent, and echoed
    f.type(field, QStringLiteral("contract:order"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.rowCount(), 4);
    f.type(field, QStringLiteral("contract:can"));
    QTest::keyClick(field, Qt::Key_Space, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Tab);
    QTRY_VERIFY2(field->text().startsWith(QStringLiteral("contract:cancelled")),
                 qPrintable(field->text()));
}

void TestWindowContract::theDocumentIsReadAgain()
{
    WindowFixture f;
    Desk desk(f);
    const QString file = f.write(QStringLiteral("orders.yaml"), test::OrdersContract);
    desk.open(file);
    QTRY_VERIFY(desk.isMarked(QStringLiteral("five")));
    f.write(QStringLiteral("orders.yaml"),
            QByteArray(test::OrdersContract)
                .replace("price: { type: number }", "price: { type: string }"));
    QTRY_VERIFY(desk.isMarked(QStringLiteral("4}")));
}

void TestWindowContract::aMistakeInTheDocumentHasItsPlace()
{
    WindowFixture f;
    Desk desk(f);
    desk.open(f.write(QStringLiteral("bad.yaml"), "asyncapi: 3.0.0\nchannels: [\n"));
    auto& bar = *f.page().findChild<ui::NotificationBar*>();
    QTRY_VERIFY(bar.shows(ui::Notification::Topic::Contract));
    QString said;
    for (const QLabel* label : bar.findChildren<QLabel*>()) {
        said += label->text();
    }
    QVERIFY2(said.contains(QStringLiteral("bad.yaml:")), qPrintable(said));
    QVERIFY(!f.page().contract().contract());
    f.write(QStringLiteral("bad.yaml"), test::OrdersContract); // is read again
    QTRY_VERIFY(f.page().contract().contract());
    QVERIFY(!bar.shows(ui::Notification::Topic::Contract));
}

void TestWindowContract::theStatusLineSaysHowManyBreakIt()
{
    WindowFixture f;
    Desk desk(f);
    f.window().action(ActionId::Disconnect)->trigger();
    QTRY_VERIFY(!f.page().document().isConnected());
    desk.open(f.write(QStringLiteral("orders.yaml"), test::OrdersContract));
    const auto* note = f.page().findChild<ui::ElidedLabel*>(QStringLiteral("note"));
    QTRY_COMPARE(note->text(),
                 QStringLiteral("orders.yaml describes 2 messages, 2 recorded messages break it"));
}

void TestWindowContract::coverageSaysWhatWasNeverSeen()
{
    WindowFixture f;
    Desk desk(f);
    QVERIFY(!f.window().action(ActionId::Coverage)->isEnabled());
    desk.open(f.write(QStringLiteral("orders.yaml"), test::OrdersContract));
    QTRY_VERIFY(f.window().action(ActionId::Coverage)->isEnabled());
    f.window().action(ActionId::Coverage)->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("coverageList"));
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    auto* summary = dialog->findChild<QLabel*>(QStringLiteral("coverageSummary"));
    QVERIFY2(summary->text().contains(QStringLiteral("Of 4 recorded messages, 2 break it.")),
             qPrintable(summary->text()));
    const auto itemOf = [list](const char* name) {
        return list->findItems(QLatin1String(name), Qt::MatchExactly).value(0);
    };
    QCOMPARE(itemOf("order")->text(3), QStringLiteral("4"));
    QCOMPARE(itemOf("order")->text(4), QStringLiteral("2"));
    QCOMPARE(itemOf("cancelled")->text(3), QStringLiteral("never"));
    list->setCurrentItem(itemOf("order"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(f.page().filterBar().text(), QStringLiteral("contract:order"));
    QTRY_COMPARE(f.rowCount(), 4);
}

void TestWindowContract::oneIsInferredAndFits()
{
    WindowFixture f;
    Desk desk(f);
    f.window().action(ActionId::InferContract)->trigger();
    const QString file = f.file(QStringLiteral("inferred.yaml"));
    f.giveFileName(file);
    auto& bar = *f.page().findChild<ui::NotificationBar*>();
    QTRY_VERIFY(bar.shows(ui::Notification::Topic::Contract));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().startsWith("asyncapi: "));
    for (auto* button : bar.findChildren<QPushButton*>()) {
        if (button->text().contains(QStringLiteral("Open it"))) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    }
    QTRY_VERIFY(f.page().contract().contract());
    f.page().filterBar().setText(QStringLiteral("is:contract"));
    QTRY_COMPARE(f.rowCount(), 0);
}

void TestWindowContract::itIsClosed()
{
    WindowFixture f;
    Desk desk(f);
    desk.open(f.write(QStringLiteral("orders.yaml"), test::OrdersContract));
    QTRY_VERIFY(desk.isMarked(QStringLiteral("five")));
    f.page().filterBar().setText(QStringLiteral("is:contract"));
    QTRY_COMPARE(f.rowCount(), 2);
    f.page().focusTimeline();
    f.window().action(ActionId::CloseContract)->trigger();
    QTRY_VERIFY(f.rowCount() > 2); // the filter can't be used any more
    QVERIFY(!f.page().contract().contract());
    QVERIFY(f.page().findChild<QLabel*>(QStringLiteral("note"))->text().isEmpty());
    for (int row = 0; row < f.rowCount(); ++row) {
        QVERIFY(desk.brokenAt(row).isEmpty());
    }
    QVERIFY(!f.window().action(ActionId::CloseContract)->isEnabled());
}

FRAMESCOPE_TEST(TestWindowContract)

} // namespace tst_window_contract

#include "tst_window_contract.moc"
