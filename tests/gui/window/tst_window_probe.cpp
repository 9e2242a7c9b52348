// SPDX-License-Identifier: GPL-3.0-or-later
#include "idle_server.h"
#include "support/test_program.h"
#include "ui/connect/address_bar.h"
#include "ui/page/task_pane.h"
#include "ui/probe/probe_table.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>
#include <QTreeWidget>

namespace tst_window_probe {

// The tab that probes a server: before, while and after it runs.

using namespace framescope;
using test::WindowFixture;
using ui::ActionId;
using ui::ProbeTable;

namespace {

/// The tab of a probe, worked on by mouse and keyboard.
class Desk
{
public:
    explicit Desk(WindowFixture& f, const QString& url) : f_(f)
    {
        f_.page().addressBar().setAddress(url);
        f_.press(Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        if (pane()) {
            new QAbstractItemModelTester(table().model(), &table());
        }
    }
    ui::TaskPane* pane() { return f_.page().task(); }
    template <typename Widget>
    Widget& part(const char* name)
    {
        return *pane()->findChild<Widget*>(QLatin1String(name));
    }
    QTableView& table() { return part<QTableView>("probeTable"); }
    QPushButton& startButton() { return part<QPushButton>("probeStart"); }
    void click(const char* button)
    {
        QTest::mouseClick(&part<QPushButton>(button), Qt::LeftButton);
    }
    void choose(const QString& group)
    {
        auto& groups = part<QTreeWidget>("probeGroups");
        for (int i = 0; i < groups.topLevelItemCount(); ++i) {
            QTreeWidgetItem* item = groups.topLevelItem(i);
            if ((item->checkState(0) == Qt::Checked) != (item->text(0) == group)) {
                groups.setCurrentItem(item);
                QTest::keyClick(&groups, Qt::Key_Space);
            }
        }
    }
    QStringList checked()
    {
        QStringList names;
        auto& groups = part<QTreeWidget>("probeGroups");
        for (int i = 0; i < groups.topLevelItemCount(); ++i) {
            const QTreeWidgetItem* item = groups.topLevelItem(i);
            names += item->checkState(0) == Qt::Checked ? item->text(0) : QString();
        }
        names.removeAll(QString());
        return names;
    }
    bool isDone()
    {
        return QTest::qWaitFor([this] { return !pane()->canStop(); }, 3 * test::Patience);
    }
    /// Tries the cases of a group, to the end.
    bool probe(const QString& group)
    {
        choose(group);
        f_.press(Qt::Key_F5);
        return isDone();
    }
    QString cell(int row, ProbeTable::Column column)
    {
        return table().model()->index(row, column).data().toString();
    }

private:
    WindowFixture& f_;
};

} // namespace

class TestWindowProbe : public QObject
{
    Q_OBJECT

private slots:
    void saysBeforeWhatItSends();
    void aGroupRuns();
    void failuresAreMarked();
    void aCaseOpensItsRecording();
    void theTimelineFollowsTheChosenCase();
    void casesAreSortedAndSearched();
    void toolTipsAreText();
    void theTableStaysWhenItEnds();
    void itIsStopped();
    void closingAsksWhatRuns();
    void aReportIsNotLostUnasked();
    void aReportIsSaved();
    void othersServersAreAskedFor();
    void nothingIsTriedOnWhatDoesNotOpen();
    void aBadAddressIsTold();
    void whatWasChosenIsRemembered();
    void theGuardLeavesCasesOut();
};

void TestWindowProbe::saysBeforeWhatItSends()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.pane());
    QCOMPARE(f.window().pageCount(), 1); // nothing else was in that tab
    QCOMPARE(f.page().title(),
             QStringLiteral("Probe of ") + f.url(QStringLiteral("/echo")).section(u'/', 2));
    auto& load = desk.part<QLabel>("probeLoad");
    QVERIFY2(load.text().contains(QStringLiteral("connections")), qPrintable(load.text()));
    const QString all = load.text();
    desk.choose(QStringLiteral("rsv"));
    QVERIFY(load.text() != all);
    QVERIFY(desk.startButton().isEnabled());
    auto& groups = desk.part<QTreeWidget>("probeGroups");
    QTest::keyClick(&groups, Qt::Key_Home);
    desk.choose(QString());
    QVERIFY(!desk.startButton().isEnabled());
    QVERIFY(!f.window().action(ActionId::Connect)->isEnabled());
}

