// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/page/send_again.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QtTest>

namespace tst_send_again {

using namespace framescope;
using test::WindowFixture;

class TestSendAgain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<test::PeerProcess>("raw_peer.py"); }
    void sendsSelectedRowsInTheirOrder();
    void receivedRowsAreSentOnlyAlone();
    void editsBeforeSending();
    void largeMessageIsSentButNotEdited();
    void lifeCycleIsLeftOut();

private:
    /// A session with the raw peer that has sent these.
    void say(WindowFixture& f, const std::vector<message::Outgoing>& messages)
    {
        peer_->forget();
        f.page().connectTo(peer_->url(QStringLiteral("/echo")));
        QTRY_VERIFY(f.isOpen());
        for (const message::Outgoing& message : messages) {
            QVERIFY(f.page().document().session()->send(message));
        }
        QTRY_COMPARE(frames().size(), static_cast<qsizetype>(messages.size()));
    }
    /// What the peer has received: opcode, length and beginning.
    QStringList frames()
    {
        QStringList all;
        for (const QVariantMap& frame : peer_->reports(QStringLiteral("frame"))) {
            all += QStringLiteral("%1:%2")
                       .arg(frame["opcode"].toInt())
                       .arg(frame["payload"].toString().left(40));
        }
        return all;
    }
    static void select(WindowFixture& f, int row, QItemSelectionModel::SelectionFlags how)
    {
        f.page().timelineView().selectionModel()->setCurrentIndex(f.page().model().index(row, 0),
                                                                  how | QItemSelectionModel::Rows);
    }

    std::unique_ptr<test::PeerProcess> peer_;
};

void TestSendAgain::sendsSelectedRowsInTheirOrder()
{
    WindowFixture f;
    say(f, {message::Text{QStringLiteral("one {{x}}")}, message::Binary{"\x01\x02"},
            message::Ping{"p"}});
    const int first = f.shownRow(QStringLiteral("one"));
    QVERIFY(first >= 0);
    QTRY_VERIFY(f.rowOf(QStringLiteral("p")) >= 0);
    f.page().timelineView().setFollowing(false);
    select(f, f.rowOf(QStringLiteral("p")), QItemSelectionModel::ClearAndSelect);
    select(f, first, QItemSelectionModel::Select);
    select(f, f.shownRow(QStringLiteral("01 02")), QItemSelectionModel::Select);
    f.page().focusTimeline();
    peer_->forget();
    f.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(frames().size(), 3);
    const QString text = "1:" + QByteArray("one {{x}}").toHex();
    QCOMPARE(frames(), (QStringList{text, "2:0102", "9:70"}));
}

void TestSendAgain::receivedRowsAreSentOnlyAlone()
{
    WindowFixture f;
    say(f, {message::Text{QStringLiteral("one")}, message::Text{QStringLiteral("two")}});
    const auto received = [&f] {
        std::vector<int> rows;
        for (int row = 0; row < f.rowCount(); ++row) {
            const auto& entry = f.page().model().timeline()->entry(f.page().model().eventAt(row));
            if (entry.type == timeline::Type::Text && entry.direction() == Direction::In) {
                rows.push_back(row);
            }
        }
        return rows;
    };
    QTRY_COMPARE(received().size(), std::size_t{2});
    QSignalSpy noticed(&f.page().sendAgain(), &ui::SendAgain::noticed);
    const auto choose = [&](const QString& text) {
        QMenu menu;
        f.page().sendAgain().addTo(menu);
        for (QAction* action : menu.actions()) {
            if (action->text().section(u'\t', 0, 0) == text) {
                noticed.clear();
                peer_->forget();
                action->trigger();
                return QTest::qWaitFor([&] { return !noticed.isEmpty(); }, test::Patience);
            }
        }
        return false;
    };
    f.page().timelineView().setFollowing(false);
    f.page().timelineView().selectAll();
    select(f, f.shownRow(QStringLiteral("two")), QItemSelectionModel::Select);
    QVERIFY(choose(QStringLiteral("&Send these 2 again, without 2 received")));
    QVERIFY(noticed[0][0].toString().contains("2 received messages left out"));
    QTRY_COMPARE(frames(), (QStringList{"1:6f6e65", "1:74776f"}));
    QTRY_COMPARE(received().size(), std::size_t{4});

    select(f, received()[1], QItemSelectionModel::ClearAndSelect);
    QVERIFY(choose(QStringLiteral("&Send this received message")));
    QCOMPARE(noticed[0][0].toString(), QStringLiteral("sending 1 received message"));
    QTRY_COMPARE(frames(), QStringList{"1:74776f"});
}

void TestSendAgain::editsBeforeSending()
{
    WindowFixture f;
    say(f, {message::Text{QStringLiteral("{\"a\": \"{{x}}\"}")}});
    f.page().timelineView().setFollowing(false);
    select(f, f.shownRow(QStringLiteral("{\"a\"")), QItemSelectionModel::ClearAndSelect);
    f.page().focusTimeline();
    f.press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    ui::Composer& composer = f.page().composer();
    QTRY_COMPARE(composer.mode(), ui::Composer::Json);
    QCOMPARE(composer.draft().content, QStringLiteral("{\"a\": \"\\{{x}}\"}"));
    auto* editor = composer.pane().findChild<QPlainTextEdit*>("composerEditor");
    QTRY_VERIFY(editor->hasFocus());
    peer_->forget();
    f.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(frames(), QStringList{"1:" + QByteArray("{\"a\": \"{{x}}\"}").toHex()});
}

void TestSendAgain::largeMessageIsSentButNotEdited()
{
    WindowFixture f;
    const QByteArray large(3 << 20, 'x');
    say(f, {message::Binary{large}});
    QTRY_VERIFY(f.rowOf(QStringLiteral("78 78")) >= 0);
    f.page().timelineView().setFollowing(false);
    select(f, f.rowOf(QStringLiteral("78 78")), QItemSelectionModel::ClearAndSelect);
    QSignalSpy noticed(&f.page().sendAgain(), &ui::SendAgain::noticed);
    f.page().sendAgain().run(ui::ActionId::EditAndSend);
    QCOMPARE(noticed.count(), 1);
    QVERIFY(noticed[0][0].toString().contains("too large to be edited"));
    peer_->forget();
    f.page().sendAgain().run(ui::ActionId::SendAgain);
    QTRY_VERIFY(!peer_->reports(QStringLiteral("frame")).isEmpty());
    QCOMPARE(peer_->reports(QStringLiteral("frame"))[0]["length"].toLongLong(), large.size());
}

void TestSendAgain::lifeCycleIsLeftOut()
{
    WindowFixture f;
    say(f, {message::Text{QStringLiteral("one")}});
    QVERIFY(f.shownRow(QStringLiteral("one")) >= 0);
    f.page().timelineView().setFollowing(false);
    f.page().timelineView().selectAll();
    QSignalSpy noticed(&f.page().sendAgain(), &ui::SendAgain::noticed);
    peer_->forget();
    f.page().sendAgain().run(ui::ActionId::SendAgain);
    QTRY_COMPARE(noticed.count(), 1);
    QVERIFY2(noticed[0][0].toString().contains("left out"), qPrintable(noticed[0][0].toString()));
    QTRY_VERIFY(frames().size() >= 1);
}

FRAMESCOPE_TEST(TestSendAgain)

} // namespace tst_send_again

#include "tst_send_again.moc"
