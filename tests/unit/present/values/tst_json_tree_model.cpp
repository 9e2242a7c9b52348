// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_tree_model.h"
#include "support/test_program.h"

#include <QAbstractItemModelTester>
#include <QtTest>

namespace tst_json_tree_model {

using namespace framescope;
using namespace framescope::present;

namespace {

std::shared_ptr<const JsonDocument> documentOf(std::string_view text)
{
    auto document = std::make_shared<JsonDocument>();
    const ByteView bytes = asBytes(text);
    document->text = std::make_shared<const Bytes>(bytes.begin(), bytes.end());
    document->outline = codec::JsonOutline::parse(*document->text);
    return document;
}

/// Rows from the root on, indented: key and value.
void appendLines(const JsonTreeModel& model, const QModelIndex& parent, const QString& indent,
                 QStringList& lines)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex key = model.index(row, JsonTreeModel::KeyColumn, parent);
        lines += indent + key.data().toString() + QStringLiteral(": ") +
                 key.siblingAtColumn(JsonTreeModel::ValueColumn).data().toString();
        appendLines(model, key, indent + QLatin1Char(' '), lines);
    }
}

QStringList linesOf(JsonTreeModel& model)
{
    QStringList lines;
    appendLines(model, {}, {}, lines);
    return lines;
}

QString arrayOf(int count)
{
    QStringList numbers;
    for (int i = 0; i < count; ++i) {
        numbers += QString::number(i);
    }
    return '[' + numbers.join(QLatin1Char(',')) + ']';
}

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void paths_data();
    void paths();
    void roles();
    void longValueIsCutBetweenCharacters();
    void manyChildrenStandInGroups_data();
    void manyChildrenStandInGroups();
    void groupsAreAModelToo();
    void newDocumentReplacesTheLast();
    void deepDocument();
};

void TestJsonTreeModel::rows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << "" << QStringList();
    QTest::newRow("a word") << "true" << QStringList{"$: true"};
    QTest::newRow("empty object") << "{}" << QStringList{"$: { 0 }"};
    QTest::newRow("numbers as sent")
        << "[1e400,-0,9223372036854775808,1.0]"
        << QStringList{"$: [ 4 ]", " 0: 1e400", " 1: -0", " 2: 9223372036854775808", " 3: 1.0"};
    QTest::newRow("order and duplicates")
        << R"({"z":1,"a":{"b":"x\ny"},"z":null})"
        << QStringList{"$: { 3 }", " z: 1", " a: { 1 }", R"(  b: "x\ny")", " z (again): null"};
    QTest::newRow("keys are shown without escapes")
        << R"({"\u00e9":1,"\ud800":2,"":3})"
        << QStringList{"$: { 3 }", " é: 1", R"( \ud800: 2)", " : 3"};
    QTest::newRow("keys of one line")
        << R"({"a\nb":1,"a\u0001":2,"a\"b":3})"
        << QStringList{"$: { 3 }", R"( a\nb: 1)", R"( a\u0001: 2)", R"( a"b: 3)"};
    QTest::newRow("up to a mistake")
        << "[1,[2,x" << QStringList{"$: [ 2 ]", " 0: 1", " 1: [ 1 ]", "  0: 2"};
}

void TestJsonTreeModel::rows()
{
    QFETCH(QString, text);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(documentOf(text.toStdString()));
    QTEST(linesOf(model), "lines");
}

void TestJsonTreeModel::paths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("member") << R"({"a":1})"
                            << "$.a";
    QTest::newRow("element") << "[1]"
                             << "$[0]";
    QTest::newRow("nested") << R"({"items":[{"id_2":1}]})"
                            << "$.items[0].id_2";
    QTest::newRow("space") << R"({"a b":1})"
                           << R"($["a b"])";
    QTest::newRow("digit first") << R"({"1a":1})"
                                 << R"($["1a"])";
    QTest::newRow("quote") << R"({"a\"b":1})"
                           << R"($["a\"b"])";
    QTest::newRow("empty") << R"({"":1})"
                           << R"($[""])";
    QTest::newRow("beyond ASCII") << R"({"é":1})"
                                  << R"($["é"])";
    QTest::newRow("escaped but plain") << R"({"\u0061":1})"
                                       << "$.a";
    QTest::newRow("escaped, beyond ASCII") << R"({"\u00e9 \/":1})"
                                           << R"($["é /"])";
    QTest::newRow("lone surrogate") << R"({"\ud800":1})"
                                    << R"($["\ud800"])";
    QTest::newRow("with a line feed") << R"({"a\n":1})"
                                      << R"($["a\n"])";
}

void TestJsonTreeModel::paths()
{
    QFETCH(QString, text);
    JsonTreeModel model;
    model.setDocument(documentOf(text.toStdString()));
    QModelIndex deepest = model.index(0, 0);
    QCOMPARE(deepest.data(JsonTreeModel::PathRole).toString(), QStringLiteral("$"));
    while (model.rowCount(deepest) > 0) {
        deepest = model.index(0, 0, deepest);
    }
    QTEST(deepest.data(JsonTreeModel::PathRole).toString(), "path");
}

