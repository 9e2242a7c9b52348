// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "composer/composer_desk.h"
#include "scenario/demo/demo_server_thread.h"
#include "session/session.h"
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_composer {

using namespace framescope;
using namespace framescope::ui;
using session::Session;
using Desk = test::ComposerDesk;

class TestComposer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cannotSendUnconnected();
    void withoutASession();
    void draftsStayInTheirModes();
    void placeholders();
    void focusGoesToTheInput();
    void choosingAModeByMouseFocusesIt();
    void whatIsReplacedComesBack();
    void sendsTextByKeys();
    void sendsTextByMouse();
    void textIsSentAsItStands();
    void whatIsPastedIsSentAsItsBytesAre();
    void emptyTextIsAMessage();
    void json_data();
    void json();
    void binary_data();
    void binary();
    void ping();
    void pingIsTooLong();
    void raw();
    void aFrameThatRawBytesBeginIsTold();
    void draftIsDescribed_data();
    void draftIsDescribed();
    void history();
    void historyIsOfItsMode();
    void lineBreaksAreSentAsTheyAre();
    void disabledAfterTheEnd();
    void sessionGone();

private:
    QString url(const QString& path) const { return server_->url() + path; }
    std::unique_ptr<scenario::DemoServerThread> server_;
};

void TestComposer::initTestCase()
{
    auto started = scenario::DemoServerThread::start();
    QVERIFY2(started, started ? "" : started.error().message().c_str());
    server_ = std::move(*started);
}

void TestComposer::cannotSendUnconnected()
{
    Desk desk;
    desk.type("hello");
    QVERIFY(!desk.sendButton().isEnabled());
    QCOMPARE(desk.note(), QStringLiteral("Connect to send."));
    desk.pressSend();
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("hello"));
}

void TestComposer::withoutASession()
{
    Composer composer;
    composer.setSession(nullptr);
    composer.show();
    auto* editor = composer.findChild<QPlainTextEdit*>("composerEditor");
    QTest::keyClicks(editor, "hello");
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor->toPlainText(), QStringLiteral("hello"));
}

void TestComposer::draftsStayInTheirModes()
{
    Desk desk;
    desk.type("some text");
    desk.click(Composer::Json);
    QCOMPARE(desk.composer.mode(), Composer::Json);
    QCOMPARE(desk.editor().toPlainText(), QString());
    desk.type("[1]");
    desk.click(Composer::Close);
    QVERIFY(desk.code().isVisible());
    QVERIFY(!desk.composer.pane().findChild<QPlainTextEdit*>());
    QCOMPARE(desk.sendButton().text(), QStringLiteral("Close"));
    desk.click(Composer::Text);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("some text"));
    desk.composer.setMode(Composer::Json);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("[1]"));
}

void TestComposer::placeholders()
{
    Desk desk;
    QStringList seen;
    for (const auto mode :
         {Composer::Text, Composer::Json, Composer::Binary, Composer::Ping, Composer::Raw}) {
        desk.click(mode);
        desk.part<QComboBox>("rawWays").setCurrentIndex(RawMode::Bytes);
        seen += desk.editor().placeholderText();
    }
    QCOMPARE(seen.removeDuplicates(), 0);
}

void TestComposer::focusGoesToTheInput()
{
    Desk desk;
    desk.click(Composer::Close);
    desk.composer.setFocus();
    QVERIFY(desk.code().hasFocus());
    desk.clickRawBytes();
    desk.composer.setFocus();
    QVERIFY(desk.editor().hasFocus());
}

void TestComposer::choosingAModeByMouseFocusesIt()
{
    Desk desk;
    desk.sendButton().setFocusPolicy(Qt::StrongFocus);
    for (const auto mode : {Composer::Json, Composer::Binary, Composer::Ping, Composer::Text}) {
        desk.sendButton().setFocus();
        desk.click(mode);
        QVERIFY2(desk.editor().hasFocus(), QByteArray::number(mode).constData());
    }
    desk.sendButton().setFocus();
    desk.click(Composer::Text); // it is the mode already
    QVERIFY(desk.editor().hasFocus());
}

void TestComposer::whatIsReplacedComesBack()
{
    Desk desk;
    message::Draft other;
    other.content = QStringLiteral("another");
    desk.type("unsent");
    desk.composer.compose(other);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("another"));
    QTest::keyClick(&desk.editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("unsent"));

    // Also while an earlier message is shown in its place.
    desk.composer.compose(other);
    desk.type(" one");
    QTest::keyClick(&desk.editor(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("unsent"));
    other.content = QStringLiteral("a third");
    desk.composer.compose(other);
    QTest::keyClick(&desk.editor(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("unsent"));
    QTest::keyClick(&desk.editor(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("another one"));
}

void TestComposer::sendsTextByKeys()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.type("My name is John");
    desk.pressSend();
    QCOMPARE(desk.editor().toPlainText(), QString());
    QTRY_COMPARE(desk.sent(), QStringList{"text My name is John"});
}

void TestComposer::sendsTextByMouse()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.type("one");
    QTest::keyClick(&desk.editor(), Qt::Key_Return);
    desk.type("two");
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(desk.sent(), QStringList{"text one\ntwo"});
}

