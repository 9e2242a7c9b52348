// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/read_scenario.h"
#include "support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tst_scenario_schema {

using namespace framescope::scenario;

/// The schema for editors knows the keys that are understood, and no others.
class ScenarioSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void keys_data();
    void keys();
};

void ScenarioSchemaTest::keys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QString& text, const char* place) {
        QTest::newRow(name) << text << QString::fromLatin1(place);
    };
    const auto step = [&row](const char* name, const char* text, const char* place,
                             const char* file = "connect: ws://a\n") {
        row(name, QLatin1String(file) + QLatin1String("steps:\n  - ") + QLatin1String(text) + '\n',
            place);
    };
    row("file", QStringLiteral("unknown: 1\n"), "");
    row("serve", QStringLiteral("serve: {unknown: 1}\nsteps: [connect]\n"),
        "properties/serve/oneOf/2");
    row("connect", QStringLiteral("connect: {unknown: 1}\nsteps: [connect]\n"),
        "definitions/connect/oneOf/1");
    step("step", "unknown: 1", "definitions/step/oneOf/1");
    step("expectation", "expect: {unknown: 1}", "definitions/expectation/oneOf/1");
    step("alternative", "expect: {one_of: [{unknown: 1}]}", "definitions/alternative/oneOf/1");
    const QByteArray kinds = "definitions/expectation/oneOf/1/properties/";
    step("open", "expect: {open: {unknown: 1}}", kinds + "open/oneOf/2");
    step("refused", "expect: {refused: {unknown: 1}}", kinds + "refused/oneOf/2");
    step("error", "expect: {error: {unknown: 1}}", kinds + "error/oneOf/2");
    step("close", "expect: {close: {unknown: 1}}", kinds + "close/oneOf/3");
    step("request", "expect: {request: {unknown: 1}}", kinds + "request/oneOf/2", "serve:\n");
    step("matcher", "expect: {message: {unknown: 1}}", "definitions/matcher/oneOf/1");
    step("JSON", "expect: {message: {json: {$.a: {\"=\": 1, unknown: 1}}}}",
         "definitions/jsonTests");
    const QByteArray steps = "definitions/step/oneOf/1/properties/";
    step("set", "set: {a: {unknown: 1}}",
         "definitions/step/oneOf/1/properties/set/additionalProperties/oneOf/1");
    step("repeat", "repeat: {unknown: 1}", steps + "repeat");
    step("parallel", "parallel: [{unknown: 1}]", steps + "parallel/items");
    step("accept", "accept: {unknown: 1}", "definitions/accept/oneOf/1", "serve:\n");
    step("refuse", "refuse: {unknown: 1}", "definitions/refuse/oneOf/1", "serve:\n");
    step("respond", "respond: {unknown: 1}", "definitions/step/oneOf/1/properties/respond/oneOf/1",
         "serve:\n");
    step("send", "send: {unknown: 1}", "definitions/send/oneOf/1");
    step("part", "part: {unknown: 1}", steps + "part", "serve:\n");
}

void ScenarioSchemaTest::keys()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFile file(qEnvironmentVariable("FRAMESCOPE_SOURCE_DIR") +
               "/resources/framescope-scenario.schema.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonValue value = QJsonDocument::fromJson(file.readAll()).object();
    for (const QString& step : place.split('/', Qt::SkipEmptyParts)) {
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    }
    QStringList schema = value.toObject().value(QStringLiteral("properties")).toObject().keys();
    const auto read = scenarioFrom(text.toStdString(), QStringLiteral("/s/a.yaml"));
    QVERIFY(!read);
    QStringList known = QString::fromStdString(read.error().hint)
                            .section(QStringLiteral("understood here: "), 1)
                            .split(QStringLiteral(", "));
    if (place.contains(QLatin1String("alternative"))) { // they are known, but refused there
        for (const char* key : {"any_order", "one_of", "silence"}) {
            QVERIFY(known.removeOne(QLatin1String(key)));
        }
    }
    schema.sort();
    known.sort();
    QCOMPARE(schema, known);
}

FRAMESCOPE_TEST(ScenarioSchemaTest)

} // namespace tst_scenario_schema

#include "tst_scenario_schema.moc"
