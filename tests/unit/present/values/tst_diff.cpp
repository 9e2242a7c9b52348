// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "codec/diff/diff.h"
#include "codec/diff/diff_match.h"
#include "present/values/diff_model.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QPoint>
#include <QRandomGenerator>
#include <QtTest>

namespace tst_diff {

using namespace framescope;
using namespace framescope::codec;
using namespace framescope::present;

namespace {

std::shared_ptr<const Bytes> text(std::string_view text)
{
    const ByteView view = asBytes(text);
    return std::make_shared<const Bytes>(view.begin(), view.end());
}

std::shared_ptr<const Bytes> hex(std::string_view digits)
{
    return std::make_shared<const Bytes>(parseHex(digits).value());
}

std::shared_ptr<const Diff> diffOf(std::string_view left, std::string_view right,
                                   const DiffOptions& options = {})
{
    return std::make_shared<const Diff>(compare(text(left), text(right), options));
}

char signOf(Change change)
{
    switch (change) {
    case Change::Inside:
        return '~';
    case Change::Changed:
        return '!';
    case Change::Added:
        return '+';
    case Change::Removed:
        return '-';
    default:
        return '=';
    }
}

/// "! $.a: 1 | 2" for each row.
QStringList rowsOf(const std::shared_ptr<const Diff>& diff)
{
    DiffModel model;
    model.setDiff(diff);
    QStringList rows;
    for (std::uint32_t row = 0; row < diff->rows.size(); ++row) {
        const QModelIndex index = model.reveal(row);
        rows += QLatin1Char(signOf(diff->rows[row].change)) +
                QStringLiteral(" %1: %2 | %3")
                    .arg(index.data(DiffModel::PlaceRole).toString(),
                         index.siblingAtColumn(DiffModel::LeftColumn).data().toString(),
                         index.siblingAtColumn(DiffModel::RightColumn).data().toString());
    }
    return rows;
}

/// Only what differs.
QStringList differencesOf(std::string_view left, std::string_view right)
{
    const auto diff = diffOf(left, right);
    const QStringList rows = rowsOf(diff);
    QStringList found;
    for (const std::uint32_t row : diff->differences) {
        found += rows[row];
    }
    return found;
}

/// The fewest edits, by the table that takes the product of both lengths.
std::size_t fewestEdits(const std::string& a, const std::string& b)
{
    std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
            } else if (a[i - 1] == b[j - 1]) {
                cost[i][j] = cost[i - 1][j - 1];
            } else {
                cost[i][j] = 1 + std::min(cost[i - 1][j], cost[i][j - 1]);
            }
        }
    }
    return cost[a.size()][b.size()];
}

CommonRuns matchTexts(const std::string& a, const std::string& b)
{
    return SequenceMatcher(a.size(), b.size(),
                           [&](std::size_t i, std::size_t j) { return a[i] == b[j]; })
        .match();
}

} // namespace

class TestDiff : public QObject
{
    Q_OBJECT

private slots:
    void fewestEditsAreFound();
    void tooManyEdits();
    void structure_data();
    void structure();
    void sameOrNot_data();
    void sameOrNot();
    void modes_data();
    void modes();
    void lines();
    void bytes();
    void addedContainersAreListed();
    void onlyDifferences();
    void longValuesBeginNearTheDifference();
    void invisibleCharactersAreEscaped();
    void manyRows();
    void muchThatIsTheSame();
    void deep();
    void stopped();
    void model();
};