void TestComposer::textIsSentAsItStands()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    const QString text = QStringLiteral(" a\u00A0b\t\u2003é😀 \n");
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(&desk.editor(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&desk.editor(), Qt::Key_Return, Qt::ShiftModifier);
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), QStringList{"text " + text + '\n'});
}

/// As the clipboard has it when another program copied it.
void TestComposer::whatIsPastedIsSentAsItsBytesAre()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    const QByteArray bytes("\xEF\xBB\xBFx\0y", 6);
    const auto paste = [&](QWidget& into) {
        auto* copied = new QMimeData;
        copied->setData("text/plain;charset=utf-8", bytes);
        copied->setText("x");
        QGuiApplication::clipboard()->setMimeData(copied);
        into.setFocus();
        QTest::keyClick(&into, Qt::Key_V, Qt::ControlModifier);
    };
    paste(desk.editor());
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), QStringList{"text " + toQString(bytes.toStdString())});

    desk.click(Composer::Close);
    paste(desk.reason());
    QTest::keyClick(&desk.reason(), Qt::Key_Return);
    QTRY_COMPARE(desk.state(), Session::State::Closed);
    QCOMPARE(desk.sent().last(), "close 03e8" + bytes.toHex());
}

void TestComposer::emptyTextIsAMessage()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), QStringList{"text "});
}

void TestComposer::json_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mistake"); ///< empty where it is sent
    QTest::newRow("object") << R"({"a": 1.0})"
                            << "";
    QTest::newRow("a number") << "1e400"
                              << "";
    QTest::newRow("trailing comma") << "[1,]"
                                    << "Byte 4: expected a value. Correct it, or send it as Text.";
    QTest::newRow("nothing")
        << ""
        << "Byte 1: the text ends here: expected a value. Correct it, or send it as Text.";
}

void TestComposer::json()
{
    QFETCH(QString, text);
    QFETCH(QString, mistake);
    Desk desk;
    desk.connectTo(url("/echo"));
    QSignalSpy failed(&desk.composer, &Composer::failed);
    desk.click(Composer::Json);
    desk.editor().setFocus();
    desk.type(text);
    desk.pressSend();
    if (mistake.isEmpty()) {
        QTRY_COMPARE(desk.sent(), QStringList{"text " + text});
        QCOMPARE(failed.count(), 0);
    } else {
        QCOMPARE(failed.count(), 1);
        QCOMPARE(desk.note(), mistake);
        QVERIFY(desk.noteIsBad());
        QCOMPARE(desk.editor().toPlainText(), text);
        desk.type(" ");
        QVERIFY(!desk.noteIsBad());
    }
}

void TestComposer::binary_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("mistake");
    QTest::newRow("bytes") << "ca fe 01"
                           << "binary cafe01"
                           << "";
    QTest::newRow("nothing") << ""
                             << "binary "
                             << "";
    QTest::newRow("half a byte")
        << "ca f"
        << ""
        << "Half a byte is left before position 5. Each byte has two digits.";
    QTest::newRow("no digit")
        << "hello"
        << ""
        << "Position 1: 'h' is not a hexadecimal digit. Write bytes like: ca fe 01.";
}

void TestComposer::binary()
{
    QFETCH(QString, text);
    QFETCH(QString, sent);
    QFETCH(QString, mistake);
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Binary);
    desk.editor().setFocus();
    desk.type(text);
    desk.pressSend();
    if (mistake.isEmpty()) {
        QTRY_COMPARE(desk.sent(), QStringList{sent});
    } else {
        QCOMPARE(desk.note(), mistake);
        QCOMPARE(desk.editor().toPlainText(), text);
    }
}

void TestComposer::ping()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Ping);
    desk.editor().setFocus();
    desk.type("you?");
    desk.pressSend();
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), (QStringList{"ping you?", "ping "}));
}

void TestComposer::pingIsTooLong()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.click(Composer::Ping);
    desk.editor().setPlainText(QString(126, 'x'));
    QVERIFY(desk.noteIsBad());
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QVERIFY(desk.note().contains("1 more than a ping can carry"));
    QCOMPARE(desk.sent(), QStringList());
}

void TestComposer::raw()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.clickRawBytes();
    desk.editor().setFocus();
    desk.type("81 85 37 fa 21 3d 7f 9f 4d 51 58");
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), QStringList{"text Hello"});
}

