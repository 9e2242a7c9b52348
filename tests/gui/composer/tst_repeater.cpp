// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/composer_desk.h"
#include "scenario/demo/demo_server_thread.h"
#include "support/test_program.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/composer/sending_control.h"

#include <QFile>
#include <QSignalSpy>
#include <QtTest>

namespace tst_repeater {

using namespace framescope;
using namespace framescope::ui;
using Desk = test::ComposerDesk;

class TestRepeater : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sendsSoManyTimes();
    void keepsTheRate();
    void linesOfAFile();
    void rowsOfACsvFile();
    void stopButton();
    void theResultStays();
    void thePreviewCountsOn();
    void mistakeInARow();
    void endsWithTheConnection();

private:
    static Repeater::Request request(const char* text, std::optional<std::uint64_t> count,
                                     std::chrono::milliseconds interval)
    {
        Repeater::Request request;
        request.draft.content = QString::fromUtf8(text);
        request.count = count;
        request.interval = interval;
        return request;
    }
    static void start(Desk& desk, const Repeater::Request& request)
    {
        desk.composer.sending().repeater().start(request, desk.composer.scope());
    }
    QString file(const char* content)
    {
        QFile file(folder_.filePath(QStringLiteral("rows")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0) {
            qFatal("the file can't be written");
        }
        return file.fileName();
    }
    QString url() const { return server_->url() + QStringLiteral("/echo"); }

    QTemporaryDir folder_;
    std::unique_ptr<scenario::DemoServerThread> server_;
};

void TestRepeater::initTestCase()
{
    auto started = scenario::DemoServerThread::start();
    QVERIFY2(started, started ? "" : started.error().message().c_str());
    server_ = std::move(*started);
}

void TestRepeater::sendsSoManyTimes()
{
    Desk desk;
    desk.connectTo(url());
    QSignalSpy finished(&desk.composer.sending().repeater(), &Repeater::finished);
    start(desk, request("n {{counter}}", 3, std::chrono::milliseconds(1)));
    QTRY_COMPARE(finished.count(), 1);
    QTRY_COMPARE(desk.sent(), (QStringList{"text n 1", "text n 2", "text n 3"}));
}

/// On average, however late single messages are.
void TestRepeater::keepsTheRate()
{
    Desk desk;
    desk.connectTo(url());
    constexpr int count = 1000;
    QSignalSpy finished(&desk.composer.sending().repeater(), &Repeater::finished);
    QElapsedTimer clock;
    clock.start();
    start(desk, request("x", count, std::chrono::milliseconds(1)));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, test::Patience);
    QVERIFY(clock.elapsed() >= count - 1); // never faster
    const auto drift = desk.composer.sending().repeater().drift();
    QVERIFY(drift.rate > 0 && drift.rate < 1000 * 1.01);
    QTRY_COMPARE(desk.sent().size(), count);
}

void TestRepeater::linesOfAFile()
{
    Desk desk;
    desk.connectTo(url());
    auto repeated = request("<{{line}}>", std::nullopt, {});
    repeated.rows = Repeater::Rows::Lines;
    repeated.file = file("one\ntwo {{uuid}}\n\nfour");
    start(desk, repeated);
    // A line is no template itself.
    QTRY_COMPARE(desk.sent(),
                 (QStringList{"text <one>", "text <two {{uuid}}>", "text <>", "text <four>"}));
    QTRY_VERIFY(!desk.composer.sending().repeater().isRunning());
}

void TestRepeater::rowsOfACsvFile()
{
    Desk desk;
    desk.connectTo(url());
    auto repeated = request("{{user}}: {{n}}", 2, {});
    repeated.rows = Repeater::Rows::Csv;
    repeated.file = file("user,n\nJohn,1\n\"Ann, B\",2\nnobody,3\n");
    start(desk, repeated);
    QTRY_COMPARE(desk.sent(), (QStringList{"text John: 1", "text Ann, B: 2"}));
}