void TestDiff::fewestEditsAreFound()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 400; ++round) {
        std::string a(random.bounded(30), ' ');
        std::string b(random.bounded(30), ' ');
        for (std::string* word : {&a, &b}) {
            for (char& c : *word) {
                c = static_cast<char>('a' + random.bounded(3));
            }
        }
        const CommonRuns common = matchTexts(a, b);
        QVERIFY(!common.coarse);
        std::size_t length = 0;
        std::size_t left = 0;
        std::size_t right = 0;
        for (const CommonRun& run : common.runs) {
            QVERIFY(run.left >= left && run.right >= right && run.length > 0);
            QCOMPARE(a.substr(run.left, run.length), b.substr(run.right, run.length));
            left = run.left + run.length;
            right = run.right + run.length;
            length += run.length;
        }
        QVERIFY(left <= a.size() && right <= b.size());
        QCOMPARE(a.size() + b.size() - 2 * length, fewestEdits(a, b));
    }
}

void TestDiff::tooManyEdits()
{
    const std::string a(10'000, 'a');
    std::string b(10'000, 'b');
    b[5000] = 'a';
    const CommonRuns common = matchTexts(a, b);
    QVERIFY(common.coarse);
    QVERIFY(common.runs == (std::vector<CommonRun>{{5000, 5000, 1}}));
}

void TestDiff::structure_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QStringList>("differences");
    const auto row = [](const char* name, const char* left, const char* right,
                        const QStringList& differences) {
        QTest::newRow(name) << left << right << differences;
    };
    row("order of members", R"({"a":1,"b":2})", R"({"b":2,"a":1})", {});
    row("white space", R"({"a":[1,2]})", "{ \"a\" : [ 1,\n2 ] }", {});
    row("escapes", R"({"a":"A","\u0062":1})", R"({"a":"\u0041","b":1})", {});
    row("a value", R"({"a":1,"b":2})", R"({"a":1,"b":3})", {"! $.b: 2 | 3"});
    row("as sent", R"({"a":1.0})", R"({"a":1})", {"! $.a: 1.0 | 1"});
    row("large numbers", R"([9007199254740993])", R"([9007199254740992])",
        {"! $[0]: 9007199254740993 | 9007199254740992"});
    row("a type", R"({"a":"1"})", R"({"a":1})", {"! $.a: \"1\" | 1"});
    row("null is a value", R"({"a":null})", R"({})", {"- $.a: null | "});
    row("added and removed", R"({"a":1,"b":2})", R"({"b":2,"c":3})",
        {"- $.a: 1 | ", "+ $.c:  | 3"});
    row("added where it stands", R"({"a":1,"z":2})", R"({"new":0,"a":1,"more":5,"z":2})",
        {"+ $.new:  | 0", "+ $.more:  | 5"});
    row("inside", R"({"a":{"b":{"c":1}}})", R"({"a":{"b":{"c":2}}})", {"! $.a.b.c: 1 | 2"});
    row("put into an array", "[1,2,3]", "[1,9,2,3]", {"+ $[1]:  | 9"});
    row("taken out of an array", "[1,2,3]", "[1,3]", {"- $[1]: 2 | "});
    row("element changed", "[1,2,3]", "[1,5,3]", {"! $[1]: 2 | 5"});
    row("elements swapped", "[1,2]", "[2,1]", {"+ $[0]:  | 2", "- $[1]: 2 | "});
    row("objects by what they have in common", R"([{"id":1,"x":"a"},{"id":2,"x":"b"}])",
        R"([{"id":0,"x":"n"},{"id":1,"x":"a2"},{"id":2,"x":"b2"}])",
        {"+ $[0]:  | { 2 }", "! $[0].x: \"a\" | \"a2\"", "! $[1].x: \"b\" | \"b2\""});
    row("a name that comes twice", R"({"a":1,"a":2})", R"({"a":1,"a":3})", {"! $.a: 2 | 3"});
    row("a name once more", R"({"a":1})", R"({"a":1,"a":1})", {"+ $.a:  | 1"});
    row("object or array", R"({"a":{}})", R"({"a":[]})", {"! $.a: { 0 } | [ 0 ]"});
    row("roots", "[]", "{}", {"! $: [ 0 ] | { 0 }"});
}

void TestDiff::structure()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    const auto diff = diffOf(left.toStdString(), right.toStdString());
    QCOMPARE(diff->mode, DiffMode::Structure);
    QTEST(differencesOf(left.toStdString(), right.toStdString()), "differences");
}

