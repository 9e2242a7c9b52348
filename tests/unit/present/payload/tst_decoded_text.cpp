// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/decoded_text.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_decoded_text {

using namespace framescope;
using namespace framescope::present;
using framescope::test::bytesOf;

class TestDecodedText : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void limit_data();
    void limit();
    void runsOfBadBytesAreOneRange();
    void largeText();
};

void TestDecodedText::text_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("invalid"); ///< start+length of each range
    QTest::newRow("nothing") << ""
                             << ""
                             << "";
    QTest::newRow("ASCII") << "'hello'"
                           << "hello"
                           << "";
    QTest::newRow("line feed and tab stay") << "'a' 0a 'b' 09 'c'"
                                            << "a\nb\tc"
                                            << "";
    QTest::newRow("other controls are escapes") << "00 07 0d 1b 7f"
                                                << "\\x00\\x07\\r\\x1b\\x7f"
                                                << "";
    QTest::newRow("two bytes") << "c3 a9"
                               << "é"
                               << "";
    QTest::newRow("three bytes") << "e2 82 ac"
                                 << "€"
                                 << "";
    QTest::newRow("four bytes") << "f0 9f 98 80"
                                << "😀"
                                << "";
    QTest::newRow("U+10FFFF") << "f4 8f bf bf" << QString::fromUcs4(U"\U0010FFFF") << "";
    QTest::newRow("byte order mark") << "ef bb bf 'a'" << QStringLiteral("\uFEFFa") << "";
    QTest::newRow("byte order mark within")
        << "'a' ff ef bb bf" << QStringLiteral("a\\xff\uFEFF") << "1+4";
    QTest::newRow("replacement character as sent") << "ef bf bd" << QStringLiteral("\uFFFD") << "";
    QTest::newRow("a bad byte") << "'a' ff 'b'"
                                << "a\\xffb"
                                << "1+4";
    QTest::newRow("continuation alone") << "80"
                                        << "\\x80"
                                        << "0+4";
    QTest::newRow("cut sequence") << "'a' e2 82"
                                  << "a\\xe2\\x82"
                                  << "1+8";
    QTest::newRow("sequence broken off by a letter") << "e2 82 'a'"
                                                     << "\\xe2\\x82a"
                                                     << "0+8";
    QTest::newRow("overlong") << "c0 af"
                              << "\\xc0\\xaf"
                              << "0+8";
    QTest::newRow("surrogate") << "ed a0 80"
                               << "\\xed\\xa0\\x80"
                               << "0+12";
    QTest::newRow("beyond U+10FFFF") << "f4 90 80 80"
                                     << "\\xf4\\x90\\x80\\x80"
                                     << "0+16";
    QTest::newRow("five bytes") << "f8 88 80 80 80"
                                << "\\xf8\\x88\\x80\\x80\\x80"
                                << "0+20";
    QTest::newRow("two ranges") << "ff 'a' fe c3 a9"
                                << "\\xffa\\xfeé"
                                << "0+4 5+4";
    QTest::newRow("written escape is no bad byte") << "'\\xff'"
                                                   << "\\xff"
                                                   << "";
}

void TestDecodedText::text()
{
    QFETCH(QString, picture);
    const Bytes bytes = bytesOf(picture.toStdString());
    const DecodedText decoded = decodeText(bytes, SIZE_MAX);
    QTEST(decoded.text, "shown");
    QStringList ranges;
    for (const auto& range : decoded.invalid) {
        ranges += QStringLiteral("%1+%2").arg(range.start).arg(range.length);
    }
    QTEST(ranges.join(QLatin1Char(' ')), "invalid");
    QCOMPARE(decoded.bytes, bytes.size());
}

void TestDecodedText::limit_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<int>("bytes");
    QTest::newRow("zero") << "'hello'" << 0 << "" << 0;
    QTest::newRow("within ASCII") << "'hello'" << 3 << "hel" << 3;
    QTest::newRow("all") << "'hello'" << 5 << "hello" << 5;
    QTest::newRow("before a sequence that does not fit") << "'a' e2 82 ac 'b'" << 3 << "a" << 1;
    QTest::newRow("after a sequence that fits") << "'a' e2 82 ac 'b'" << 4 << "a€" << 4;
    QTest::newRow("bad bytes count one each") << "ff ff ff" << 2 << "\\xff\\xff" << 2;
    QTest::newRow("a control at the limit") << "'a' 00 'b'" << 2 << "a\\x00" << 2;
}

void TestDecodedText::limit()
{
    QFETCH(QString, picture);
    QFETCH(int, limit);
    const Bytes bytes = bytesOf(picture.toStdString());
    const DecodedText decoded = decodeText(bytes, static_cast<std::size_t>(limit));
    QTEST(decoded.text, "shown");
    QTEST(static_cast<int>(decoded.bytes), "bytes");
}

void TestDecodedText::runsOfBadBytesAreOneRange()
{
    const Bytes bytes(1000, 0xFF);
    const DecodedText decoded = decodeText(bytes, SIZE_MAX);
    QCOMPARE(decoded.invalid.size(), std::size_t{1});
    QCOMPARE(decoded.invalid.front(), (DecodedText::Range{0, 4000}));
}

/// In parts, as a pane shows it, it is the same text.
void TestDecodedText::largeText()
{
    QString text;
    for (int i = 0; i < 20'000; ++i) {
        text += QStringLiteral("é%1€😀\n").arg(i);
    }
    const std::string utf8 = text.toStdString();
    QString shown;
    std::size_t at = 0;
    while (at < utf8.size()) {
        const DecodedText part = decodeText(asBytes(utf8).subspan(at), 1001);
        QVERIFY(part.bytes > 0);
        QVERIFY(part.invalid.empty());
        shown += part.text;
        at += part.bytes;
    }
    QVERIFY(shown == text);
}

FRAMESCOPE_TEST(TestDecodedText)

} // namespace tst_decoded_text

#include "tst_decoded_text.moc"
