// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_frame_script {

using namespace framescope;
using namespace framescope::test;

class TestFrameScript : public QObject
{
    Q_OBJECT

private slots:
    void picture_data();
    void picture();
};

void TestFrameScript::picture_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("canonical");

    const auto row = [](const char* written, const QByteArray& bytes, const char* canonical) {
        QTest::newRow(written) << QString(written) << bytes << QString(canonical);
    };
    row("", QByteArray(), "''");
    row("''", QByteArray(), "''");
    row("81 05 'Hello'", "\x81\x05Hello", "8105 'Hello'");
    row("8105\n  'Hello'", "\x81\x05Hello", "8105 'Hello'");
    row("CAfe", "\xca\xfe", "cafe");
    row("'a'*9 'b'", "aaaaaaaaab", "'a'*9 'b'");
    row("'ab'*3", "ababab", "'ababab'");
    row("00*8 01", QByteArray(8, '\0') + '\1', "00*8 01");
    row("'x' 00*12 'y'", "x" + QByteArray(12, '\0') + "y", "'x' 00*12 'y'");
    row("27", "'", "27");
    row("'a'*0", QByteArray(), "''");
}

void TestFrameScript::picture()
{
    QFETCH(QString, written);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, canonical);
    const Bytes made = bytesOf(written.toStdString());
    QCOMPARE(QByteArray::fromStdString(std::string(asText(made))), bytes);
    QCOMPARE(QString::fromStdString(pictureOf(made)), canonical);
    QCOMPARE(bytesOf(pictureOf(made)), made);
}

FRAMESCOPE_TEST(TestFrameScript)

} // namespace tst_frame_script

#include "tst_frame_script.moc"
