// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "raw_server.h"
#include "support/test_program.h"
#include "ui/connect/behaviours_dialog.h"
#include "ui/connect/behaviours_editor.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace tst_window_behaviours {

using namespace framescope;
using connection::Behaviours;
using test::RawServer;
using test::WindowFixture;

/// What the client does wrong on purpose, chosen in the window. A raw server notes what arrives.
class TestWindowBehaviours : public QObject
{
    Q_OBJECT

private slots:
    void appliesToTheOpenConnection();
    void isKeptForTheNextConnection();
    void theSignSaysWhatIsWrong();
    void onceOnlyWhileOpen();
    void readingStops();
    void cuts_data();
    void cuts();
    void cutInsideAFrame();
    void belongsToTheTab();
};

namespace {

constexpr char Ping[] = "\x89\x01p";

/// The window, connected to a server that upgrades.
struct Connected : WindowFixture
{
    Connected() : server(&RawServer::accept)
    {
        page().connectTo(server.url());
        const bool open =
            QTest::qWaitFor([this] { return isOpen() && server.isConnected(); }, test::Patience);
        QVERIFY(open);
    }

    ui::BehavioursDialog& dialog()
    {
        press(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
        auto* shown = page().findChild<ui::BehavioursDialog*>();
        if (!shown || !QTest::qWaitForWindowExposed(shown, test::Patience)) {
            qFatal("the dialog does not come up");
        }
        return *shown;
    }

    /// As the form does when the user has chosen them.
    void choose(const Behaviours& behaviours)
    {
        auto* editor = dialog().findChild<ui::BehavioursEditor*>();
        editor->setBehaviours(behaviours);
        emit editor->changed();
    }

    void click(const char* button)
    {
        auto* found = dialog().findChild<QPushButton*>(QLatin1String(button));
        QVERIFY(found && found->isEnabled());
        QTest::mouseClick(found, Qt::LeftButton);
    }

    QToolButton& sign() { return *page().findChild<QToolButton*>("behavioursButton"); }

    /// The text of the first row of type behaviour.
    QString said()
    {
        for (int row = 0; row < rowCount(); ++row) {
            const EventId id = page().model().eventAt(row);
            if (page().document().timeline()->entry(id).type == timeline::Type::Behaviour) {
                return page().model().index(row, present::TimelineModel::Preview).data().toString();
            }
        }
        return {};
    }

    RawServer server;
};

} // namespace

void TestWindowBehaviours::appliesToTheOpenConnection()
{
    Connected f;
    f.server.send(Ping);
    QTRY_VERIFY(f.server.received().startsWith("\x8a\x81"));
    const auto before = f.server.received().size();
    // By keyboard: to the form, and to another choice of its first field.
    auto* pong = f.dialog().findChild<ui::BehavioursEditor*>()->findChild<QComboBox*>();
    QVERIFY(pong);
    pong->setFocus();
    QTest::keyClick(pong, Qt::Key_Down);
    QTRY_COMPARE(f.sign().text(), QStringLiteral("misbehaves: pong=off"));
    f.server.send(Ping);
    QTRY_VERIFY(!f.said().isEmpty()); // each ping that is not answered is told
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("after")}));
    QTRY_VERIFY(f.server.received().size() >= before + 11);
    QCOMPARE(static_cast<unsigned char>(f.server.received()[before]), 0x81U); // and no Pong before
    QVERIFY2(f.said().contains(QStringLiteral("pong"), Qt::CaseInsensitive), qPrintable(f.said()));
}

void TestWindowBehaviours::isKeptForTheNextConnection()
{
    Connected f;
    Behaviours behaviours;
    behaviours.mask = Behaviours::Mask::None;
    f.choose(behaviours);
    f.page().connection().dropConnection();
    QTRY_VERIFY(f.isClosed());
    f.page().connectTo(f.server.url());
    QTRY_VERIFY(f.isOpen() && f.server.isConnected());
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("hi")}));
    QTRY_COMPARE(f.server.received(), QByteArray("\x81\x02hi"));
}