void TestJsonTreeModel::roles()
{
    JsonTreeModel model;
    model.setDocument(documentOf(R"( {"a": [1, "x"], "a": true} )"));
    const QModelIndex root = model.index(0, 0);
    const QModelIndex list = model.index(0, 0, root);
    const QModelIndex again = model.index(1, 0, root);
    QCOMPARE(model.plainValue(root), QStringLiteral(R"({"a": [1, "x"], "a": true})"));
    QCOMPARE(model.plainValue(list), QStringLiteral(R"([1, "x"])"));
    QCOMPARE(list.data(JsonTreeModel::KindRole).toInt(),
             static_cast<int>(codec::JsonOutline::Kind::Array));
    QCOMPARE(again.data(JsonTreeModel::KindRole).toInt(),
             static_cast<int>(codec::JsonOutline::Kind::True));
    QVERIFY(!list.data(JsonTreeModel::DuplicateKeyRole).toBool());
    QVERIFY(again.data(JsonTreeModel::DuplicateKeyRole).toBool());
    QVERIFY(list.data(JsonTreeModel::IsMemberRole).toBool());
    QVERIFY(!model.index(0, 0, list).data(JsonTreeModel::IsMemberRole).toBool());
    QVERIFY(!root.data(JsonTreeModel::IsMemberRole).toBool());
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Key"));
}

void TestJsonTreeModel::longValueIsCutBetweenCharacters()
{
    for (int lead = 0; lead < 4; ++lead) {
        const QString value = QString(lead, QLatin1Char('a')) + QStringLiteral("😀").repeated(1000);
        JsonTreeModel model;
        model.setDocument(documentOf(('"' + value + '"').toStdString()));
        const QModelIndex index = model.index(0, JsonTreeModel::ValueColumn);
        const QString shown = index.data().toString();
        QVERIFY(shown.endsWith(QStringLiteral("😀…")));
        QVERIFY(!shown.contains(QChar::ReplacementCharacter));
        QCOMPARE(model.plainValue(index), value);
    }
}

void TestJsonTreeModel::manyChildrenStandInGroups_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("rows"); ///< of the root
    QTest::addColumn<QString>("last");
    QTest::newRow("just no group") << 1000 << 1000 << "999";
    QTest::newRow("one more") << 1001 << 2 << "[1000 … 1000]";
    QTest::newRow("a million") << 1'000'000 << 1000 << "[999000 … 999999]";
    QTest::newRow("groups of groups") << 1'000'001 << 2 << "[1000000 … 1000000]";
}

void TestJsonTreeModel::manyChildrenStandInGroups()
{
    QFETCH(int, count);
    QFETCH(int, rows);
    JsonTreeModel model;
    model.setDocument(documentOf(arrayOf(count).toStdString()));
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), rows);
    QTEST(model.index(rows - 1, 0, root).data().toString(), "last");
    for (const int at : {0, 999, 1000, count / 2, count - 1}) {
        if (at >= count) {
            continue;
        }
        const auto id = model.document()->outline.child(model.document()->outline.node(0),
                                                        static_cast<std::uint32_t>(at));
        const QModelIndex index = model.indexOf(id);
        QCOMPARE(index.data().toString(), QString::number(at));
        QCOMPARE(model.nodeOf(index), id);
        int depth = 0;
        for (QModelIndex child = index; child.parent().isValid(); child = child.parent()) {
            QCOMPARE(model.index(child.row(), 0, child.parent()), child);
            ++depth;
        }
        QCOMPARE(depth, count > 1'000'000 ? 3 : count > 1000 ? 2 : 1);
    }
}

void TestJsonTreeModel::groupsAreAModelToo()
{
    JsonTreeModel model;
    model.setDocument(documentOf("{\"a\":" + arrayOf(2500).toStdString() + "}"));
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex list = model.index(0, 0, model.index(0, 0));
    const QModelIndex group = model.index(2, 0, list);
    QCOMPARE(model.rowCount(group), 500);
    QCOMPARE(group.data().toString(), QStringLiteral("[2000 … 2499]"));
    QCOMPARE(group.data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.a"));
    QCOMPARE(model.index(499, 0, group).data(JsonTreeModel::PathRole).toString(),
             QStringLiteral("$.a[2499]"));
    QCOMPARE(model.index(499, 1, group).data().toString(), QStringLiteral("2499"));
}

void TestJsonTreeModel::newDocumentReplacesTheLast()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(documentOf(arrayOf(700).toStdString()));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setDocument(documentOf("[1]"));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(linesOf(model), (QStringList{"$: [ 1 ]", " 0: 1"}));
    model.setDocument(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
}

void TestJsonTreeModel::deepDocument()
{
    constexpr int depth = 10'000;
    JsonTreeModel model;
    model.setDocument(documentOf(std::string(depth, '[') + std::string(depth, ']')));
    QModelIndex index = model.index(0, 0);
    for (int level = 1; level < depth; ++level) {
        index = model.index(0, 0, index);
        QVERIFY(index.isValid());
    }
    QCOMPARE(index.data(JsonTreeModel::PathRole).toString(),
             '$' + QStringLiteral("[0]").repeated(depth - 1));
    QVERIFY(!model.hasChildren(index));
}

FRAMESCOPE_TEST(TestJsonTreeModel)

} // namespace tst_json_tree_model

#include "tst_json_tree_model.moc"