void TestDiff::sameOrNot_data()
{
    QTest::addColumn<std::shared_ptr<const Bytes>>("left");
    QTest::addColumn<std::shared_ptr<const Bytes>>("right");
    QTest::addColumn<bool>("identical");
    QTest::newRow("MessagePack, numbers of different size")
        << hex("81 a161 05") << hex("81 a161 cd0005") << true;
    QTest::newRow("MessagePack and CBOR") << hex("81 a161 05") << hex("a1 6161 05") << true;
    QTest::newRow("MessagePack and JSON") << hex("81 a161 05") << text(R"({"a":5})") << true;
    QTest::newRow("text and bytes") << hex("81 a161 a17a") << hex("81 a161 c4017a") << false;
    QTest::newRow("CBOR tags") << hex("a1 6161 81 c1 05") << hex("a1 6161 81 05") << false;
    QTest::newRow("CBOR tags of arrays") << hex("a1 6161 d9010280") << hex("a1 6161 80") << false;
    QTest::newRow("nothing") << text("") << text("") << true;
    QTest::newRow("nothing and something") << text("") << text("a") << false;
    QTest::newRow("base64 and what is in it")
        << text("eyJ0eXBlIjoidGljayIsImlkIjo0MiwidGFncyI6WyJhIiwiYiJdfQ==")
        << text(R"({"type":"tick","id":42,"tags":["a","b"]})") << true;
}

void TestDiff::sameOrNot()
{
    QFETCH(std::shared_ptr<const Bytes>, left);
    QFETCH(std::shared_ptr<const Bytes>, right);
    QFETCH(bool, identical);
    for (const Diff& diff : {compare(left, right), compare(right, left)}) {
        QCOMPARE(diff.differences.empty(), identical);
        QVERIFY(!diff.cut);
    }
}

void TestDiff::modes_data()
{
    QTest::addColumn<std::shared_ptr<const Bytes>>("left");
    QTest::addColumn<std::shared_ptr<const Bytes>>("right");
    QTest::addColumn<int>("wanted"); ///< -1: automatic
    QTest::addColumn<int>("mode");
    const auto row = [](const char* name, std::shared_ptr<const Bytes> left,
                        std::shared_ptr<const Bytes> right, int wanted, DiffMode mode) {
        QTest::newRow(name) << std::move(left) << std::move(right) << wanted
                            << static_cast<int>(mode);
    };
    row("JSON", text("[1]"), text("[2]"), -1, DiffMode::Structure);
    row("JSON and text", text("[1]"), text("one"), -1, DiffMode::Lines);
    row("text", text("one"), text("two"), -1, DiffMode::Lines);
    row("text and bytes", text("one"), hex("00ff"), -1, DiffMode::Bytes);
    row("JSON by line", text("[1]"), text("[2]"), static_cast<int>(DiffMode::Lines),
        DiffMode::Lines);
    row("JSON by byte", text("[1]"), text("[2]"), static_cast<int>(DiffMode::Bytes),
        DiffMode::Bytes);
    row("text by structure", text("one"), text("two"), static_cast<int>(DiffMode::Structure),
        DiffMode::Lines);
}

void TestDiff::modes()
{
    QFETCH(std::shared_ptr<const Bytes>, left);
    QFETCH(std::shared_ptr<const Bytes>, right);
    QFETCH(int, wanted);
    DiffOptions options;
    if (wanted >= 0) {
        options.mode = static_cast<DiffMode>(wanted);
    }
    QTEST(static_cast<int>(compare(left, right, options).mode), "mode");
}

