// SPDX-License-Identifier: GPL-3.0-or-later
//
// The official JSON Schema test suite, as Debian's json-schema-test-suite has it: every case of
// drafts 4, 6 and 7, but for those that are named here with the reason.
#include "collection/file_text.h"
#include "contract/schema/schema.h"
#include "contract/value/document_value.h"
#include "support/test_program.h"

#include <QtTest>

#include <filesystem>
#include <map>

namespace tst_schema_suite {

using namespace framescope;
using contract::at;
using contract::Schema;
using contract::stringAt;
using contract::YamlValue;
namespace fs = std::filesystem;

const std::string Suite =
    qEnvironmentVariable("JSON_SCHEMA_TEST_SUITE", "/usr/share/json-schema-test-suite/tests")
        .toStdString();

/// What is not claimed: a file, or a group of cases in it, and why.
const std::map<std::string, const char*> NotClaimed = {
    {"refRemote.json", "nothing is read from a network"},
    {"definitions.json", "refers to the schema of schemas, which lies on a network"},
    {"ref.json: remote ref, containing refs itself", "the same"},
    {"optional/content.json", "contentEncoding and contentMediaType are not checked"},
    {"optional/format/idn-email.json", "formats of international names are not checked"},
    {"optional/format/idn-hostname.json", "the same"},
    {"optional/format/iri.json", "the same"},
    {"optional/format/iri-reference.json", "the same"},
    {"optional/format/uri-template.json", "URI templates are not checked"},
    {"optional/format.json: format: uri-template", "the same"},
    {"optional/ecmascript-regex.json: ECMA 262 regex non-compliance",
     "the format regex is not checked"},
    {"optional/format/regex.json",
     "not every expression of ECMA-262 is known, so none is called wrong"},
};

class SchemaSuiteTest : public QObject
{
    Q_OBJECT

private slots:
    void draft_data();
    void draft();
};

void SchemaSuiteTest::draft_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("uri");
    QTest::newRow("draft 4") << "draft4"
                             << "http://json-schema.org/draft-04/schema#";
    QTest::newRow("draft 6") << "draft6"
                             << "http://json-schema.org/draft-06/schema#";
    QTest::newRow("draft 7") << "draft7"
                             << "http://json-schema.org/draft-07/schema#";
}

/// The value of a file, with its numbers as they stand there.
YamlValue parsed(const fs::path& file)
{
    const auto text = collection::textOfFile(QString::fromStdString(file.string()));
    return *contract::readDocument(*text, file.string());
}

/// The schema with the draft that the folder is about.
std::string schemaText(YamlValue schema, const std::string& uri)
{
    if (contract::isMap(schema) && !at(schema, "$schema")) {
        schema.add("$schema", YamlValue::of(uri));
    }
    return contract::jsonText(schema);
}

void SchemaSuiteTest::draft()
{
    QFETCH(QString, folder);
    QFETCH(QString, uri);
    const fs::path root = fs::path(Suite) / folder.toStdString();
    QVERIFY2(fs::exists(root), "the package json-schema-test-suite is not here: ./dev setup");
    int passed = 0;
    QStringList failed;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const std::string file = fs::relative(entry.path(), root).string();
        if (entry.path().extension() != ".json" || NotClaimed.contains(file)) {
            continue;
        }
        for (const YamlValue& group : parsed(entry.path()).items) {
            const std::string name = file + ": " + std::string(stringAt(group, "description"));
            if (NotClaimed.contains(name)) {
                continue;
            }
            const auto schema =
                Schema::read(schemaText(*at(group, "schema"), uri.toStdString()), "schema.json");
            if (!schema) {
                failed.append(QString::fromStdString(name + ": " + schema.error().message()));
                continue;
            }
            for (const YamlValue& test : at(group, "tests")->items) {
                const bool fits = schema->validate(contract::jsonText(*at(test, "data"))).empty();
                if (fits == (at(test, "valid")->text == "true")) {
                    ++passed;
                } else {
                    failed.append(QString::fromStdString(
                        name + ": " + std::string(stringAt(test, "description"))));
                }
            }
        }
    }
    for (const QString& name : failed) {
        qInfo("%s", qPrintable(name));
    }
    QCOMPARE(failed.size(), 0);
    QVERIFY2(passed > 300, qPrintable(QString::number(passed)));
}

FRAMESCOPE_TEST(SchemaSuiteTest)

} // namespace tst_schema_suite

#include "tst_schema_suite.moc"