void TestWindowBehaviours::theSignSaysWhatIsWrong()
{
    Connected f;
    QVERIFY(f.sign().text().isEmpty());
    Behaviours behaviours;
    behaviours.pong = Behaviours::Pong::Off;
    f.choose(behaviours);
    QCOMPARE(f.sign().text(), QStringLiteral("misbehaves: pong=off"));
    behaviours.mask = Behaviours::Mask::None;
    f.choose(behaviours);
    QCOMPARE(f.sign().text(), QStringLiteral("misbehaves: 2 ways"));
    QVERIFY(f.sign().toolTip().contains("pong=off"));
    QVERIFY(f.sign().toolTip().contains("mask=none"));
    f.click("usualBehaviours");
    QVERIFY(f.sign().text().isEmpty());
    auto* reset = f.dialog().findChild<QPushButton*>("usualBehaviours");
    QVERIFY(!reset->isEnabled());
    QTest::keyClick(&f.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!f.page().findChild<ui::BehavioursDialog*>());
    QTest::mouseClick(&f.sign(), Qt::LeftButton);
    QTRY_VERIFY(f.page().findChild<ui::BehavioursDialog*>());
}

void TestWindowBehaviours::onceOnlyWhileOpen()
{
    Connected f;
    auto* once = f.dialog().findChild<QGroupBox*>();
    QVERIFY(once && once->isEnabled());
    f.page().connection().dropConnection();
    QTRY_VERIFY(f.isClosed());
    QTRY_VERIFY(!once->isEnabled());
}

void TestWindowBehaviours::readingStops()
{
    Connected f;
    f.dialog().findChild<QDoubleSpinBox*>("stopSeconds")->setValue(0.5);
    f.click("stopReading");
    QTRY_VERIFY(!f.said().isEmpty());
    QVERIFY2(f.said().contains("read"), qPrintable(f.said()));
    f.server.send(QByteArray("\x81\x05later", 7));
    QTRY_VERIFY(f.rowOf("later") >= 0);
}

void TestWindowBehaviours::cuts_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<bool>("reset");
    QTest::newRow("FIN") << QByteArray("cutFin") << false;
    QTest::newRow("RST") << QByteArray("cutReset") << true;
}

void TestWindowBehaviours::cuts()
{
    QFETCH(QByteArray, button);
    QFETCH(bool, reset);
    Connected f;
    f.click(button.constData());
    QTRY_VERIFY(!f.server.isConnected());
    QCOMPARE(f.server.received(), QByteArray()); // no Close frame
    const bool remoteClosed = f.server.error() == QAbstractSocket::RemoteHostClosedError;
    QVERIFY(remoteClosed || reset);
    QTRY_VERIFY(f.isClosed());
    QTRY_VERIFY(!f.said().isEmpty());
    QCOMPARE(f.page().notificationBar().title(), QString()); // it was asked for
}

void TestWindowBehaviours::cutInsideAFrame()
{
    Connected f;
    f.click("cutFinInFrame");
    QTRY_VERIFY(!f.server.isConnected());
    QVERIFY(f.server.received().size() >= 2);
    const auto length = static_cast<unsigned char>(f.server.received()[1]) & 0x7FU;
    QVERIFY(length > 0 && length < 126);
    QVERIFY(f.server.received().size() < qsizetype(2 + 4 + length));
}

void TestWindowBehaviours::belongsToTheTab()
{
    Connected f;
    Behaviours behaviours;
    behaviours.pong = Behaviours::Pong::Off;
    f.choose(behaviours);
    QTest::keyClick(&f.dialog(), Qt::Key_Escape);
    f.press(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(f.sign().text().isEmpty());
}

FRAMESCOPE_TEST(TestWindowBehaviours)

} // namespace tst_window_behaviours

#include "tst_window_behaviours.moc"
