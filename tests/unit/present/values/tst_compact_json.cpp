// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/compact_json.h"
#include "support/test_program.h"

#include <QtTest>

namespace tst_compact_json {

using namespace framescope;

class TestCompactJson : public QObject
{
    Q_OBJECT

private slots:
    void keepsEverythingButBlanks_data();
    void keepsEverythingButBlanks();
};

void TestCompactJson::keepsEverythingButBlanks_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("compact");
    const auto row = [](const char* name, const char* json, const char* compact) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(compact);
    };
    row("nothing to do", "[1]", "[1]");
    row("numbers", "[ 1.50,\n1e400 , -0 ]", "[1.50,1e400,-0]");
    row("keys", "{ \"b\" : 1, \"a\" : 2, \"b\":3 }", "{\"b\":1,\"a\":2,\"b\":3}");
    row("strings", "[ \" a  b \" , \"\\\" \\\\\" , \"\\u0020\" ]",
        "[\" a  b \",\"\\\" \\\\\",\"\\u0020\"]");
    row("around", " \t\r\n null \n", "null");
}

void TestCompactJson::keepsEverythingButBlanks()
{
    QFETCH(QByteArray, json);
    const std::string compact = present::compactJson(asBytes(json.toStdString()));
    QTEST(QByteArray::fromStdString(compact), "compact");
}

FRAMESCOPE_TEST(TestCompactJson)

} // namespace tst_compact_json

#include "tst_compact_json.moc"
