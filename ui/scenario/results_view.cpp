// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/results_view.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "scenario/verify/result_text.h"
#include "ui/style/colours.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStandardItemModel>

#include <algorithm>
#include <array>

namespace framescope::ui {

using scenario::Outcome;
using scenario::RunResult;
using scenario::StepResult;

namespace {

constexpr int RunRole = Qt::UserRole;
constexpr int StepRole = Qt::UserRole + 1; ///< -1 of the row of a run
constexpr int OpenRole = Qt::UserRole + 2; ///< whether the lines below it are shown at once

using Colour = QColor style::Colours::*;

/// Its colour is looked up when it is shown, so that it follows the theme.
class Cell : public QStandardItem
{
public:
    explicit Cell(const QString& text, Colour colour = &style::Colours::text)
        : QStandardItem(text), colour_(colour)
    {
        setEditable(false);
        setToolTip(text);
    }

    void setColour(Colour colour)
    {
        colour_ = colour;
        emitDataChanged();
    }
    QVariant data(int role) const override
    {
        return role == Qt::ForegroundRole ? QVariant(style::colours().*colour_)
                                          : QStandardItem::data(role);
    }

private:
    Colour colour_;
};

void addDetail(QStandardItem& step, const QString& what, const std::string& text)
{
    if (!text.empty()) {
        step.appendRow({new Cell(what + QStringLiteral(": ") + toQString(text)), new Cell({})});
    }
}

void addLines(QStandardItem& step, const QString& title, const QStringList& lines, bool open)
{
    if (lines.isEmpty()) {
        return;
    }
    auto* item = new Cell(title, &style::Colours::muted);
    item->setData(open, OpenRole);
    for (const QString& line : lines) {
        const Colour colour = line.startsWith(QLatin1Char('-'))   ? &style::Colours::bad
                              : line.startsWith(QLatin1Char('+')) ? &style::Colours::good
                                                                  : &style::Colours::text;
        item->appendRow({new Cell(line, colour), new Cell({})});
    }
    step.appendRow({item, new Cell({})});
}

/// What tells a run from the others: its values, otherwise the scenario's name.
QString nameOf(const RunResult& run)
{
    QStringList values;
    for (const auto& [name, value] : run.values) {
        values += toQString(name + '=' + value);
    }
    return values.isEmpty() ? toQString(run.scenario) : values.join(QStringLiteral(", "));
}

QString timeOf(Duration took)
{
    return took > Duration::zero() ? present::formatDuration(took) : QString();
}

} // namespace

bool isBad(Outcome outcome)
{
    return outcome == Outcome::Failed || outcome == Outcome::Error;
}

OutcomeLook lookOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return {ResultsView::tr("passed"), QStringLiteral("check"), style::Ink::Good};
    case Outcome::Failed:
        return {ResultsView::tr("failed"), QStringLiteral("error"), style::Ink::Bad};
    case Outcome::Error:
        return {ResultsView::tr("error"), QStringLiteral("warning"), style::Ink::Bad};
    case Outcome::Skipped:
        break;
    }
    return {ResultsView::tr("not reached"), QStringLiteral("dot"), style::Ink::Muted};
}

ResultsView::ResultsView(QWidget* parent)
    : QTreeView(parent), model_(new QStandardItemModel(0, 2, this))
{
    setModel(model_);
    setAccessibleName(tr("Verdicts of the steps"));
    setObjectName(QStringLiteral("results"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(14);
    setExpandsOnDoubleClick(false);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const auto step = stepAt(index)) {
            emit stepChosen(*step, true);
        }
    });
}

void ResultsView::expect(std::size_t runs)
{
    model_->setRowCount(static_cast<int>(std::min<std::size_t>(runs, runs_.size())));
    runs_.resize(runs);
    for (std::size_t i = 0; i < runs; ++i) {
        runs_[i].old = runs_[i].result.has_value();
        fill(i);
    }
}

void ResultsView::setRunning(std::optional<std::size_t> run)
{
    const auto before = std::exchange(running_, run);
    for (const auto& each : {before, run}) {
        if (each && *each < runs_.size()) {
            fillRun(*each);
            dressSteps(*each);
        }
    }
}

void ResultsView::setOld(bool old)
{
    if (std::exchange(old_, old) == old) {
        return;
    }
    for (std::size_t run = 0; run < runs_.size(); ++run) {
        fillRun(run);
        dressSteps(run);
    }
}

