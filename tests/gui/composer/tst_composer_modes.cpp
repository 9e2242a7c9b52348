// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/composer_desk.h"
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/composer/edit/hex_editor.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/binary_mode.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QListWidget>
#include <QMimeData>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

Q_DECLARE_METATYPE(framescope::message::Draft)

namespace tst_composer_modes {

using namespace framescope;
using namespace framescope::ui;
using Desk = test::ComposerDesk;

/// What each mode sends, noted by a server that only reads bytes.
class TestComposerModes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<test::PeerProcess>("raw_peer.py"); }
    void init() { peer_->forget(); }

    void jsonIsFormattedAndMinified();
    void jsonMistakeIsMarked();
    void templatesAreShownAndSentOnce();
    void templatesAreCompleted();
    void mistakeInATemplateIsMarked();
    void binary_data();
    void binary();
    void bytesGoFromWayToWay();
    void droppedFileIsSent();
    void fragmentsWithAPing();
    void pong();
    void close_data();
    void close();
    void rawFrames();
    void rawFramesAreMovedAndRemoved();
    void wrongKeyIsRefused();
    void draftsGoRound_data();
    void draftsGoRound();

private:
    QString url() const { return peer_->url(QStringLiteral("/notes-bytes")); }
    /// All bytes after the handshake so far, in hex.
    QString noted()
    {
        QString hex;
        for (const QVariantMap& report : peer_->reports(QStringLiteral("bytes"))) {
            hex += report["hex"].toString();
        }
        return hex;
    }
    /// The frames in these bytes without their masks: "81 'hello'" is "81:68656c6c6f".
    QStringList frames()
    {
        const QByteArray bytes = QByteArray::fromHex(noted().toLatin1());
        QStringList all;
        for (qsizetype at = 0; at + 6 <= bytes.size();) {
            const auto length = qsizetype{bytes[at + 1] & 0x7F};
            if (length > 125 || at + 6 + length > bytes.size()) {
                break;
            }
            QByteArray payload = bytes.mid(at + 6, length);
            for (qsizetype i = 0; i < length; ++i) {
                payload[i] = static_cast<char>(payload[i] ^ bytes[at + 2 + i % 4]);
            }
            all += QString::fromLatin1(bytes.mid(at, 1).toHex() + ':' + payload.toHex());
            at += 6 + length;
        }
        return all;
    }

    std::unique_ptr<test::PeerProcess> peer_;
};

void choose(Desk& desk, const char* box, int index)
{
    desk.part<QComboBox>(box).setCurrentIndex(index);
}

void TestComposerModes::jsonIsFormattedAndMinified()
{
    Desk desk;
    desk.click(Composer::Json);
    const QString typed = QStringLiteral(R"({"b":1.50,"a":[1e400,{}],"b" : "x y"})");
    desk.editor().setPlainText(typed);
    QTest::mouseClick(&desk.part<QToolButton>("jsonFormat"), Qt::LeftButton);
    QCOMPARE(desk.editor().toPlainText(),
             QStringLiteral("{\n  \"b\": 1.50,\n  \"a\": [\n    1e400,\n    {}\n  ],\n"
                            "  \"b\": \"x y\"\n}"));
    QTest::mouseClick(&desk.part<QToolButton>("jsonMinify"), Qt::LeftButton);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral(R"({"b":1.50,"a":[1e400,{}],"b":"x y"})"));
    desk.editor().undo();
    desk.editor().undo();
    QCOMPARE(desk.editor().toPlainText(), typed);
    desk.editor().setPlainText(QStringLiteral("[1,"));
    QTest::mouseClick(&desk.part<QToolButton>("jsonFormat"), Qt::LeftButton);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("[1,"));
    QVERIFY2(desk.note().contains("line 1, column 4"), qPrintable(desk.note()));
}

void TestComposerModes::jsonMistakeIsMarked()
{
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Json);
    desk.editor().setPlainText(QStringLiteral("{\"é\": tru}"));
    const auto marks = desk.editor().extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks[0].cursor.selectedText(), QStringLiteral("}"));
    QVERIFY2(desk.note().contains("line 1, column 10"), qPrintable(desk.note()));
    desk.editor().setPlainText(QStringLiteral("{\"é\": true}"));
    QVERIFY(desk.editor().extraSelections().isEmpty());
}

