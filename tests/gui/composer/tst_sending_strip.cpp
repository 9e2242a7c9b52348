// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/composer_desk.h"
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/composer/sending_control.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QtTest>

namespace tst_sending_strip {

using namespace framescope;
using Desk = test::ComposerDesk;
using session::Session;

namespace {

/// Content without an end that a test would wait for.
class EndlessContent final : public message::Content
{
public:
    std::uint64_t size() const override { return 5'000'000'000; }
    Result<std::size_t> read(MutableByteView into) override { return into.size(); }
};

} // namespace

/// A large message is cancelled while it is sent.
class TestSendingStrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<test::PeerProcess>("raw_peer.py"); }
    void cancelledFragmentsAreAWholeMessage();
    void cancelledFrameCutsTheConnection();
    void theReportSaysWhoCancelled();

private:
    /// Begins to send, until some of it is out.
    void begin(Desk& desk, std::optional<std::uint64_t> fragmentSize)
    {
        desk.connectTo(peer_->url(QStringLiteral("/collect?brief")));
        desk.composer.sendAll(
            {message::Stream{std::make_shared<EndlessContent>(), false, fragmentSize}});
        QTRY_VERIFY(desk.part<QPushButton>("sendingStop").isVisible());
        QTRY_VERIFY2(desk.label("sendingWhat").contains("MB of"),
                     qPrintable(desk.label("sendingWhat")));
    }

    std::unique_ptr<test::PeerProcess> peer_;
};

void TestSendingStrip::cancelledFragmentsAreAWholeMessage()
{
    Desk desk;
    begin(desk, 100'000);
    auto& button = desk.part<QPushButton>("sendingStop");
    QCOMPARE(button.text(), QStringLiteral("Cancel"));
    QVERIFY2(button.toolTip().contains("as a whole message"), qPrintable(button.toolTip()));
    QVERIFY2(!desk.note().contains("slowly"), qPrintable(desk.note())); // the peer reads at once
    QTest::mouseClick(&button, Qt::LeftButton);
    QTRY_VERIFY2(desk.label("sendingWhat").startsWith("Cancelled: the server got the first "),
                 qPrintable(desk.label("sendingWhat")));
    QCOMPARE(button.text(), QStringLiteral("Dismiss"));
    const auto last = [this] { // an empty last fragment makes it whole
        const auto frames = peer_->reports(QStringLiteral("frame"));
        return frames.isEmpty() ? QVariantMap() : frames.constLast();
    };
    QTRY_COMPARE(last()["length"], QVariant(0));
    QCOMPARE(last()["opcode"].toInt(), 0);
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(!button.isVisible());
    QCOMPARE(desk.state(), Session::State::Open);
}

void TestSendingStrip::cancelledFrameCutsTheConnection()
{
    Desk desk;
    begin(desk, std::nullopt);
    auto& button = desk.part<QPushButton>("sendingStop");
    QTRY_VERIFY2(button.toolTip().contains("cuts the connection"), qPrintable(button.toolTip()));
    QVERIFY(desk.label("sendingWhat").contains("Cancel cuts the connection"));
    QTest::mouseClick(&button, Qt::LeftButton);
    QTRY_COMPARE(desk.state(), Session::State::Closed);
}

void TestSendingStrip::theReportSaysWhoCancelled()
{
    test::WindowFixture f;
    f.page().connectTo(peer_->url(QStringLiteral("/collect?brief")));
    QTRY_VERIFY(f.isOpen());
    const Session& session = *f.page().document().session();
    f.page().composer().sendAll({message::Stream{std::make_shared<EndlessContent>(), false}});
    QTRY_VERIFY(session.sending() && session.sending()->oneFrame);
    f.page().composer().sending().stop();
    QTRY_COMPARE(session.state(), Session::State::Closed);
    QTRY_COMPARE(f.page().notificationBar().title(),
                 QStringLiteral("Sending was cancelled by you, which cut the connection"));
}

FRAMESCOPE_TEST(TestSendingStrip)

} // namespace tst_sending_strip

#include "tst_sending_strip.moc"