void TestComposer::aFrameThatRawBytesBeginIsTold()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.clickRawBytes();
    desk.editor().setFocus();
    desk.type("83 85 01");
    QVERIFY2(desk.note().contains("header is incomplete"), qPrintable(desk.note()));
    desk.type(" 02 03 04 aa");
    QVERIFY2(desk.note().contains("lacks 4 bytes"), qPrintable(desk.note()));
    desk.pressSend();
    QVERIFY2(desk.note().contains("lacks 4 bytes"), qPrintable(desk.note()));
    // Whatever is written next, and until the frame is whole.
    desk.click(Composer::Text);
    QVERIFY2(desk.note().contains("lacks 4 bytes"), qPrintable(desk.note()));
    desk.clickRawBytes();
    desk.editor().setFocus();
    desk.type("01 02 03");
    QVERIFY2(desk.note().contains("lacks 1 byte:"), qPrintable(desk.note()));
    desk.type(" 04");
    QCOMPARE(desk.note(), QStringLiteral("4 B"));
    desk.pressSend();
    QCOMPARE(desk.note(), QString());
}

void TestComposer::draftIsDescribed_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("note");
    const auto row = [](const char* name, Composer::Mode mode, const char* text, const char* note) {
        QTest::newRow(name) << static_cast<int>(mode) << QString::fromUtf8(text)
                            << QString::fromUtf8(note);
    };
    row("nothing", Composer::Text, "", "");
    row("text", Composer::Text, "é€", "5 B");
    row("JSON", Composer::Json, "[1]", "3 B, valid JSON");
    row("begun JSON", Composer::Json, "[1",
        "Not JSON yet: the text ends here: expected ',' or ']', at line 1, column 3.");
    row("binary", Composer::Binary, "ca fe", "2 B");
    row("begun binary", Composer::Binary, "ca f",
        "Half a byte is left before position 5. Each byte has two digits.");
    row("raw", Composer::Raw, "81 00", "2 B");
    row("ping", Composer::Ping, "you", "3 B");
}

void TestComposer::draftIsDescribed()
{
    QFETCH(int, mode);
    QFETCH(QString, text);
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.composer.setMode(static_cast<Composer::Mode>(mode));
    desk.part<QComboBox>("rawWays").setCurrentIndex(RawMode::Bytes);
    desk.editor().setPlainText(text);
    QTEST(desk.note(), "note");
    QVERIFY(!desk.noteIsBad());
}

void TestComposer::history()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    for (const char* text : {"one", "two", "one"}) { // what is sent again moves to the end
        desk.type(text);
        desk.pressSend();
    }
    desk.type("draft");
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(&desk.editor(), key, Qt::ControlModifier);
        return desk.editor().toPlainText();
    };
    QCOMPARE(press(Qt::Key_Up), QStringLiteral("one"));
    QCOMPARE(press(Qt::Key_Up), QStringLiteral("two"));
    QCOMPARE(press(Qt::Key_Up), QStringLiteral("two"));
    QCOMPARE(press(Qt::Key_Down), QStringLiteral("one"));
    QCOMPARE(press(Qt::Key_Down), QStringLiteral("draft"));
    QCOMPARE(press(Qt::Key_Down), QStringLiteral("draft"));
}

void TestComposer::historyIsOfItsMode()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.type("some text");
    desk.pressSend();
    desk.click(Composer::Binary);
    desk.editor().setFocus();
    QTest::keyClick(&desk.editor(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QString());
}

/// Shift+Enter is a line feed, and U+2028 stays what it is.
void TestComposer::lineBreaksAreSentAsTheyAre()
{
    Desk desk;
    desk.connectTo(url("/echo"));
    desk.editor().setFocus();
    desk.type("a");
    QTest::keyClick(&desk.editor(), Qt::Key_Return, Qt::ShiftModifier);
    desk.type("b");
    desk.editor().insertPlainText(QStringLiteral("\u2028c"));
    desk.pressSend();
    QTRY_COMPARE(desk.sent(), QStringList{QStringLiteral("text a\nb\u2028c")});
}

void TestComposer::disabledAfterTheEnd()
{
    Desk desk;
    desk.connectTo(url("/close?code=1000&after=1"));
    QTRY_COMPARE(desk.state(), Session::State::Closed);
    QVERIFY(!desk.sendButton().isEnabled());
    QCOMPARE(desk.note(), QStringLiteral("Connect to send."));
    desk.connectTo(url("/echo"));
    QVERIFY(desk.sendButton().isEnabled());
}

void TestComposer::sessionGone()
{
    QTemporaryDir folder;
    Composer composer;
    {
        auto session = Session::create(folder.filePath("recording.pcapng"));
        QVERIFY(session);
        composer.setSession(session->get());
    }
    composer.show();
    composer.setMode(Composer::Json);
    QVERIFY(!composer.findChild<QPushButton*>("composerSend")->isEnabled());
}

FRAMESCOPE_TEST(TestComposer)

} // namespace tst_composer

#include "tst_composer.moc"
