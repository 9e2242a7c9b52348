// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/patience.h"
#include "support/test_program.h"
#include "ui/composer/edit/hex_editor.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QtTest>

namespace tst_hex_editor {

using namespace framescope::ui;

class TestHexEditor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { editor_.reset(); }
    void typesHex();
    void overwrites();
    void typesText();
    void erases();
    void selectsAndReplaces();
    void undoes();
    void pastes();
    void refusesWhatIsNoHex();
    void refusesTooMuch();
    void clicks();
    void tabGoesThroughBothParts();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(editor_.get(), static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(editor_.get(), QString::fromLatin1(text)); }
    QByteArray hex() const { return editor_->bytes().toHex(); }

    std::unique_ptr<HexEditor> editor_;
};

void TestHexEditor::init()
{
    editor_ = std::make_unique<HexEditor>();
    editor_->resize(700, 160);
    editor_->show();
    QVERIFY(QTest::qWaitForWindowActive(editor_.get(), framescope::test::Patience));
    editor_->setFocus();
}

void TestHexEditor::typesHex()
{
    type("cafe 01");
    QCOMPARE(hex(), QByteArray("cafe01"));
    QCOMPARE(editor_->cursor(), 3);
    press(Qt::Key_Home);
    type("0");
    QCOMPARE(hex(), QByteArray("00cafe01")); // half a byte already is one
    type("f");
    QCOMPARE(hex(), QByteArray("0fcafe01"));
}

void TestHexEditor::overwrites()
{
    editor_->setBytes(QByteArray::fromHex("001122"));
    QVERIFY(editor_->isInserting());
    press(Qt::Key_Insert);
    QVERIFY(!editor_->isInserting());
    type("abc");
    QCOMPARE(hex(), QByteArray("abc122"));
    press(Qt::Key_End, Qt::ControlModifier);
    type("99");
    QCOMPARE(hex(), QByteArray("abc12299"));
}

void TestHexEditor::typesText()
{
    press(Qt::Key_Tab);
    QVERIFY(editor_->isInText());
    type("a z");
    QTest::sendKeyEvent(QTest::Click, editor_.get(), Qt::Key_unknown, QStringLiteral("é"),
                        Qt::NoModifier);
    QCOMPARE(editor_->bytes(), QByteArray("a z\xC3\xA9"));
}

void TestHexEditor::erases()
{
    editor_->setBytes(QByteArray::fromHex("00112233"));
    press(Qt::Key_Right);
    press(Qt::Key_Delete);
    QCOMPARE(hex(), QByteArray("002233"));
    press(Qt::Key_Backspace);
    QCOMPARE(hex(), QByteArray("2233"));
    press(Qt::Key_Backspace);
    QCOMPARE(hex(), QByteArray("2233"));
}

void TestHexEditor::selectsAndReplaces()
{
    editor_->setBytes(QByteArray::fromHex("00112233"));
    press(Qt::Key_Right);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("11 22"));
    type("ee");
    QCOMPARE(hex(), QByteArray("00ee33"));
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(hex(), QByteArray());
}

void TestHexEditor::undoes()
{
    type("ca");
    type("fe");
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(hex(), QByteArray("ca")); // both digits at once
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(hex(), QByteArray());
    press(Qt::Key_Z, Qt::ControlModifier);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(hex(), QByteArray("cafe"));
}

void TestHexEditor::pastes()
{
    QApplication::clipboard()->setText(QStringLiteral("0xca,0xfe"));
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(hex(), QByteArray("cafe"));
    press(Qt::Key_Tab);
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(editor_->bytes(), QByteArray("\xca\xfe"
                                          "0xca,0xfe"));
}

void TestHexEditor::refusesWhatIsNoHex()
{
    QSignalSpy refused(editor_.get(), &HexEditor::refused);
    type("g");
    QCOMPARE(refused.count(), 1);
    QApplication::clipboard()->setText(QStringLiteral("hello"));
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(refused.count(), 2);
    QCOMPARE(hex(), QByteArray());
}

void TestHexEditor::refusesTooMuch()
{
    editor_->setBytes(QByteArray(HexBuffer::MostBytes, 'x'));
    QSignalSpy refused(editor_.get(), &HexEditor::refused);
    type("1");
    QCOMPARE(refused.count(), 1);
    QCOMPARE(editor_->bytes().size(), HexBuffer::MostBytes);
    press(Qt::Key_Insert);
    type("12"); // over what is there
    QCOMPARE(editor_->bytes()[0], '\x12');
}

void TestHexEditor::clicks()
{
    editor_->setBytes(QByteArray("hello"));
    QTest::mouseClick(editor_->viewport(), Qt::LeftButton, {}, editor_->textRect(3).center());
    QVERIFY(editor_->isInText());
    QCOMPARE(editor_->cursor(), 3);
    QTest::mouseClick(editor_->viewport(), Qt::LeftButton, {}, editor_->hexRect(1).center());
    QVERIFY(!editor_->isInText());
    QCOMPARE(editor_->cursor(), 1);
}

void TestHexEditor::tabGoesThroughBothParts()
{
    press(Qt::Key_Tab);
    QVERIFY(editor_->isInText() && editor_->hasFocus());
    press(Qt::Key_Backtab);
    QVERIFY(!editor_->isInText() && editor_->hasFocus());
}

FRAMESCOPE_TEST(TestHexEditor)

} // namespace tst_hex_editor

#include "tst_hex_editor.moc"