void ResultsView::dressSteps(std::size_t run)
{
    const QStandardItem* row = model_->item(static_cast<int>(run), 0);
    for (int step = 0; step < row->rowCount(); ++step) {
        dress(*row->child(step), {run, static_cast<std::size_t>(step)});
    }
}

void ResultsView::setResult(std::size_t run, const RunResult& result, bool stopped)
{
    if (run < runs_.size()) {
        runs_[run] = {result, stopped, false};
        fill(run);
    }
}

const RunResult* ResultsView::result(std::size_t run) const
{
    return run < runs_.size() && runs_[run].result ? &*runs_[run].result : nullptr;
}

const StepResult* ResultsView::step(const StepId& id) const
{
    const RunResult* found = result(id.run);
    return found && id.step < found->steps.size() ? &found->steps[id.step] : nullptr;
}

OutcomeLook ResultsView::lookOf(std::size_t run) const
{
    OutcomeLook look = runs_[run].stopped
                           ? OutcomeLook{tr("stopped"), QStringLiteral("stop"), style::Ink::Muted}
                           : ui::lookOf(runs_[run].result->outcome);
    if (isOld(run)) {
        look.ink = style::Ink::Muted;
    }
    return look;
}

OutcomeLook ResultsView::lookOf(const StepId& id) const
{
    const Run& run = runs_[id.run];
    const Outcome outcome = run.result->steps[id.step].outcome;
    OutcomeLook look =
        run.stopped && outcome == Outcome::Error ? lookOf(id.run) : ui::lookOf(outcome);
    // The steps to come are not there before the end.
    if (running_ == id.run && !run.old && outcome == Outcome::Skipped) {
        look = {tr("running"), QStringLiteral("clock"), style::Ink::Control};
    }
    if (isOld(id.run)) {
        look.ink = style::Ink::Muted;
    }
    return look;
}

/// Gives the row of a step what changes without another result.
void ResultsView::dress(QStandardItem& item, const StepId& id) const
{
    const StepResult& step = *this->step(id);
    const OutcomeLook look = lookOf(id);
    item.setToolTip(
        tr("%1, line %2: %3").arg(look.word).arg(step.place.line).arg(toQString(step.text)));
    item.setIcon(style::icon(look.icon, look.ink));
    item.setData(look.word, Qt::AccessibleDescriptionRole);
    static_cast<Cell&>(item).setColour(isOld(id.run) || step.outcome == Outcome::Skipped
                                           ? &style::Colours::muted
                                           : &style::Colours::text);
}

QList<QStandardItem*> ResultsView::rowFor(const StepId& id) const
{
    const StepResult& step = *this->step(id);
    const QString name =
        step.connection.empty() ? QString() : toQString(step.connection) + QStringLiteral(": ");
    const QString times =
        step.times > 1 ? tr(" (%1 times)").arg(present::formatCount(step.times)) : QString();
    auto* item = new Cell(name + toQString(step.text) + times);
    dress(*item, id);
    if (step.outcome != Outcome::Passed) {
        addDetail(*item, tr("expected"), step.expected);
        addDetail(*item, tr("came"), step.came);
        addLines(*item, tr("difference"),
                 toQString(step.difference).split(QLatin1Char('\n'), Qt::SkipEmptyParts), true);
        QStringList before;
        for (const std::string& line : step.before) {
            before += toQString(line);
        }
        addLines(*item, tr("before it"), before, false);
    } else {
        addDetail(*item, tr("seen"), step.came); // of a contract
    }
    auto* time = new Cell(timeOf(step.took), &style::Colours::muted);
    time->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return {item, time};
}

