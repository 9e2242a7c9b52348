// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/scenario_control.h"

#include "base/text/qt_string.h"
#include "ui/collection/variables.h"
#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/page/task_pane.h"
#include "ui/scenario/example_scenarios.h"
#include "ui/scenario/make_scenario_dialog.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_pane.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/window/page_tabs.h"

#include <QFileInfo>
#include <QMenu>
#include <QPointer>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr qsizetype LongestScenarioName = 60; // in a menu
const QString TemplateUrl = QStringLiteral("ws://127.0.0.1:8765");
constexpr std::size_t MostChosen = 10'000;

std::vector<EventId> selectedIn(const TimelineView& view)
{
    std::vector<EventId> events;
    for (const present::EventRange& range : view.selectedEvents()) {
        for (std::uint32_t id = range.first.value;
             id <= range.last.value && events.size() < MostChosen; ++id) {
            events.push_back(EventId{id});
        }
    }
    return events;
}

} // namespace

ScenarioControl::ScenarioControl(const Parts& parts, QWidget& window)
    : QObject(&window), parts_(parts), window_(window)
{
}

bool ScenarioControl::isScenario(const QString& file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    return suffix == QLatin1String("yaml") || suffix == QLatin1String("yml");
}

ScenarioPane& ScenarioControl::addPane()
{
    SessionPage* page = parts_.pageForNew();
    auto made = std::make_unique<ScenarioPane>(*page, parts_.variables);
    ScenarioPane& pane = *made;
    connect(&pane, &ScenarioPane::serveRequested, this, parts_.serve);
    page->setTask(std::move(made));
    pane.setFocus(Qt::OtherFocusReason);
    return pane;
}

void ScenarioControl::open(const QString& file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    for (SessionPage* page : parts_.tabs.pages()) {
        if (page->task() && page->task()->file() == path) {
            parts_.tabs.setCurrentWidget(page);
            return;
        }
    }
    if (addPane().open(path)) {
        parts_.settings.remember(Recent::Files, path);
    }
}

/// A new scenario is for the demo server of the window, so that it can run as it is.
void ScenarioControl::openNew()
{
    ScenarioPane& pane = addPane();
    if (++opened_ > 1) {
        pane.setUntitled(tr("New scenario %1").arg(opened_));
    }
    pane.begin(scenarioTemplate());
    if (parts_.demo) {
        parts_.demo([pane = QPointer(&pane)](const Result<QString>& url) {
            if (pane && url && pane->edit().message() == scenarioTemplate()) {
                pane->begin(scenarioTemplate().replace(TemplateUrl, *url));
            }
        });
    }
}

void ScenarioControl::fillExamples(QMenu& menu)
{
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    menu.clear();
    QMenu* group = nullptr;
    for (const ExampleScenario& example : exampleScenarios()) {
        if (!group || group->title() != example.group) {
            group = menu.addMenu(example.group);
            group->setToolTipsVisible(true);
        }
        group
            ->addAction(style::menuText(example.name, LongestScenarioName), this,
                        [this, resource = example.resource] { openExample(resource); })
            ->setToolTip(QFileInfo(example.resource).fileName());
    }
    if (menu.isEmpty()) {
        menu.addAction(tr("There are none"))->setEnabled(false);
    }
}

/// An example runs at once, on the demo server.
void ScenarioControl::openExample(const QString& resource)
{
    if (!examples_) {
        examples_.emplace();
        unpackExamples(examples_->path());
    }
    ScenarioPane& pane = addPane();
    pane.begin(exampleText(resource), examples_->filePath(QFileInfo(resource).fileName()));
    if (parts_.demo) {
        parts_.demo([pane = QPointer(&pane)](const Result<QString>& url) {
            if (pane) {
                pane->runOn(url);
            }
        });
    }
}

void ScenarioControl::make(SessionPage& page)
{
    Document& document = page.document();
    if (!document.timeline()) {
        return;
    }
    MakeScenarioDialog::Source source{.timeline = document.timeline(),
                                      .chosen = selectedIn(page.timelineView()),
                                      .written = {},
                                      .url = {}};
    if (document.session()) {
        source.written = page.connection().asSaved();
        source.url = document.options().url.toString();
    }
    auto* dialog = new MakeScenarioDialog(std::move(source), &window_);
    connect(dialog, &MakeScenarioDialog::made, this, &ScenarioControl::openMade);
    style::openOnce(dialog);
}

/// The secrets go where those of saved connections are.
void ScenarioControl::openMade(const QString& text, const collection::SecretValues& secrets)
{
    for (const auto& [name, value] : secrets) {
        parts_.variables.keep(name, value, [](const Result<void>& /*kept in memory*/) {});
    }
    addPane().beginMade(text);
}

void ScenarioControl::addTo(SessionPage& page)
{
    connect(&page.timelineView(), &TimelineView::rowMenuOpens, this, [this, &page](QMenu& menu) {
        menu.addAction(tr("Make a scenario of these rows…"), this, [this, &page] { make(page); });
    });
}

} // namespace framescope::ui