void TestWindowProbe::aGroupRuns()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    desk.choose(QStringLiteral("rsv"));
    f.press(Qt::Key_F5);
    QCOMPARE(f.stateWord(), QStringLiteral("probing"));
    QVERIFY(desk.isDone());
    QCOMPARE(f.stateWord(), QStringLiteral("passed"));
    auto& model = *desk.table().model();
    QVERIFY(model.rowCount() > 2);
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(desk.cell(row, ProbeTable::Verdict), QStringLiteral("ok"));
        QVERIFY(desk.cell(row, ProbeTable::Case).startsWith(QStringLiteral("rsv.")));
        QVERIFY(!desk.cell(row, ProbeTable::Came).isEmpty());
        const QRect came = desk.table().visualRect(model.index(row, ProbeTable::Came));
        QVERIFY(came.right() < desk.table().viewport()->width());
        QVERIFY(!model.index(row, ProbeTable::Verdict).data(Qt::DecorationRole).isNull());
    }
    QVERIFY(desk.part<QLabel>("probeSummary").text().contains(QStringLiteral("sent")));
}

void TestWindowProbe::failuresAreMarked()
{
    WindowFixture f;
    const test::IdleServer server;
    Desk desk(f, server.url());
    desk.choose(QStringLiteral("mask"));
    desk.part<QSpinBox>("probeConnections").setValue(4); // each takes the server's patience
    desk.click("probeStart");
    QVERIFY(desk.isDone());
    QCOMPARE(f.stateWord(), QStringLiteral("failed"));
    auto& filter = desk.part<QComboBox>("probeFilter");
    filter.setCurrentIndex(1 + static_cast<int>(scenario::probe::Verdict::Failed));
    const int failed = desk.table().model()->rowCount();
    QVERIFY(failed > 0);
    QVERIFY(filter.currentText().contains(QString::number(failed)));
    for (int row = 0; row < failed; ++row) {
        QCOMPARE(desk.cell(row, ProbeTable::Verdict), QStringLiteral("failed"));
    }
    filter.setCurrentIndex(1 + static_cast<int>(scenario::probe::Verdict::Unimplemented));
    QCOMPARE(desk.table().model()->rowCount(), 0);
    filter.setCurrentIndex(0);
    QVERIFY(desk.table().model()->rowCount() >= failed);
}

void TestWindowProbe::aCaseOpensItsRecording()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    auto& table = desk.table();
    table.setFocus();
    auto& details = desk.part<QPlainTextEdit>("probeDetails");
    QVERIFY2(details.toPlainText().contains(desk.cell(0, ProbeTable::Case)),
             qPrintable(details.toPlainText()));
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_VERIFY(f.page().document().timeline());
    const auto first = f.page().document().timeline();
    QVERIFY(QTest::qWaitFor([&f] { return f.rowCount() > 3; }, test::Patience));
    const QPoint second = table.visualRect(table.model()->index(1, 1)).center();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, second);
    desk.click("probeOpen");
    QTRY_VERIFY(f.page().document().timeline() != first);
    QVERIFY(!f.page().document().isUnsaved()); // the report is what is kept
}

/// What is chosen and what the timeline shows are never two cases.
void TestWindowProbe::theTimelineFollowsTheChosenCase()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    auto& table = desk.table();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down);
    QVERIFY(!f.page().document().timeline()); // before the first one is asked for
    desk.click("probeOpen");
    QTRY_VERIFY(f.page().document().timeline());
    const auto second = f.page().document().timeline();
    QVERIFY(desk.pane()->note().contains(desk.cell(1, ProbeTable::Case)));
    QTest::keyClick(&table, Qt::Key_Up);
    QTRY_VERIFY(f.page().document().timeline() && f.page().document().timeline() != second);
    QVERIFY2(desk.pane()->note().contains(desk.cell(0, ProbeTable::Case)),
             qPrintable(desk.pane()->note()));
}

