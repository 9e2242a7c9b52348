// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/json_fields.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_json_fields {

using namespace framescope::scenario;

class JsonFieldsTest : public QObject
{
    Q_OBJECT

private slots:
    void knowsWhatSaysTheSame_data();
    void knowsWhatSaysTheSame();
    void prefersWhatIsMoreAlike();
    void putsChangesWhereTheyBelong();
    void leavesTextsAlone();
};

void JsonFieldsTest::knowsWhatSaysTheSame_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");

    const auto row = [](const char* name, const char* a, const char* b, bool same) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << same;
    };
    row("order and space", R"({"a":1,"b":[true]})", R"( {"b": [ true ], "a": 1} )", true);
    row("another value", R"({"a":1})", R"({"a":2})", false);
    row("another id", R"({"id":1,"method":"x"})", R"({"id":2,"method":"x"})", true);
    row("another method", R"({"id":1,"method":"x"})", R"({"id":1,"method":"y"})", false);
    row("orderId", R"({"orderId":"a"})", R"({"orderId":"b"})", true);
    row("paid is no id", R"({"paid":1})", R"({"paid":2})", false);
    row("a UUID anywhere", R"({"a":"9f1c2c1e-8f0a-4a57-9a08-0d6f3f1b2c3d"})",
        R"({"a":"00000000-8f0a-4a57-9a08-0d6f3f1b2c3d"})", true);
    row("times", R"({"a":"2026-01-31T12:00:00Z","b":1767225600000})",
        R"({"a":"2027-01-31T12:00:01Z","b":1767225600001})", true);
    row("a member more", R"({"a":1})", R"({"a":1,"b":2})", false);
    row("empty lists", R"({"a":[]})", R"({"a":{}})", false);
    row("an id in a list", R"([{"id":1},{"id":2}])", R"([{"id":3},{"id":4}])", true);
}

void JsonFieldsTest::knowsWhatSaysTheSame()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, same);
    const auto ours = jsonFields(a.constData());
    const auto theirs = jsonFields(b.constData());
    QVERIFY(ours && theirs);
    QCOMPARE(canonical(*ours) == canonical(*theirs), same);
}

void JsonFieldsTest::prefersWhatIsMoreAlike()
{
    QVERIFY(likeness(R"({"cmd":"get","what":"price"})", R"({"cmd":"get","what":"name"})") >
            likeness(R"({"cmd":"put","what":"name"})", R"({"cmd":"get","which":"price"})"));
    QVERIFY(likeness("get the price", "get the prices") > likeness("put", "get the prices"));
    QCOMPARE(likeness("text", R"({"a":1})"), 0.0);
    QCOMPARE(likeness("", ""), 1.0);
}

void JsonFieldsTest::putsChangesWhereTheyBelong()
{
    const Changes changes = changesBetween(R"({"id":1,"n":1})", R"({"n":2,"id":77})");
    QCOMPARE(changes, (Changes{{"1", "77"}}));
    QCOMPARE(withChanges(R"({ "n": 1, "id": 1, "r": {"id": 1} })", changes),
             std::optional<std::string>(R"({ "n": 1, "id": 77, "r": {"id": 77} })"));
    QCOMPARE(withChanges(R"({"n":1})", changes), std::nullopt);
    const Changes names =
        changesBetween(R"({"id":"a1f0","method":"login"})", R"({"id":"zz9","method":"login"})");
    QCOMPARE(withChanges(R"({"reply_to":"a1f0","for":"a1f0","ok":true})", names),
             std::optional<std::string>(R"({"reply_to":"zz9","for":"zz9","ok":true})"));
    const Changes number = changesBetween(R"({"id":1})", R"({"id":7})");
    QCOMPARE(withChanges(R"({"inReplyTo":1,"count":1})", number),
             std::optional<std::string>(R"({"inReplyTo":7,"count":1})"));
}

void JsonFieldsTest::leavesTextsAlone()
{
    QVERIFY(!jsonFields("hello"));
    QVERIFY(!jsonFields("12"));
    QVERIFY(!jsonFields(R"({"a":)"));
    QVERIFY(!jsonFields(std::string(5000, '[')));
    QVERIFY(changesBetween("1", "2").empty());
}

FRAMESCOPE_TEST(JsonFieldsTest)

} // namespace tst_json_fields

#include "tst_json_fields.moc"
