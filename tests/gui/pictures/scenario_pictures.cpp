// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_pictures.h"

#include "ui/page/task_pane.h"
#include "ui/scenario/results_view.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_pane.h"

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QPushButton>
#include <QTest>

namespace framescope::test {

namespace {

using ui::ScenarioPane;

const char* const Shown = "# What a client of the price feed relies on.\n"
                          "name: prices come, and the server closes as it was asked to\n"
                          "variables: { url: \"URL\", rate: 50 }\n"
                          "connect: \"{{url}}/ticks?rate={{rate}}&count=2\"\n"
                          "matrix: { rate: [20, 50] }\n"
                          "steps:\n"
                          "  - expect: open\n"
                          "  - send: '{\"op\": \"subscribe\", \"id\": \"{{uuid}}\"}'\n"
                          "  - expect: { message: { json: { $.type: WANTED } }, within: 2s }\n"
                          "  - expect: { message: { json: { $.seq: { \">=\": 1 } } } }\n"
                          "  - expect: { close: { code: 1000, by: server, clean: true } }\n"
                          "never: severity:error\n";

ScenarioPane& opened(WindowFixture& f, const QString& wanted)
{
    const QString path = f.file(QStringLiteral("prices.scenario.yaml"));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly), "the file of the scenario");
    file.write(QString::fromUtf8(Shown)
                   .replace(QLatin1String("URL"), f.url({}))
                   .replace(QLatin1String("WANTED"), wanted)
                   .toUtf8());
    file.close();
    f.window().open(path);
    return *static_cast<ScenarioPane*>(f.page().task());
}

void runToEnd(ScenarioPane& pane)
{
    bool ran = false;
    QObject watch;
    QObject::connect(&pane, &ui::TaskPane::changed, &watch,
                     [&pane, &ran] { ran |= pane.canStop(); });
    pane.start();
    require(QTest::qWaitFor([&] { return ran && pane.canStart(); }, Patience), "the run's end");
    QTest::qWait(300); // the recording is read again
}

} // namespace

void takeScenarioPictures(WindowFixture& fixture,
                          const std::function<void(QWidget&, const char*)>& take)
{
    fixture.window().open(fixture.write(
        QStringLiteral("answer.scenario.yaml"),
        QByteArray("name: the answer is what was ordered\nconnect: \"URL/echo\"\nsteps:\n"
                   "  - expect: open\n"
                   "  - send: '{\"order\": 4711, \"price\": 101.5, \"tags\": [\"new\"]}'\n"
                   "  - expect:\n      message:\n"
                   "        equals: '{\"order\": 4711, \"price\": 99, \"tags\": [\"new\"]}'\n")
            .replace("URL", fixture.url({}).toUtf8())));
    runToEnd(*static_cast<ScenarioPane*>(fixture.page().task()));
    take(fixture.window(), "scenario-difference");
    fixture.press(Qt::Key_T, Qt::ControlModifier);
    ScenarioPane& pane = opened(fixture, QStringLiteral("tick"));
    runToEnd(pane);
    take(fixture.window(), "scenario-passed");
    QString text = pane.edit().message();
    pane.edit().rewrite(text.replace(QStringLiteral("tick }"), QStringLiteral("price }")));
    runToEnd(pane);
    take(fixture.window(), "scenario-failed");
    pane.edit().setFocus();
    pane.edit().goTo(10, 200);
    QTest::keyClick(&pane.edit(), Qt::Key_Return);
    QTest::keyClicks(&pane.edit(), QStringLiteral("- expect: { close: { co"));
    QTest::qWait(400); // the mistake is shown after a pause
    take(fixture.window(), "scenario-completion");
    QTest::keyClick(&pane.edit(), Qt::Key_Escape);
    QTest::keyClicks(&pane.edit(), QStringLiteral("den: 1000 } }"));
    QTest::qWait(400);
    take(fixture.window(), "scenario-mistake");

    fixture.press(Qt::Key_T, Qt::ControlModifier);
    fixture.recordSomething(true);
    auto& session = *fixture.page().document().session();
    session.send(message::Text{QStringLiteral(
        R"({"op":"login","request":"0b9d6f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b","at":1764583200123})")});
    session.send(message::Text{QStringLiteral(R"({"op":"order","password":"open sesame"})")});
    require(QTest::qWaitFor([&] { return fixture.rowCount() > 9; }, Patience), "the echoes");
    fixture.page().connection().disconnectNormally();
    QTest::qWait(300);
    fixture.window().action(ui::ActionId::MakeScenario)->trigger();
    QDialog* dialog = fixture.dialog();
    auto* make = dialog->findChild<QPushButton*>(QStringLiteral("make"));
    require(QTest::qWaitFor([make] { return make->isEnabled(); }, Patience), "the proposals");
    take(*dialog, "scenario-making");
    QTest::mouseClick(make, Qt::LeftButton);
    QTest::qWait(400);
    take(fixture.window(), "scenario-made");
}

} // namespace framescope::test