void TestComposerModes::templatesAreShownAndSentOnce()
{
    Desk desk;
    desk.connectTo(url());
    desk.composer.setVariables({{}, {{"user", "John", false}}});
    auto& shown = *desk.composer.pane().findChild<QPlainTextEdit*>("composerExpansion");
    QVERIFY(shown.isHidden());
    desk.editor().setPlainText(QStringLiteral("{{counter}} {{user}} \\{{user}}"));
    QVERIFY(shown.isVisible());
    QCOMPARE(shown.toPlainText(), QStringLiteral("1 John {{user}}"));
    desk.pressSend();
    QTest::keyClick(&desk.editor(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("{{counter}} {{user}} \\{{user}}"));
    QCOMPARE(shown.toPlainText(), QStringLiteral("2 John {{user}}"));
    desk.pressSend();
    QTRY_COMPARE(frames(), (QStringList{"81:" + QByteArray("1 John {{user}}").toHex(),
                                        "81:" + QByteArray("2 John {{user}}").toHex()}));
}

void TestComposerModes::templatesAreCompleted()
{
    Desk desk;
    desk.composer.setVariables({{}, {{"user", "John", false}}});
    desk.type("a {{us");
    auto* completer = desk.editor().findChild<QCompleter*>();
    QTRY_VERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("a {{user}}"));
}

void TestComposerModes::mistakeInATemplateIsMarked()
{
    Desk desk;
    desk.connectTo(url());
    desk.editor().setPlainText(QStringLiteral("ab {{nobody}}"));
    const auto marks = desk.editor().extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks[0].cursor.selectionStart(), 3);
    desk.pressSend();
    QVERIFY(desk.noteIsBad());
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("ab {{nobody}}"));
}

void TestComposerModes::binary_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("bytes");
    QTest::newRow("hex") << int{BinaryMode::Hex} << "ca fe"
                         << "cafe";
    QTest::newRow("base64") << int{BinaryMode::Base64} << "yv4B"
                            << "cafe01";
    QTest::newRow("MessagePack") << int{BinaryMode::MessagePack} << R"({"a":[1,true]})"
                                 << "81a1619201c3";
    QTest::newRow("CBOR") << int{BinaryMode::Cbor} << R"({"a":[1,true]})"
                          << "a161618201f5";
}

void TestComposerModes::binary()
{
    QFETCH(int, way);
    QFETCH(QString, text);
    QFETCH(QString, bytes);
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Binary);
    choose(desk, "binaryWays", way);
    desk.editor().setFocus();
    desk.editor().setPlainText(text);
    if (way >= BinaryMode::MessagePack) { // the bytes are shown
        auto& shown = *desk.composer.pane().findChild<QPlainTextEdit*>("composerExpansion");
        QCOMPARE(shown.toPlainText().remove(' '), bytes);
    }
    desk.pressSend();
    QTRY_COMPARE(frames(), QStringList{"82:" + bytes});
}

void TestComposerModes::bytesGoFromWayToWay()
{
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Binary);
    desk.editor().setPlainText(QStringLiteral("ca fe"));
    choose(desk, "binaryWays", BinaryMode::Editor);
    auto& editor = desk.part<HexEditor>("composerHexEditor");
    QCOMPARE(editor.bytes().toHex(), QByteArray("cafe"));
    editor.setFocus();
    QTest::keyClicks(&editor, QStringLiteral("01"));
    choose(desk, "binaryWays", BinaryMode::Base64);
    QCOMPARE(desk.editor().toPlainText(), QStringLiteral("Acr+"));
    choose(desk, "binaryWays", BinaryMode::Editor);
    editor.setFocus();
    desk.pressSend();
    QTRY_COMPARE(frames(), QStringList{"82:01cafe"});
    QVERIFY(editor.bytes().isEmpty());
}

void TestComposerModes::droppedFileIsSent()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("bytes")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x00\xff", 2);
    file.close();
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Binary);
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.editor().viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.editor().viewport(), &drop);
    QCOMPARE(desk.part<QLineEdit>("composerFile").text(), file.fileName());
    QCOMPARE(desk.label("composerFileSize"), QStringLiteral("2 B"));
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(frames(), QStringList{"82:00ff"});
}

