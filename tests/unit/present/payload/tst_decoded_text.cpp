// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
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
    void badBytes();
    void largeText();
};

void TestDecodedText::text_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("ASCII") << "'hello'"
                           << "hello";
    QTest::newRow("line feed and tab stay") << "'a' 0a 'b' 09 'c'"
                                            << "a\nb\tc";
    QTest::newRow("other controls are escapes") << "00 07 0d 1b 7f"
                                                << "\\x00\\x07\\r\\x1b\\x7f";
    QTest::newRow("two bytes") << "c3 a9"
                               << "é";
    QTest::newRow("three bytes") << "e2 82 ac"
                                 << "€";
    QTest::newRow("four bytes") << "f0 9f 98 80"
                                << "😀";
    QTest::newRow("U+10FFFF") << "f4 8f bf bf" << QString::fromUcs4(U"\U0010FFFF");
    QTest::newRow("byte order mark") << "ef bb bf 'a'" << QStringLiteral("\uFEFFa");
    QTest::newRow("byte order mark within") << "'a' ff ef bb bf" << QStringLiteral("a\\xff\uFEFF");
    QTest::newRow("replacement character as sent") << "ef bf bd" << QStringLiteral("\uFFFD");
    QTest::newRow("a bad byte") << "'a' ff 'b'"
                                << "a\\xffb";
    QTest::newRow("continuation alone") << "80"
                                        << "\\x80";
    QTest::newRow("cut sequence") << "'a' e2 82"
                                  << "a\\xe2\\x82";
    QTest::newRow("sequence broken off by a letter") << "e2 82 'a'"
                                                     << "\\xe2\\x82a";
    QTest::newRow("overlong") << "c0 af"
                              << "\\xc0\\xaf";
    QTest::newRow("surrogate") << "ed a0 80"
                               << "\\xed\\xa0\\x80";
    QTest::newRow("beyond U+10FFFF") << "f4 90 80 80"
                                     << "\\xf4\\x90\\x80\\x80";
    QTest::newRow("five bytes") << "f8 88 80 80 80"
                                << "\\xf8\\x88\\x80\\x80\\x80";
    QTest::newRow("two ranges") << "ff 'a' fe c3 a9"
                                << "\\xffa\\xfeé";
    QTest::newRow("written escape is no bad byte") << "'\\xff'"
                                                   << "\\xff";
}

void TestDecodedText::text()
{
    QFETCH(QString, picture);
    const Bytes bytes = bytesOf(picture.toStdString());
    QTEST(decodedText(bytes), "shown");
    if (const QString sent = decodedText(bytes, Controls::AsSent); sent != decodedText(bytes)) {
        QCOMPARE(sent, toQString(asText(bytes))); // controls
    }
}

void TestDecodedText::badBytes()
{
    QCOMPARE(decodedText(Bytes(1000, 0xFF)), QStringLiteral("\\xff").repeated(1000));
}

void TestDecodedText::largeText()
{
    QString text;
    for (int i = 0; i < 20'000; ++i) {
        text += QStringLiteral("é%1€😀\n").arg(i);
    }
    QVERIFY(decodedText(asBytes(text.toStdString())) == text);
}

FRAMESCOPE_TEST(TestDecodedText)

} // namespace tst_decoded_text

#include "tst_decoded_text.moc"
