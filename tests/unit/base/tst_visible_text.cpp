// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_visible_text {

using namespace framescope;

class TestVisibleText : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void lines();
    void whatIsShownIsVisible();
    void whatPeopleWriteStays();
};

void TestVisibleText::text_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QByteArray() << "";
    QTest::newRow("plain") << QByteArray("My name is John\\") << "My name is John\\";
    QTest::newRow("line") << QByteArray("a\r\n\tb") << "a\\r\\n\\tb";
    QTest::newRow("escape sequence") << QByteArray("\x1b]0;x\x07") << "\\x1b]0;x\\x07";
    QTest::newRow("NUL, DEL") << QByteArray("\0\x7f", 2) << "\\x00\\x7f";
    QTest::newRow("C1: CSI") << QByteArray("\xc2\x9b") + "31m"
                             << "\\u009b31m";
    QTest::newRow("CSI as a byte") << QByteArray("\x9b") + "31m"
                                   << "\\x9b31m";
    QTest::newRow("no UTF-8") << QByteArray("a\xff\xc3(") << "a\\xff\\xc3(";
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << "\\xed\\xa0\\x80";
    QTest::newRow("cut") << QByteArray("\xe2\x82") << "\\xe2\\x82";
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx") << "\\ufeffx";
    QTest::newRow("tag") << QByteArray("\xf3\xa0\x81\x81") << "\\U000e0041";
    QTest::newRow("others") << QByteArray("\u017Elu\u0165 \U0001F434")
                            << QStringLiteral("\u017Elu\u0165 \U0001F434");
}

void TestVisibleText::text()
{
    QFETCH(QByteArray, text);
    QTEST(QString::fromStdString(visibleText(text.toStdString())), "shown");
}

void TestVisibleText::lines()
{
    QCOMPARE(visibleLines("a\tb\nc\r\n"), std::string("a\tb\nc\r\n"));
    QCOMPARE(visibleLines("over\rwritten\x1b[2J\r"), std::string("over\\rwritten\\x1b[2J\\r"));
}

/// The output never contains a character that must be escaped.
void TestVisibleText::whatIsShownIsVisible()
{
    for (char32_t value = 0; value <= 0x10FFFF; value += value == 0xD7FF ? 0x801 : 1) {
        const std::string text = QStringView(QChar::fromUcs4(value)).toUtf8().toStdString();
        const std::string shown = visibleText(text);
        QVERIFY(isInvisible(value) ? shown == escapeOf(value) : shown == text);
    }
    for (const char32_t value : {0x61CU, 0x200BU, 0x200DU, 0x200EU, 0x200FU, 0x2028U, 0x2029U,
                                 0x202AU, 0x202EU, 0x2060U, 0x2066U, 0x2069U, 0xFEFFU, 0xADU}) {
        QVERIFY2(isInvisible(value), qPrintable(QString::number(value, 16)));
    }
}

void TestVisibleText::whatPeopleWriteStays()
{
    for (const char* text : {"e\u0301", "\u2764\uFE0F", "\u65E5\u672C", "\u05E9\u05DC\u05D5\u05DD",
                             "a\u00A0b", "\uFFFD", "\u3000"}) {
        QCOMPARE(visibleText(text), std::string(text));
    }
}

FRAMESCOPE_TEST(TestVisibleText)

} // namespace tst_visible_text

#include "tst_visible_text.moc"
