// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "support/test_program.h"

#include <QtTest>

#include <array>

namespace tst_utf8 {

using namespace framescope;

class TestUtf8 : public QObject
{
    Q_OBJECT

private slots:
    void firstOfText_data();
    void firstOfText();
    void everyCharacter();
    void cutAnywhere();
    void stringKeepsAll_data();
    void stringKeepsAll();
};

void TestUtf8::firstOfText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("value"); // -1: none
    QTest::addColumn<int>("size");
    QTest::newRow("nothing") << QByteArray() << -1 << 0;
    QTest::newRow("NUL") << QByteArray(1, '\0') << 0 << 1;
    QTest::newRow("ASCII") << QByteArray("ab") << 0x61 << 1;
    QTest::newRow("two bytes") << QByteArray("\xc3\xa9x") << 0xE9 << 2;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx") << 0xFEFF << 3;
    QTest::newRow("the last one") << QByteArray("\xf4\x8f\xbf\xbf") << 0x10FFFF << 4;
    QTest::newRow("beyond it") << QByteArray("\xf4\x90\x80\x80") << -1 << 0;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << -1 << 0;
    QTest::newRow("longer than needed") << QByteArray("\xe0\x80\xaf") << -1 << 0;
    QTest::newRow("cut") << QByteArray("\xe2\x82") << -1 << 0;
    QTest::newRow("continuation alone") << QByteArray("\x80x") << -1 << 0;
    QTest::newRow("no continuation") << QByteArray("\xc3x") << -1 << 0;
    QTest::newRow("never a byte") << QByteArray("\xff") << -1 << 0;
}

void TestUtf8::firstOfText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, value);
    QFETCH(int, size);
    const auto character = firstCharacter(text.toStdString());
    QCOMPARE(character ? static_cast<int>(character->value) : -1, value);
    QCOMPARE(character ? static_cast<int>(character->size) : 0, size);
}

void TestUtf8::everyCharacter()
{
    for (char32_t value = 0; value <= 0x10FFFF; value += value == 0xD7FF ? 0x801 : 1) {
        const std::string text = QStringView(QChar::fromUcs4(value)).toUtf8().toStdString();
        const auto character = firstCharacter(text);
        QVERIFY(character && character->value == value && character->size == text.size());
    }
}

/// Wherever a text is cut, no character is cut in two.
void TestUtf8::cutAnywhere()
{
    const std::string text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xb4z"; // 1, 2, 3, 4, 1 bytes
    const std::array<std::size_t, 13> starts{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (std::size_t most = 0; most < starts.size(); ++most) {
        QCOMPARE(cutText(text, most), std::string_view(text).substr(0, starts[most]));
        const std::string_view start = std::string_view(text).substr(0, most);
        QCOMPARE(unfinishedTail(start), start.size() - starts[most]);
    }
    QCOMPARE(unfinishedTail("a\x80"), 0u);
    QCOMPARE(unfinishedTail("\x80\x80\x80\x80"), 0u);
    QCOMPARE(cutText("\x80\x80", 1), std::string_view());
}

void TestUtf8::stringKeepsAll_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("string");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("plain") << QByteArray("hello") << "hello";
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf") << QString(QChar(0xFEFF));
    QTest::newRow("two of them") << QByteArray("\xef\xbb\xbf\xef\xbb\xbfx")
                                 << QStringLiteral("\uFEFF\uFEFFx");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QString::fromLatin1("a\0b", 3);
    QTest::newRow("invalid") << QByteArray("a\xff") << QStringLiteral("a\uFFFD");
    QTest::newRow("cut") << QByteArray("a\xc3") << QStringLiteral("a\uFFFD");
}

void TestUtf8::stringKeepsAll()
{
    QFETCH(QByteArray, text);
    QTEST(toQString(text.toStdString()), "string");
}

FRAMESCOPE_TEST(TestUtf8)

} // namespace tst_utf8

#include "tst_utf8.moc"