void ResultsView::fillRun(std::size_t run)
{
    auto* item = static_cast<Cell*>(model_->item(static_cast<int>(run), 0));
    const Run& shown = runs_[run];
    if (running_ == run) {
        item->setIcon(style::icon(QStringLiteral("clock"), style::Ink::Control));
    } else if (shown.result) {
        const OutcomeLook look = lookOf(run);
        item->setIcon(style::icon(look.icon, look.ink));
    } else {
        item->setIcon(style::icon(QStringLiteral("dot"), style::Ink::Muted));
    }
    const QString word = running_ == run ? tr("running")
                         : shown.result  ? lookOf(run).word
                                         : tr("waits");
    const QString title = shown.result ? nameOf(*shown.result) : tr("run %1").arg(run + 1);
    const bool isBefore = isOld(run) && running_ != run;
    item->setText(title + QStringLiteral(": ") + (isBefore ? tr("%1 before").arg(word) : word));
    item->setToolTip(shown.result ? toQString(scenario::titleOf(*shown.result)) : item->text());
    item->setColour(isOld(run) || !shown.result ? &style::Colours::muted : &style::Colours::text);
    QFont font = item->font();
    font.setBold(true);
    item->setFont(font);
    QStandardItem* time = model_->item(static_cast<int>(run), 1);
    time->setText(shown.result && running_ != run ? timeOf(shown.result->took) : QString());
    time->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

/// Fills the row of a run and those below it. What was current and open stays so.
void ResultsView::fill(std::size_t number)
{
    const int row = static_cast<int>(number);
    while (model_->rowCount() <= row) {
        model_->appendRow({new Cell({}), new Cell({}, &style::Colours::muted)});
    }
    QStandardItem* item = model_->item(row, 0);
    item->setData(static_cast<int>(number), RunRole);
    item->setData(-1, StepRole);
    const auto kept = current();
    const bool hadSteps = item->rowCount() > 0;
    const bool wasOpen = isExpanded(item->index());
    selecting_ = true;
    item->removeRows(0, item->rowCount());
    const Run& shown = runs_[number];
    const std::size_t steps = shown.result ? shown.result->steps.size() : 0;
    for (std::size_t i = 0; i < steps; ++i) {
        QList<QStandardItem*> cells = rowFor({number, i});
        cells.front()->setData(row, RunRole);
        cells.front()->setData(static_cast<int>(i), StepRole);
        item->appendRow(cells);
    }
    fillRun(number);
    const bool bad = shown.result && !isOld(number) && shown.result->outcome != Outcome::Passed;
    if (hadSteps ? wasOpen : (runs_.size() == 1 || bad)) {
        expand(item->index());
    }
    for (std::size_t i = 0; bad && i < steps; ++i) {
        if (isBad(shown.result->steps[i].outcome)) {
            expand(item->index());
            const QStandardItem* step = item->child(static_cast<int>(i));
            expand(step->index());
            for (int detail = 0; detail < step->rowCount(); ++detail) {
                setExpanded(step->child(detail)->index(),
                            step->child(detail)->data(OpenRole).toBool());
            }
        }
    }
    if (kept && kept->run == number) {
        select(*kept);
    }
    selecting_ = false;
}

std::optional<ResultsView::StepId> ResultsView::stepAt(const QModelIndex& index) const
{
    QModelIndex at = index.siblingAtColumn(0);
    while (at.isValid() && !at.data(StepRole).isValid()) {
        at = at.parent();
    }
    if (!at.isValid() || at.data(StepRole).toInt() < 0) {
        return std::nullopt;
    }
    return StepId{static_cast<std::size_t>(at.data(RunRole).toInt()),
                  static_cast<std::size_t>(at.data(StepRole).toInt())};
}

std::optional<ResultsView::StepId> ResultsView::current() const
{
    return stepAt(currentIndex());
}

std::optional<std::size_t> ResultsView::currentRun() const
{
    QModelIndex at = currentIndex().siblingAtColumn(0);
    while (at.parent().isValid()) {
        at = at.parent();
    }
    if (at.isValid()) {
        return static_cast<std::size_t>(at.row());
    }
    for (std::size_t i = runs_.size(); i > 0; --i) {
        if (runs_[i - 1].result && !runs_[i - 1].old) {
            return i - 1;
        }
    }
    return std::nullopt;
}

QString ResultsView::nameOfRecording(const QString& recording) const
{
    constexpr qsizetype Longest = 40; // characters
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        const RunResult* run = result(i);
        if (run && (toQString(run->recording) == recording ||
                    std::ranges::any_of(run->recordings, [&recording](const std::string& each) {
                        return toQString(each) == recording;
                    }))) {
            return tr("run %1: %2").arg(i + 1).arg(nameOf(*run).left(Longest));
        }
    }
    return {};
}

void ResultsView::select(const StepId& id)
{
    const QStandardItem* run = model_->item(static_cast<int>(id.run), 0);
    const QStandardItem* step = run ? run->child(static_cast<int>(id.step)) : nullptr;
    if (!step) {
        return;
    }
    const bool before = std::exchange(selecting_, true);
    setCurrentIndex(step->index());
    scrollTo(step->index());
    selecting_ = before;
}

void ResultsView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (selecting_ || !current.isValid()) {
        return;
    }
    if (const auto step = stepAt(current)) {
        emit stepChosen(*step, false);
    } else {
        emit runChosen(static_cast<std::size_t>(current.siblingAtColumn(0).row()));
    }
}

void ResultsView::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (const auto step = enter ? current() : std::nullopt) {
        emit stepChosen(*step, true);
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace framescope::ui