void TestComposerModes::fragmentsWithAPing()
{
    Desk desk;
    desk.connectTo(url());
    desk.composer.pane().tools()->findChild<QCheckBox*>("fragmented")->setChecked(true);
    desk.composer.pane().tools()->findChild<QSpinBox*>("fragmentSize")->setValue(2);
    desk.composer.pane().tools()->findChild<QCheckBox*>("fragmentWithPing")->setChecked(true);
    desk.composer.pane().tools()->findChild<QLineEdit*>("fragmentPing")->setText("p");
    desk.editor().setFocus();
    desk.type("hello");
    desk.pressSend();
    QTRY_COMPARE(frames(), (QStringList{"01:6865", "89:70", "00:6c6c", "80:6f"}));
}

void TestComposerModes::pong()
{
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Ping);
    choose(desk, "pingKind", 1);
    choose(desk, "pingForm", 1);
    desk.editor().setFocus();
    desk.type("ca fe");
    QCOMPARE(desk.label("pingBytes"), QStringLiteral("2 of 125 bytes"));
    desk.pressSend();
    QTRY_COMPARE(frames(), QStringList{"8a:cafe"});
}

void TestComposerModes::close_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("frame");
    QTest::newRow("usual") << "1000"
                           << "bye"
                           << "normal closure"
                           << "88:03e8627965";
    QTest::newRow("not of a browser") << "1001"
                                      << ""
                                      << "a browser could not send it"
                                      << "88:03e9";
    QTest::newRow("not allowed") << "1006"
                                 << "x"
                                 << "not allowed in a Close frame"
                                 << "88:03ee78";
    QTest::newRow("empty") << "no code"
                           << ""
                           << "An empty Close frame"
                           << "88:";
    QTest::newRow("a payload") << "no code"
                               << "03"
                               << "payload: 1 of 125 bytes"
                               << "88:03";
}

void TestComposerModes::close()
{
    QFETCH(QString, code);
    QFETCH(QString, reason);
    QFETCH(QString, said);
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Close);
    desk.code().setEditText(code);
    desk.reason().setText(reason);
    QVERIFY2(desk.label("composerCodeMeaning").contains(said),
             qPrintable(desk.label("composerCodeMeaning")));
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_VERIFY(!frames().isEmpty());
    QTEST(frames().constFirst(), "frame");
}

/// Every field of the header, and the bytes that were shown before.
void TestComposerModes::rawFrames()
{
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Raw);
    const auto check = [&desk](const char* box, bool on) {
        desk.part<QCheckBox>(box).setChecked(on);
    };
    check("frameFin", false);
    check("frameRsv1", true);
    check("frameRsv3", true);
    choose(desk, "frameOpcode", 3);
    choose(desk, "frameMask", 2);
    desk.part<QLineEdit>("frameKey").setText("01 02 03 04");
    choose(desk, "frameLengthForm", 2);
    desk.part<QLineEdit>("frameClaimed").setText("0x10");
    choose(desk, "frameForm", 1);
    desk.part<QPlainTextEdit>("framePayload").setPlainText("ff ff");
    QTest::mouseClick(&desk.part<QToolButton>("frameAdd"), Qt::LeftButton);
    choose(desk, "frameMask", 1);
    desk.part<QPlainTextEdit>("framePayload").setPlainText("hi");
    const QString shown = desk.part<QPlainTextEdit>("wireView").toPlainText();
    QCOMPARE(shown, QStringLiteral("1: head 53 fe 00 10  key 01 02 03 04  payload fe fd\n"
                                   "2: head 81 02  payload 68 69"));
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(noted(), QStringLiteral("53fe001001020304fefd") + QStringLiteral("81026869"));

    // A random key is the one that is shown, and another one the next time.
    peer_->forget();
    QTest::mouseClick(&desk.part<QToolButton>("frameRemove"), Qt::LeftButton);
    desk.part<QLineEdit>("frameClaimed").clear();
    choose(desk, "frameMask", 0);
    const auto bytesShown = [&desk] {
        QString text = desk.part<QPlainTextEdit>("wireView").toPlainText();
        for (const char* label : {"1: head", "key", "payload", " "}) {
            text.remove(QLatin1String(label));
        }
        return text;
    };
    const QString first = bytesShown();
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QTRY_COMPARE(noted(), first);
    QVERIFY(bytesShown() != first);
}

