// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_layout.h"
#include "support/test_program.h"

#include <QtTest>

#include <string>

namespace tst_json_layout {

using namespace framescope;
using present::JsonLayout;

namespace {

std::string laidOut(std::string_view json)
{
    const auto layout = JsonLayout::of(asBytes(json));
    return layout ? std::string(layout->text().begin(), layout->text().end()) : "none";
}

} // namespace

class TestJsonLayout : public QObject
{
    Q_OBJECT

private slots:
    void layout_data();
    void layout();
    void places();
    void largeOnesAreLeft();
};

void TestJsonLayout::layout_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("members") << QByteArray(R"({"a":1,"b":[true,null]})")
                             << QByteArray(
                                    "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}");
    QTest::newRow("nothing in it")
        << QByteArray(R"({"a":{},"b":[ ]})") << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("numbers stay") << QByteArray("[1.50,1e400,12345678901234567890,-0]")
                                  << QByteArray("[\n  1.50,\n  1e400,\n  12345678901234567890,\n"
                                                "  -0\n]");
    QTest::newRow("duplicate keys and escapes stay")
        << QByteArray(R"({"k":"\u0041\"{[,:","k":"}"})")
        << QByteArray("{\n  \"k\": \"\\u0041\\\"{[,:\",\n  \"k\": \"}\"\n}");
    QTest::newRow("laid out otherwise")
        << QByteArray("\n\t{ \"a\"\r\n:\n 1 }\n") << QByteArray("{\n  \"a\": 1\n}");
    QTest::newRow("one value") << QByteArray(" \"text\" ") << QByteArray("\"text\"");
}

void TestJsonLayout::layout()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(
                 laidOut({json.constData(), static_cast<std::size_t>(json.size())})),
             shown);
}

void TestJsonLayout::places()
{
    const std::string json = R"({"a":1, "b":[true]})";
    const auto layout = JsonLayout::of(asBytes(json));
    QVERIFY(layout);
    const std::string text(layout->text().begin(), layout->text().end());
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] != ' ') {
            QCOMPARE(text[layout->layoutOf(at)], json[at]);
            QCOMPARE(layout->sourceOf(layout->layoutOf(at)), at);
        }
    }
    QCOMPARE(json[layout->sourceOf(text.find(" \"a"))], '"'); // of a blank: what follows
    QCOMPARE(layout->sourceOf(text.size()), json.size());
    QCOMPARE(layout->layoutOf(json.size()), text.size());
}

void TestJsonLayout::largeOnesAreLeft()
{
    QCOMPARE(laidOut(std::string(JsonLayout::MostText + 1, ' ')), std::string("none"));
    QCOMPARE(laidOut(std::string(JsonLayout::MostText, '[')), std::string("none"));
    QVERIFY(laidOut(std::string(10'000, '[') + std::string(10'000, ']')).size() < 2'000'000);
}

FRAMESCOPE_TEST(TestJsonLayout)

} // namespace tst_json_layout

#include "tst_json_layout.moc"
