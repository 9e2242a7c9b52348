// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "codec/json/last_members.h"
#include "support/test_program.h"

namespace tst_last_members {

using namespace framescope;

class LastMembersTest : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
};

void LastMembersTest::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* name, const char* text, const char* left) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(left);
    };
    row("none", R"({"a":1, "b":[{"a":1},{"a":2}]})", R"({"a":1, "b":[{"a":1},{"a":2}]})");
    row("two", R"({"ok":true,"ok":false})", R"({"ok":false})");
    row("three, others between", R"({"a":1,"b":2, "a":3 ,"c":4,"a":5})", R"({"b":2, "c":4,"a":5})");
    row("below", R"([{"x":{"a":1,"a":2}}])", R"([{"x":{"a":2}}])");
    row("in one that is left out", R"({"x":{"a":1,"a":2},"x":{"a":3,"a":4}})", R"({"x":{"a":4}})");
    row("escapes", R"({"a":1,"\u0061":2})", R"({"\u0061":2})");
    row("another name", R"({"a":1,"A":2,"":3})", R"({"a":1,"A":2,"":3})");
    row("no JSON", R"({"a":1,"a":2)", R"({"a":1,"a":2)");
    row("byte order mark", "\xEF\xBB\xBF{\"a\":1,\"a\":2}", R"({"a":2})");
}

void LastMembersTest::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, left);
    QCOMPARE(QByteArray::fromStdString(codec::withLastMembers(text.toStdString())), left);
}

FRAMESCOPE_TEST(LastMembersTest)

} // namespace tst_last_members

#include "tst_last_members.moc"
