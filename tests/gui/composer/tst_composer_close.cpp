// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/composer_desk.h"
#include "raw_server.h"
#include "scenario/demo/demo_server_thread.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_composer_close {

using namespace framescope;
using namespace framescope::ui;
using session::Session;
using Desk = test::ComposerDesk;

class TestComposerClose : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void closeCodes_data();
    void closeCodes();
    void closeWithReason();
    void closeWithoutCode();
    void refusedCodeIsSaid();
    void saysWhatClosingWaitsFor();
    void saysThatTheServerEndsTcp();
    void theFieldSaysWhatItIs();

private:
    QString url(const QString& path) const { return server_->url() + path; }
    std::unique_ptr<scenario::DemoServerThread> server_;
};

void TestComposerClose::initTestCase()
{
    auto started = scenario::DemoServerThread::start();
    QVERIFY2(started, started ? "" : started.error().message().c_str());
    server_ = std::move(*started);
}

void TestComposerClose::closeCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* code, const char* part) {
        QTest::newRow(code) << QString(code) << QString(part);
    };
    row("1000", "reason: 0 of 123 bytes");
    row("4000", "reason: 0 of 123 bytes");
    row("1006", "is not allowed in a Close frame, and sent all the same");
    row("400", "is not allowed in a Close frame, and sent all the same");
    row("bye", "A code is a number");
    row("no code", "An empty Close frame");
}

void TestComposerClose::closeCodes()
{
    QFETCH(QString, code);
    QFETCH(QString, part);
    Desk desk;
    desk.click(Composer::Close);
    desk.code().setEditText(code);
    QVERIFY(desk.label("composerCodeMeaning").contains(part));
    QCOMPARE(desk.reason().accessibleName() == "Close payload in hex", code == "no code");
}

void TestComposerClose::closeWithReason()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Close);
    desk.composer.setFocus(Qt::ShortcutFocusReason);
    QVERIFY(desk.code().hasFocus());
    QTest::keyClicks(&desk.code(), "4001");
    desk.reason().setFocus();
    QTest::keyClicks(&desk.reason(), "so long");
    QVERIFY(desk.label("composerCodeMeaning").contains("7 of 123"));
    QTest::keyClick(&desk.reason(), Qt::Key_Return);
    QTRY_COMPARE(desk.state(), Session::State::Closed);
    QCOMPARE(desk.sent(), QStringList{"close " + QByteArray("\x0f\xa1so long").toHex()});
}

void TestComposerClose::closeWithoutCode()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Close);
    desk.code().setEditText("no code");
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(desk.state(), Session::State::Closed);
    QCOMPARE(desk.sent(), QStringList{"close "});
}

void TestComposerClose::refusedCodeIsSaid()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Close);
    desk.code().setEditText("bye");
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QVERIFY(desk.noteIsBad());
    QCOMPARE(desk.state(), Session::State::Open);
    desk.code().setEditText("1000");
    QVERIFY(!desk.noteIsBad());
    desk.reason().setText(QString(124, 'x'));
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QVERIFY(desk.noteIsBad());
    QVERIFY(desk.note().contains("124"));
    QCOMPARE(desk.state(), Session::State::Open);
}

void TestComposerClose::saysWhatClosingWaitsFor()
{
    Desk desk;
    desk.connectTo(url("/silent"));
    desk.click(Composer::Close);
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(desk.state(), Session::State::Closing);
    QCOMPARE(desk.note(), QString("Closing: waiting for the server's Close frame."));
    QTRY_COMPARE(desk.state(), Session::State::Closed);
    QCOMPARE(desk.note(), QString("Connect to send."));
}

void TestComposerClose::saysThatTheServerEndsTcp()
{
    test::RawServer server(test::RawServer::accept);
    Desk desk;
    desk.connectTo(server.url());
    desk.click(Composer::Close);
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(desk.state(), Session::State::Closing);
    QCOMPARE(desk.note(), QString("Closing: waiting for the server's Close frame."));
    server.send(QByteArray("\x88\x02\x03\xe8", 4));
    QTRY_COMPARE(desk.note(), QString("Closing: waiting for the server to end TCP."));
}

void TestComposerClose::theFieldSaysWhatItIs()
{
    Desk desk;
    desk.click(Composer::Close);
    const auto& meaning = desk.part<QLabel>("composerCodeMeaning");
    desk.code().setEditText("1000");
    desk.reason().setText("so long");
    QCOMPARE(desk.label("composerReasonLabel"), QString("Reason"));
    QCOMPARE(meaning.property("role").toString(), QString("muted"));
    desk.code().setEditText("1005");
    QCOMPARE(meaning.property("role").toString(), QString("warning"));
    desk.code().setEditText("no code");
    QCOMPARE(desk.label("composerReasonLabel"), QString("Payload in hex"));
    QVERIFY2(meaning.text().contains("the field is the payload in hex"),
             qPrintable(meaning.text()));
    desk.reason().setText("03 e8");
    QVERIFY2(meaning.text().contains("these bytes"), qPrintable(meaning.text()));
}

FRAMESCOPE_TEST(TestComposerClose)

} // namespace tst_composer_close

#include "tst_composer_close.moc"