void TestWindowProbe::casesAreSortedAndSearched()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("mask")));
    auto& model = *desk.table().model();
    const int all = model.rowCount();
    QVERIFY(all > 2);
    const auto cases = [&] {
        QStringList cases;
        for (int row = 0; row < model.rowCount(); ++row) {
            cases += desk.cell(row, ProbeTable::Case);
        }
        return cases;
    };
    const QStringList before = cases();
    const QHeaderView* header = desk.table().horizontalHeader();
    const auto clickOn = [&](ProbeTable::Column column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + 12, header->height() / 2});
    };
    clickOn(ProbeTable::Case);
    QCOMPARE(cases(), before); // mask.2 is before mask.10
    clickOn(ProbeTable::Case);
    QCOMPARE(cases(), QStringList(before.rbegin(), before.rend()));
    clickOn(ProbeTable::Case);
    QCOMPARE(cases(), before);
    f.type(&desk.part<QLineEdit>("probeWords"), before.last() + QStringLiteral(" MASK"));
    QCOMPARE(cases(), QStringList{before.last()});
    QVERIFY(desk.part<QPlainTextEdit>("probeDetails").toPlainText().contains(before.last()));
    f.type(&desk.part<QLineEdit>("probeWords"), QStringLiteral("no case has this"));
    QCOMPARE(model.rowCount(), 0);
}

void TestWindowProbe::toolTipsAreText()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    auto& table = desk.table();
    const QPoint at = table.visualRect(table.model()->index(0, ProbeTable::Sent)).center();
    QHelpEvent help(QEvent::ToolTip, at, table.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(table.viewport(), &help);
    QTextDocument shown;
    shown.setHtml(QToolTip::text());
    QCOMPARE(shown.toPlainText().simplified(), desk.cell(0, ProbeTable::Sent).simplified());
}

void TestWindowProbe::theTableStaysWhenItEnds()
{
    WindowFixture f;
    const test::IdleServer server;
    Desk desk(f, server.url());
    f.press(Qt::Key_F5);
    QTRY_VERIFY(desk.pane()->canStop());
    QTRY_VERIFY(desk.part<QLabel>("probeSummary").text().contains(QStringLiteral(" of ")));
    const QPoint before = desk.table().mapTo(desk.pane(), QPoint());
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(desk.isDone());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const auto& summary = desk.part<QLabel>("probeSummary");
    QVERIFY2(summary.text().contains(QStringLiteral("not tried")), qPrintable(summary.text()));
    const int longer = summary.height() - summary.fontMetrics().height();
    QVERIFY(desk.table().mapTo(desk.pane(), QPoint()).y() - before.y() <= longer);
}

void TestWindowProbe::itIsStopped()
{
    WindowFixture f;
    const test::IdleServer server;
    Desk desk(f, server.url());
    f.press(Qt::Key_F5);
    QTRY_VERIFY(desk.pane()->canStop());
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(desk.isDone());
    QVERIFY(desk.part<QLabel>("probeSummary").text().contains(QStringLiteral("Stopped")));
    const int last = desk.table().model()->rowCount() - 1;
    QCOMPARE(desk.cell(last, ProbeTable::Verdict), QStringLiteral("not tried"));
    desk.click("probeChoose");
    QVERIFY(desk.part<QTreeWidget>("probeGroups").isVisible());
}

void TestWindowProbe::closingAsksWhatRuns()
{
    WindowFixture f;
    const test::IdleServer server;
    Desk desk(f, server.url());
    f.press(Qt::Key_F5);
    QTRY_VERIFY(desk.pane()->canStop());
    f.press(Qt::Key_W, Qt::ControlModifier);
    const QPointer<QMessageBox> asked = qobject_cast<QMessageBox*>(f.dialog());
    QVERIFY(asked && asked->text().contains(QStringLiteral("is running")));
    QTest::keyClick(asked.data(), Qt::Key_Escape);
    QTRY_VERIFY(!asked);
    f.press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(desk.isDone()); // it went on
    f.press(Qt::Key_W, Qt::ControlModifier);
    QDialog* unsaved = f.dialog();
    QVERIFY(unsaved);
    QCOMPARE(unsaved->windowTitle(), QStringLiteral("Save the report?"));
    QTest::keyClick(unsaved, Qt::Key_Escape);
}