void TestDiff::lines()
{
    const auto diff = diffOf("one\ntwo\nthree\nfour\n", "one\n2\nthree\nthree and a half\nfour");
    QCOMPARE(rowsOf(diff), (QStringList{
                               "= line 1: one | one",
                               "! line 2: two | 2",
                               "= line 3: three | three",
                               "! line 4: four | three and a half",
                               "+ line 5:  | four",
                           }));
    QCOMPARE(diff->changed, std::size_t{2});
    QCOMPARE(diff->added, std::size_t{1});
    QCOMPARE(rowsOf(diffOf("a\nb\nc\n", "b\nc\n")),
             (QStringList{"- line 1: a | ", "= line 2 | 1: b | b", "= line 3 | 2: c | c"}));
    QVERIFY(diffOf("same\ntext", "same\ntext")->differences.empty());
}

void TestDiff::bytes()
{
    const auto diff = std::make_shared<const Diff>(compare(
        hex("00 01 02 03 04 05 06 07 08 09 0a"), hex("00 01 02 ff 04 05 06 07 08 09 0a 0b")));
    QCOMPARE(rowsOf(diff), (QStringList{
                               "= offset 0x0: 00 01 02 | 00 01 02",
                               "! offset 0x3: 03 | ff",
                               "= offset 0x4: 04 05 06 07 08 09 0a | 04 05 06 07 08 09 0a",
                               "+ offset 0xb:  | 0b",
                           }));
    // What was put in moves the rest; it is still the same.
    QCOMPARE(rowsOf(std::make_shared<const Diff>(compare(hex("00 01 02"), hex("aa bb 00 01 02")))),
             (QStringList{"+ offset 0x0:  | aa bb", "= offset 0x0 | 2: 00 01 02 | 00 01 02"}));
}

void TestDiff::addedContainersAreListed()
{
    const auto diff = diffOf(R"({})", R"({"a":{"b":[1,2]}})");
    QCOMPARE(rowsOf(diff),
             (QStringList{"~ $: { 0 } | { 1 }", "+ $.a:  | { 1 }", "+ $.a.b:  | [ 2 ]",
                          "+ $.a.b[0]:  | 1", "+ $.a.b[1]:  | 2"}));
    QCOMPARE(diff->added, std::size_t{1});
    QCOMPARE(diff->differences, std::vector<std::uint32_t>{1});
}

void TestDiff::onlyDifferences()
{
    DiffOptions options;
    options.onlyDifferences = true;
    QCOMPARE(rowsOf(diffOf(R"({"a":1,"b":{"c":2,"d":3},"e":{"f":1}})",
                           R"({"a":1,"b":{"c":2,"d":4},"e":{"f":1}})", options)),
             (QStringList{"~ $: { 3 } | { 3 }", "~ $.b: { 2 } | { 2 }", "! $.b.d: 3 | 4"}));
    QCOMPARE(rowsOf(diffOf("a\nb\n", "a\nc\n", options)), QStringList{"! line 2: b | c"});
    QVERIFY(rowsOf(diffOf("[1]", "[1]", options)).isEmpty());
}

void TestDiff::longValuesBeginNearTheDifference()
{
    const std::string head(500, 'x');
    DiffModel model;
    model.setDiff(diffOf(head + "left end", head + "right end"));
    const QModelIndex left = model.index(0, DiffModel::LeftColumn);
    QCOMPARE(left.data().toString(), QStringLiteral("…xxxxxxxxxxxxxxxxleft end"));
    QCOMPARE(left.data(DiffModel::MarkRole).toPoint(), QPoint(17, 3)); // "lef" and "righ"
    QCOMPARE(model.index(0, DiffModel::RightColumn).data(DiffModel::MarkRole).toPoint(),
             QPoint(17, 4));
}

