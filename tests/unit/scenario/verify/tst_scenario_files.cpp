// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/run_plan.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace tst_scenario_files {

using namespace framescope;
using namespace framescope::scenario;

constexpr const char* Echo = "connect: ws://127.0.0.1\nsteps:\n  - expect: open\n";

class TestScenarioFiles : public QObject
{
    Q_OBJECT

private slots:
    void folders();
    void names();
    void mistakes();
    void allMistakesAtOnce();
    void tags();
    void rows();

private:
    QTemporaryDir folder_;

    std::string write(const QString& name, const char* text)
    {
        const QString path = folder_.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("can't write");
        }
        file.write(text);
        return path.toStdString();
    }

    QStringList found(const std::vector<std::string>& names)
    {
        QStringList paths;
        const auto files = scenarioFiles(names);
        for (const ScenarioFile& file : files ? *files : std::vector<ScenarioFile>()) {
            paths.append(QDir(folder_.path()).relativeFilePath(file.path) +
                         (file.isNamed ? QStringLiteral(" named") : QString()));
        }
        return paths;
    }

    static RunPlan plan(const std::vector<std::string>& names, const RunPlan::Options& options = {})
    {
        return planOf(*scenarioFiles(names), options);
    }
};

/// Scenarios below the folder, sorted; nothing else, and no loop.
void TestScenarioFiles::folders()
{
    write("a/b.scenario.yaml", "not even read");
    write("a/a.yaml", Echo);
    write("a/deep/er/c.yml", "# a comment\nsteps: []\n");
    write("a/common.yaml", "variables: {a: b}\nnever: severity:error\n");
    write("a/readme.md", "steps: none\n");
    QCOMPARE(::symlink("..", folder_.filePath("a/deep/loop").toLocal8Bit().constData()), 0);
    QCOMPARE(found({folder_.filePath("a").toStdString()}),
             (QStringList{"a/a.yaml", "a/b.scenario.yaml", "a/deep/er/c.yml"}));
}

/// In the order in which they are named, each once.
void TestScenarioFiles::names()
{
    const std::string a = write("n/a.scenario.yaml", Echo);
    const std::string b = write("n/b.txt", Echo);
    QCOMPARE(found({b, folder_.filePath("n").toStdString(), a}),
             (QStringList{"n/b.txt named", "n/a.scenario.yaml"}));
}

void TestScenarioFiles::mistakes()
{
    const auto mistake = [&](const QString& name) {
        const auto files = scenarioFiles({folder_.filePath(name).toStdString()});
        return files ? QString() : QString::fromStdString(files.error().what);
    };
    QCOMPARE(mistake("nothing"), "there is no such file or folder");
    QDir(folder_.path()).mkdir("empty");
    QCOMPARE(mistake("empty"), "there is no scenario in the folder");
    write("common/common.yaml", "variables: {a: b}\n");
    QCOMPARE(mistake("common"), "there is no scenario in the folder");
}

void TestScenarioFiles::allMistakesAtOnce()
{
    write("m/a.scenario.yaml", "connect: ws://127.0.0.1\nsteps:\n  - expct: open\n");
    write("m/b.scenario.yaml", Echo);
    write("m/c.scenario.yaml", "connect: \"{{url}}\"\nsteps:\n  - expect: open\n");
    write("m/d.scenario.yaml", "serve: {}\nsteps:\n  - send: hello\n");
    const RunPlan all = plan({folder_.filePath("m").toStdString()});
    QCOMPARE(all.runs.size(), 1u);
    QCOMPARE(all.servers.size(), 1u);
    QCOMPARE(all.mistakes.size(), 2u);
    QVERIFY(all.mistakes[0].message().find("a.scenario.yaml:3:5") != std::string::npos);
    QVERIFY(all.mistakes[0].message().find("expect") != std::string::npos);
    QVERIFY(all.mistakes[1].message().find("c.scenario.yaml:1:10") != std::string::npos);

    // Of one file all are told, with variables that seem to be misspelt among them.
    write("m/e.yaml", "variables: {code: 1}\nconnect: ws://a\nsteps:\n  - send: \"{{cod}} {{x}}\"\n"
                      "  - expct: open\n  - expect: opn\n");
    QByteArray places;
    for (const Error& mistake : plan({folder_.filePath("m/e.yaml").toStdString()}).mistakes) {
        places += mistake.where.substr(mistake.where.find(".yaml") + 5) + ' ';
    }
    QCOMPARE(places, ":4:11 :5:5 :6:13 ");
    // What must be given to run is no mistake in a file that is only checked.
    const RunPlan checked =
        plan({folder_.filePath("m/c.scenario.yaml").toStdString()}, {.mayLackValues = true});
    QCOMPARE(checked.mistakes.size(), 0u);
    QCOMPARE(checked.needs.size(), 1u);
    QCOMPARE(checked.needs[0].hint, "--var url=VALUE");

    const RunPlan named = plan({folder_.filePath("m/d.scenario.yaml").toStdString()});
    QCOMPARE(named.mistakes.size(), 1u);
    QCOMPARE(named.mistakes[0].what, "this scenario plays the server");
}

void TestScenarioFiles::tags()
{
    write("t/a.yaml", "tags: [close, slow]\nconnect: ws://a\nsteps:\n  - expect: open\n");
    write("t/b.yaml", "tags: close\nconnect: ws://a\nsteps:\n  - expect: open\n");
    write("t/c.yaml", "connect: ws://a\nsteps:\n  - expect: open\n");
    const auto chosen = [&](RunPlan::Options options) {
        QStringList names;
        for (const PlannedRun& run : plan({folder_.filePath("t").toStdString()}, options).runs) {
            names.append(QFileInfo(QString::fromStdString(run.scenario->file)).baseName());
        }
        return names.join(' ');
    };
    QCOMPARE(chosen({}), "a b c");
    QCOMPARE(chosen({.tags = {"close"}}), "a b");
    QCOMPARE(chosen({.tags = {"slow", "close"}}), "a b");
    QCOMPARE(chosen({.tags = {"close"}, .otherTags = {"slow"}}), "b");
    QCOMPARE(chosen({.otherTags = {"close"}}), "c");
    QCOMPARE(chosen({.tags = {"clos"}}), "");
}

void TestScenarioFiles::rows()
{
    const std::string file = write("r/r.yaml", "connect: \"ws://{{host}}/{{a}}/{{b}}\"\n"
                                               "matrix: {a: [1, 2], b: [x, y]}\n"
                                               "steps:\n  - expect: open\n");
    QStringList titles;
    for (const PlannedRun& run : plan({file}, {.variables = {{"host", "h"}}}).runs) {
        titles.append(QString::fromStdString(titleOf("r", run.values)));
    }
    QCOMPARE(titles, (QStringList{"r [a=1, b=x]", "r [a=1, b=y]", "r [a=2, b=x]", "r [a=2, b=y]"}));
    const std::map<QString, QString> given{{"host", "h"}, {"a", "9"}};
    QCOMPARE(plan({file}, {.variables = given, .fixed = given}).runs.size(), 2u);
}

FRAMESCOPE_TEST(TestScenarioFiles)

} // namespace tst_scenario_files

#include "tst_scenario_files.moc"