void TestWindowProbe::aReportIsNotLostUnasked()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    f.press(Qt::Key_F5);
    QPointer<QDialog> asked = f.dialog();
    QVERIFY(asked && !desk.pane()->canStop());
    QTest::keyClick(asked.data(), Qt::Key_Escape);
    QTRY_VERIFY(!asked);
    QVERIFY(f.page().isUnsaved());
    f.press(Qt::Key_F5);
    asked = f.dialog();
    QVERIFY(asked);
    QTest::mouseClick(asked->findChild<QPushButton*>(QStringLiteral("startAgain")), Qt::LeftButton);
    QTRY_VERIFY(desk.pane()->canStop());
    QVERIFY(desk.isDone());
}

void TestWindowProbe::aReportIsSaved()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    QVERIFY(f.page().isUnsaved());
    const auto saved = [&f, &desk](const QString& name) {
        desk.click("probeReport");
        f.giveFileName(f.file(name));
        QFile file(f.file(name));
        return QTest::qWaitFor([&file] { return file.exists(); }, test::Patience) &&
                       file.open(QIODevice::ReadOnly)
                   ? file.readAll()
                   : QByteArray();
    };
    QVERIFY(saved(QStringLiteral("report.html")).contains("rsv.1"));
    QVERIFY(!f.page().isUnsaved());
    QVERIFY(saved(QStringLiteral("report.xml")).startsWith("<?xml"));
    QVERIFY(desk.part<QLabel>("probeMessage").text().contains(QStringLiteral("report.xml")));
}

void TestWindowProbe::othersServersAreAskedFor()
{
    WindowFixture f;
    Desk desk(f, QStringLiteral("ws://server.example/"));
    auto& allowed = desk.part<QCheckBox>("probeAllowed");
    QVERIFY(allowed.isVisible());
    QVERIFY(!desk.startButton().isEnabled());
    f.press(Qt::Key_F5);
    QVERIFY(!desk.pane()->canStop());
    allowed.setFocus();
    QTest::keyClick(&allowed, Qt::Key_Space);
    QVERIFY(desk.startButton().isEnabled());
}

void TestWindowProbe::nothingIsTriedOnWhatDoesNotOpen()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/deny?status=401")));
    QVERIFY(desk.probe(QStringLiteral("rsv")));
    QCOMPARE(f.stateWord(), QStringLiteral("not tried"));
    QVERIFY(desk.part<QLabel>("probeSummary").text().contains(QStringLiteral("Nothing was tried")));
    QVERIFY(!f.page().isUnsaved());
}

void TestWindowProbe::aBadAddressIsTold()
{
    WindowFixture f;
    const Desk desk(f, QStringLiteral("http://"));
    QVERIFY(!f.page().task());
    QCOMPARE(f.window().pageCount(), 1);
}

void TestWindowProbe::whatWasChosenIsRemembered()
{
    WindowFixture f;
    {
        Desk desk(f, f.url(QStringLiteral("/deny?status=401")));
        desk.choose(QStringLiteral("rsv"));
        desk.part<QSpinBox>("probeConnections").setValue(77);
        f.press(Qt::Key_F5);
        QVERIFY(desk.isDone());
    }
    f.restart();
    Desk desk(f, {});
    QVERIFY(desk.pane()); // of the same server
    QCOMPARE(f.page().task()->place(), f.url(QStringLiteral("/deny")));
    QCOMPARE(desk.part<QSpinBox>("probeConnections").value(), 77);
    QCOMPARE(desk.checked(), QStringList{QStringLiteral("rsv")});
}

void TestWindowProbe::theGuardLeavesCasesOut()
{
    WindowFixture f;
    Desk desk(f, f.url(QStringLiteral("/echo")));
    desk.choose(QStringLiteral("rsv"));
    auto& load = desk.part<QLabel>("probeLoad");
    QVERIFY(!load.text().contains(QStringLiteral("leaves out")));
    desk.part<QSpinBox>("probeConnections").setValue(2); // the first meeting, and a case
    QVERIFY2(load.text().contains(QStringLiteral("leaves out")), qPrintable(load.text()));
    f.press(Qt::Key_F5);
    QVERIFY(desk.isDone());
    QCOMPARE(desk.cell(0, ProbeTable::Verdict), QStringLiteral("ok"));
    QCOMPARE(desk.cell(1, ProbeTable::Verdict), QStringLiteral("not tried"));
}

FRAMESCOPE_TEST(TestWindowProbe)

} // namespace tst_window_probe

#include "tst_window_probe.moc"