void TestRepeater::stopButton()
{
    Desk desk;
    desk.connectTo(url());
    start(desk, request("x", std::nullopt, std::chrono::milliseconds(2)));
    auto& stop = desk.part<QPushButton>("sendingStop");
    QTRY_VERIFY(stop.isVisible());
    QCOMPARE(stop.text(), QStringLiteral("Stop"));
    QTRY_VERIFY(desk.composer.sending().repeater().sent() > 5);
    QTRY_VERIFY(desk.label("sendingWhat").contains("a second"));
    QTest::mouseClick(&stop, Qt::LeftButton);
    QVERIFY(!desk.composer.sending().repeater().isRunning());
    QCOMPARE(stop.text(), QStringLiteral("Dismiss"));
    QTest::mouseClick(&stop, Qt::LeftButton);
    QTRY_VERIFY(!stop.isVisible());
}

/// Until the next run, or until it is dismissed.
void TestRepeater::theResultStays()
{
    Desk desk;
    desk.connectTo(url());
    auto& repeater = desk.composer.sending().repeater();
    start(desk, request("x", 20, std::chrono::milliseconds(2)));
    QTRY_COMPARE(desk.sent().size(), 20);
    QTRY_VERIFY(!repeater.isRunning());
    auto& button = desk.part<QPushButton>("sendingStop");
    QVERIFY(button.isVisible());
    const QString told = desk.label("sendingWhat");
    QVERIFY2(told.startsWith("Ended: Sent 20 of 20") && told.contains("a second") &&
                 told.contains("late"),
             qPrintable(told));
    desk.type("by hand"); // and sending by hand changes nothing
    desk.pressSend();
    QTRY_COMPARE(desk.sent().size(), 21);
    QCOMPARE(desk.label("sendingWhat"), told);
    start(desk, request("x", std::nullopt, std::chrono::milliseconds(2)));
    QTRY_VERIFY(desk.label("sendingWhat").startsWith("Sent "));
    repeater.stop();
    QVERIFY(desk.label("sendingWhat").startsWith("Ended: "));
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(!button.isVisible());
    desk.pressSend();
    QVERIFY(!button.isVisible());
}

void TestRepeater::thePreviewCountsOn()
{
    Desk desk;
    desk.connectTo(url());
    desk.type("n={{counter}}");
    auto& shown = *desk.composer.pane().findChild<QPlainTextEdit*>("composerExpansion");
    QCOMPARE(shown.toPlainText(), QStringLiteral("n=1"));
    auto repeated = request("", 3, std::chrono::milliseconds(1));
    repeated.draft = desk.composer.draft();
    start(desk, repeated);
    QTRY_COMPARE(shown.toPlainText(), QStringLiteral("n=4"));
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), (QStringList{"text n=1", "text n=2", "text n=3", "text n=4"}));
}

void TestRepeater::mistakeInARow()
{
    Desk desk;
    desk.connectTo(url());
    QSignalSpy failed(&desk.composer.sending().repeater(), &Repeater::failed);
    auto repeated = request("{{n}}", std::nullopt, {});
    repeated.rows = Repeater::Rows::Csv;
    repeated.file = file("n\n1\n\"2\n");
    start(desk, repeated);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed[0][0].toString().contains("ine 3"), qPrintable(failed[0][0].toString()));
    const auto& told = desk.part<QLabel>("sendingWhat");
    QVERIFY2(told.isVisible() && told.text().contains(failed[0][0].toString()) &&
                 told.text().contains("Sent 1"),
             qPrintable(told.text()));
    QCOMPARE(told.property("role").toString(), QStringLiteral("bad"));
    start(desk, request("x", 1, {})); // which goes well
    QTRY_VERIFY2(told.text().startsWith("Ended: Sent 1 of 1"), qPrintable(told.text()));
    QVERIFY(told.property("role").toString() != QStringLiteral("bad"));
}

void TestRepeater::endsWithTheConnection()
{
    Desk desk;
    desk.connectTo(server_->url() + QStringLiteral("/close?code=1000&after=200"));
    QSignalSpy failed(&desk.composer.sending().repeater(), &Repeater::failed);
    start(desk, request("x", std::nullopt, std::chrono::milliseconds(10)));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains("The connection ended"));
}

FRAMESCOPE_TEST(TestRepeater)

} // namespace tst_repeater

#include "tst_repeater.moc"
