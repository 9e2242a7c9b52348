// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "collection/yaml/yaml_value.h"
#include "present/words/format.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_pane.h"
#include "ui/scenario/step_links.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"

#include <QComboBox>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

// The layout of a scenario's pane, and what it shows of the runs.

namespace framescope::ui {

using scenario::Outcome;
using scenario::RunResult;

void ScenarioPane::build()
{
    edit_->setObjectName(QStringLiteral("scenarioText"));
    edit_->setAccessibleName(tr("Text of the scenario"));
    run_->setObjectName(QStringLiteral("runScenario"));
    run_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    run_->setProperty("primary", true);
    rows_->setObjectName(QStringLiteral("scenarioRuns"));
    rows_->setAccessibleName(tr("Which runs of the matrix"));
    rows_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rows_->setMinimumContentsLength(8);
    rows_->hide();

    auto* bar = new QWidget;
    bar->setProperty("role", QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* buttons = style::row(bar, {8, 5, 8, 5}, 6);
    buttons->addWidget(run_);
    buttons->addWidget(rows_, 1);
    buttons->addStretch();
    buttons->addWidget(values_);

    auto* text = new QWidget;
    auto* textColumn = style::column(text);
    textColumn->addWidget(edit_, 1);
    textColumn->addWidget(mistakes_);

    auto* verdicts = new QWidget;
    auto* verdictsColumn = style::column(verdicts);
    auto* said = style::row(nullptr, {8, 5, 8, 5}, 8);
    said->addWidget(summaryIcon_);
    said->addWidget(summary_, 1);
    verdictsColumn->addLayout(said);
    verdictsColumn->addWidget(results_, 1);

    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(text);
    parts->addWidget(verdicts);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setSizes({300, 200});
    auto* column = style::column(this);
    column->addWidget(bar);
    column->addWidget(parts, 1);
}

StateLook ScenarioPane::look() const
{
    using present::Tone;
    if (runner_->isRunning()) {
        return {tr("running"), QStringLiteral("clock"), Tone::Control, {}};
    }
    if (!check_->mistakes().empty()) {
        return {tr("mistake"), QStringLiteral("error"), Tone::Bad,
                errorText(check_->mistakes().front())};
    }
    if (serves_) {
        return {tr("a server"), QStringLiteral("dot"), Tone::LifeCycle, {}};
    }
    std::optional<std::size_t> worst; // of the runs
    const auto weight = [this](std::size_t run) {
        const Outcome outcome = results_->result(run)->outcome;
        return isBad(outcome) && !results_->isStopped(run) ? 2 : outcome == Outcome::Passed ? 0 : 1;
    };
    for (std::size_t run = 0; run < results_->count(); ++run) {
        if (results_->result(run) && (!worst || weight(run) > weight(*worst))) {
            worst = run;
        }
    }
    if (!ran_ || !worst) {
        return {tr("not run"), QStringLiteral("dot"), Tone::LifeCycle, {}};
    }
    const OutcomeLook look = results_->lookOf(*worst);
    if (old_ || results_->isStopped(*worst)) {
        return {old_ ? tr("%1 before").arg(look.word) : look.word, look.icon, Tone::LifeCycle,
                summary_->text()};
    }
    return {look.word, look.icon, weight(*worst) == 0 ? Tone::Good : Tone::Bad, summary_->text()};
}

/// Which run the timeline is of, where there are several.
QString ScenarioPane::note() const
{
    const QString run =
        results_->count() > 1 ? results_->nameOfRecording(page_.document().file()) : QString();
    return run.isEmpty() ? run : tr("the timeline shows %1").arg(run);
}

/// The worst outcome of each line, over all runs.
void ScenarioPane::showSigns()
{
    constexpr auto weight = [](Outcome outcome) {
        return isBad(outcome) ? 2 : outcome == Outcome::Passed ? 1 : 0;
    };
    struct Worst
    {
        Outcome outcome;
        OutcomeLook look;
    };
    std::map<int, Worst> worst;
    for (std::size_t run = 0; run < results_->count(); ++run) {
        const RunResult* result = results_->result(run);
        for (std::size_t i = 0; i < (result ? result->steps.size() : 0); ++i) {
            const scenario::StepResult& step = result->steps[i];
            const int line = links_->lineOf(step);
            if (line == 0) {
                continue;
            }
            const Worst found{step.outcome, results_->lookOf({run, i})};
            const auto [known, isNew] = worst.try_emplace(line, found);
            if (!isNew && weight(step.outcome) > weight(known->second.outcome)) {
                known->second = found;
            }
        }
    }
    std::map<int, ScenarioEdit::Sign> signs;
    for (const auto& [line, found] : worst) {
        const OutcomeLook& look = found.look;
        signs[line] = {look.icon, look.ink,
                       old_ ? tr("%1, before the text was changed").arg(look.word) : look.word};
    }
    edit_->setSigns(std::move(signs));
}

QString ScenarioPane::startText() const
{
    return serves_ ? tr("&Serve the scenario") : tr("Ru&n the scenario");
}

void ScenarioPane::showButton()
{
    const bool running = runner_->isRunning();
    style::setButtonIcon(run_, running ? QStringLiteral("stop") : QStringLiteral("go-to"),
                         style::Ink::OnAccent);
    run_->setText(running                           ? tr("Stop")
                  : !serves_                        ? tr("Run")
                  : isUnsaved() || file().isEmpty() ? tr("Save and serve")
                                                    : tr("Serve"));
    run_->setToolTip(running   ? tr("End the run (Shift+F5)")
                     : serves_ ? tr("Play its server in a tab of its own (F5)")
                               : tr("Run the scenario (F5)"));
}

void ScenarioPane::showSummary()
{
    const bool running = runner_->isRunning();
    showButton();
    if (!check_->mistakes().empty() && !running && !ran_) {
        summaryIcon_->setIcon(QStringLiteral("error"), style::Ink::Bad);
        summary_->setLine(tr("It can't be run: the text has a mistake"));
        return;
    }
    if (!ran_ || serves_) {
        summaryIcon_->setIcon(QStringLiteral("dot"), style::Ink::Muted);
        summary_->setLine(serves_ ? tr("It plays a server: F5 serves it in a tab of its own")
                                  : tr("Not run yet: F5 runs it"));
        return;
    }
    std::size_t passed = 0;
    std::size_t all = 0;
    bool bad = false;
    bool stopped = false;
    const bool many = results_->count() > 1;
    for (std::size_t run = 0; run < results_->count(); ++run) {
        const RunResult* result = results_->result(run);
        stopped |= results_->isStopped(run);
        bad |= result && isBad(result->outcome) && !results_->isStopped(run);
        if (many) {
            ++all;
            passed += result && result->outcome == Outcome::Passed ? 1 : 0;
        } else if (result) {
            all = result->steps.size();
            passed = static_cast<std::size_t>(
                std::ranges::count(result->steps, Outcome::Passed, &scenario::StepResult::outcome));
        }
    }
    const OutcomeLook look = running ? OutcomeLook{{}, QStringLiteral("clock"), style::Ink::Control}
                             : bad   ? lookOf(Outcome::Failed)
                             : stopped ? OutcomeLook{{}, QStringLiteral("stop"), style::Ink::Muted}
                                       : lookOf(Outcome::Passed);
    summaryIcon_->setIcon(look.icon, old_ ? style::Ink::Muted : look.ink);
    const qint64 ms = running ? since_.elapsed() : took_;
    const QString time = present::formatDuration(
        std::chrono::duration_cast<Duration>(std::chrono::milliseconds(ms)));
    const QString line =
        many ? tr("%1 of %2 runs passed in %3")
                   .arg(present::formatCount(passed), present::formatCount(all), time)
        : running // how many there will be is not known
            ? tr("%1 passed in %2").arg(present::formatCounted(passed, "step"), time)
            : tr("%1 of %2 steps passed in %3")
                  .arg(present::formatCount(passed), present::formatCount(all), time);
    summary_->setLine(!old_     ? line
                      : running ? tr("%1, with the text as it was at the start").arg(line)
                      : !check_->mistakes().empty()
                          ? tr("%1, before the text got a mistake").arg(line)
                          : tr("%1, before the text was changed").arg(line));
}

Error ScenarioPane::inEditor(const collection::YamlMistake& mistake) const
{
    Error error = mistake;
    if (error.where == collection::placeText(pathForReading().toStdString(), mistake.mark)) {
        error.where = tr("Line %1").arg(mistake.mark.line).toStdString();
    }
    return error;
}

void ScenarioPane::takeCheck()
{
    std::vector<ScenarioEdit::Place> places;
    QStringList told;
    for (const collection::YamlMistake& mistake : check_->mistakes()) {
        told.append(errorText(inEditor(mistake)));
        places.push_back({mistake.mark.line, mistake.mark.column, told.back()});
    }
    edit_->setMistakes(std::move(places));
    mistakes_->setMistakes(told);
    if (const auto& read = check_->scenario()) {
        serves_ = read->playsServer();
        name_ = toQString(read->name);
        if (place_.isEmpty() && !isUnsaved()) { // the name of a text that is only begun says little
            beganAs_ = name_;
        }
    }
    fillRows();
    showSummary();
    emit changed();
}

} // namespace framescope::ui