void TestComposerModes::rawFramesAreMovedAndRemoved()
{
    Desk desk;
    desk.click(Composer::Raw);
    const auto payloads = [&desk] {
        QStringList all;
        for (const auto& frame : desk.composer.draft().frames) {
            all += frame.payload;
        }
        return all;
    };
    desk.part<QPlainTextEdit>("framePayload").setPlainText("a");
    QTest::mouseClick(&desk.part<QToolButton>("frameDuplicate"), Qt::LeftButton);
    desk.part<QPlainTextEdit>("framePayload").setPlainText("b");
    QCOMPARE(payloads(), (QStringList{"a", "b"}));
    QTest::mouseClick(&desk.part<QToolButton>("frameUp"), Qt::LeftButton);
    QCOMPARE(payloads(), (QStringList{"b", "a"}));
    QTest::keyClick(&desk.part<QListWidget>("frameList"), Qt::Key_Down);
    QCOMPARE(desk.part<QPlainTextEdit>("framePayload").toPlainText(), QStringLiteral("a"));
    QTest::mouseClick(&desk.part<QToolButton>("frameRemove"), Qt::LeftButton);
    QCOMPARE(payloads(), QStringList{"b"});
    QVERIFY(!desk.part<QToolButton>("frameRemove").isEnabled());
}

void TestComposerModes::wrongKeyIsRefused()
{
    Desk desk;
    desk.connectTo(url());
    desk.click(Composer::Raw);
    choose(desk, "frameMask", 2);
    desk.part<QLineEdit>("frameKey").setText("01 02");
    QTest::mouseClick(&desk.sendButton(), Qt::LeftButton);
    QVERIFY(desk.noteIsBad());
    QVERIFY2(desk.note().contains("four bytes"), qPrintable(desk.note()));
    QVERIFY(noted().isEmpty());
}

void TestComposerModes::draftsGoRound_data()
{
    QTest::addColumn<message::Draft>("draft");
    using message::Draft;
    using message::Form;
    using Kind = Draft::Kind;
    const auto row = [](const char* name, const Draft& draft) { QTest::newRow(name) << draft; };
    row("text", {.kind = Kind::Text,
                 .form = Form::Text,
                 .content = "a",
                 .code = {},
                 .fragmentSize = 3,
                 .ping = "p",
                 .frames = {}});
    row("JSON", {.kind = Kind::Json,
                 .form = Form::Text,
                 .content = "[1]",
                 .code = {},
                 .fragmentSize = {},
                 .ping = {},
                 .frames = {}});
    for (const Form form : {Form::Hex, Form::Base64, Form::File, Form::MessagePack, Form::Cbor}) {
        row(qPrintable(QStringLiteral("binary %1").arg(static_cast<int>(form))),
            {.kind = Kind::Binary,
             .form = form,
             .content = "/a",
             .code = {},
             .fragmentSize = 1,
             .ping = {},
             .frames = {}});
    }
    row("pong", {.kind = Kind::Pong,
                 .form = Form::Hex,
                 .content = "aa",
                 .code = {},
                 .fragmentSize = {},
                 .ping = {},
                 .frames = {}});
    row("close", {.kind = Kind::Close,
                  .form = Form::Text,
                  .content = "bye",
                  .code = "1006",
                  .fragmentSize = {},
                  .ping = {},
                  .frames = {}});
    row("close with a template", {.kind = Kind::Close,
                                  .form = Form::Text,
                                  .content = {},
                                  .code = "{{code}}",
                                  .fragmentSize = {},
                                  .ping = {},
                                  .frames = {}});
    row("raw", {.kind = Kind::Raw,
                .form = Form::Hex,
                .content = "81",
                .code = {},
                .fragmentSize = {},
                .ping = {},
                .frames = {}});
    message::FrameDraft frame;
    frame.rsv = 5;
    frame.opcode = 11;
    frame.mask = message::FrameDraft::Mask::Key;
    frame.key = {1, 2, 3, 4};
    frame.lengthForm = wire::LengthForm::Bits64;
    frame.claimedLength = UINT64_MAX;
    frame.compressed = true;
    frame.payload = QStringLiteral("x");
    row("frames", {.kind = Kind::Frames,
                   .form = Form::Hex,
                   .content = {},
                   .code = {},
                   .fragmentSize = {},
                   .ping = {},
                   .frames = {frame, message::FrameDraft()}});
}

void TestComposerModes::draftsGoRound()
{
    QFETCH(message::Draft, draft);
    Desk desk;
    desk.composer.compose(draft);
    QVERIFY(desk.composer.draft() == draft);
    desk.composer.setMode(Composer::Close);
    desk.composer.setMode(Composer::modeOf(draft.kind));
    QVERIFY(desk.composer.draft() == draft);
}

FRAMESCOPE_TEST(TestComposerModes)

} // namespace tst_composer_modes

#include "tst_composer_modes.moc"