void TestDiff::invisibleCharactersAreEscaped()
{
    DiffModel model;
    const auto shown = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    model.setDiff(diffOf("a\u202eb\u009bc\n", "a\u202eB\u009bc\n"));
    QCOMPARE(shown(0, DiffModel::LeftColumn), QStringLiteral("a\\u202eb\\u009bc"));
    QCOMPARE(shown(0, DiffModel::RightColumn), QStringLiteral("a\\u202eB\\u009bc"));
    QCOMPARE(model.index(0, DiffModel::LeftColumn).data(DiffModel::MarkRole).toPoint(),
             QPoint(7, 1));
    const auto difference = [&model](std::string_view left, std::string_view right) {
        const auto diff = diffOf(left, right);
        model.setDiff(diff);
        return model.reveal(diff->differences.front());
    };
    const QModelIndex value = difference("{\"a\":\"\u202e\"}", "{\"a\":\"\u202d\"}")
                                  .siblingAtColumn(DiffModel::LeftColumn);
    QCOMPARE(value.data().toString(), QStringLiteral("\"\\u202e\""));
    QCOMPARE(value.data(DiffModel::MarkRole).toPoint(), QPoint(1, 6));
    const QModelIndex key = difference("{\"k\u2066\":1}", "{\"k\u2066\":2}");
    QVERIFY2(key.data().toString().contains(QStringLiteral("k\\u2066")),
             qPrintable(key.data().toString()));
    model.setDiff(diffOf("\U0001f600\n", "\U0001f601\n")); // alike in their first half
    QCOMPARE(shown(0, DiffModel::RightColumn), QString::fromUtf8("\U0001f601"));
}

void TestDiff::manyRows()
{
    std::string left;
    for (std::size_t i = 0; i < Diff::MaxRows + 10; ++i) {
        left += "\n";
    }
    const auto diff = diffOf("", left);
    QVERIFY(diff->cut);
    QCOMPARE(diff->rows.size(), Diff::MaxRows);
    QVERIFY(!diff->differences.empty());
}

/// What differs is listed also where there is no room for all that is the same.
void TestDiff::muchThatIsTheSame()
{
    std::string lines;
    std::string values = "[";
    for (std::size_t i = 0; i < Diff::MaxRowsWithSame + 10; ++i) {
        lines += "\n";
        values += "0,";
    }
    for (const auto& diff :
         {diffOf(lines + "old", lines + "new"), diffOf(values + "1]", values + "2]")}) {
        QVERIFY(diff->sameLeftOut);
        QVERIFY(!diff->cut);
        QCOMPARE(diff->rows.size(), Diff::MaxRowsWithSame + 1);
        QCOMPARE(diff->differences.size(), std::size_t{1});
        QCOMPARE(diff->changed, std::size_t{1});
    }
    DiffOptions options;
    options.onlyDifferences = true;
    QVERIFY(!diffOf(lines + "old", lines + "new", options)->sameLeftOut);
}

void TestDiff::deep()
{
    const std::string open(20'000, '[');
    const std::string close(20'000, ']');
    const auto diff = diffOf(open + "1" + close, open + "2" + close);
    QCOMPARE(diff->rows.size(), std::size_t{20'001});
    QCOMPARE(diff->changed, std::size_t{1});
    DiffModel model;
    model.setDiff(diff);
    QVERIFY(model.reveal(diff->differences.front()).isValid());
}

void TestDiff::stopped()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(compare(text("[1]"), text("[2]"), {}, source.get_token()).stopped);
}

void TestDiff::model()
{
    DiffModel model;
    const QAbstractItemModelTester tester(&model);
    std::string left = "[";
    for (int i = 0; i < 3000; ++i) {
        left += std::to_string(i) + ",";
    }
    const auto diff = diffOf(left + "0]", left + "1]");
    model.setDiff(diff);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 0);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), static_cast<int>(DiffModel::FirstPortion));
    const QModelIndex last = model.reveal(diff->differences.front());
    QCOMPARE(last.row(), 3000);
    QCOMPARE(last.parent(), root);
    model.setDiff(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

FRAMESCOPE_TEST(TestDiff)

} // namespace tst_diff

#include "tst_diff.moc"
