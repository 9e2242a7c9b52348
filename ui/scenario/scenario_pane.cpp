// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_pane.h"

#include "base/text/qt_string.h"
#include "collection/resolving.h"
#include "collection/yaml/yaml_value.h"
#include "present/words/format.h"
#include "scenario/format/matrix_rows.h"
#include "scenario/format/read_scenario.h"
#include "ui/collection/variables.h"
#include "ui/page/contract_control.h"
#include "ui/page/session_page.h"
#include "ui/scenario/mistake_list.h"
#include "ui/scenario/scenario_completer.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_variables.h"
#include "ui/scenario/step_links.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace framescope::ui {

using scenario::Outcome;
using scenario::RunResult;

namespace {

constexpr std::size_t MostRuns = 200; ///< runs of a matrix that can be chosen alone
constexpr std::chrono::milliseconds BetweenClocks{500};

QString valuesText(const scenario::Values& values)
{
    QStringList parts;
    for (const auto& [name, value] : values) {
        parts += toQString(name + '=' + value);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

ScenarioPane::ScenarioPane(SessionPage& page, Variables& variables)
    : page_(page), variables_(variables), file_(new ScenarioFile(this)),
      check_(new ScenarioCheck(this)), runner_(new ScenarioRunner(page.document(), this)),
      edit_(new ScenarioEdit), completer_(new ScenarioCompleter(*edit_)), results_(new ResultsView),
      run_(new QToolButton), rows_(new ElidedCombo),
      values_(style::iconButton("scenarioValues", "braces", tr("Variables of the scenario…"))),
      mistakes_(new MistakeList), summaryIcon_(new style::IconLabel(16)),
      summary_(new ElidedLabel("summary")), untitled_(tr("New scenario"))
{
    setObjectName(QStringLiteral("scenarioPane"));
    build();
    links_ = new StepLinks(*results_, *edit_, page_, *runner_);
    connectParts();
    setFocusProxy(edit_);
    showSummary();
    // The recordings of runs go with the tab, but one that the user saves or makes notes on.
    page_.document().discard();
}

ScenarioPane::~ScenarioPane() = default;

void ScenarioPane::connectParts()
{
    connect(edit_, &QPlainTextEdit::textChanged, this, &ScenarioPane::textChanged);
    connect(edit_->document(), &QTextDocument::modificationChanged, this, [this] {
        showButton();
        emit changed();
    });
    connect(check_, &ScenarioCheck::looked, this, &ScenarioPane::takeCheck);
    connect(run_, &QToolButton::clicked, this, [this] { canStop() ? stop() : start(); });
    connect(values_, &QToolButton::clicked, this, [this] { askForVariables({}); });
    connect(runner_, &ScenarioRunner::began, this, [this](std::size_t number) {
        results_->setRunning(firstRun_ + number);
        emit changed();
    });
    connect(runner_, &ScenarioRunner::progressed, this, &ScenarioPane::takeProgress);
    connect(runner_, &ScenarioRunner::finished, this, &ScenarioPane::takeEnd);
    connect(runner_, &ScenarioRunner::failed, this, &ScenarioPane::tellFailure);
    connect(mistakes_, &MistakeList::chosen, this, [this](int mistake) {
        const ScenarioEdit::Place& place = edit_->mistakes()[static_cast<std::size_t>(mistake)];
        edit_->goTo(place.line, place.column);
        edit_->setFocus(Qt::OtherFocusReason);
    });
    clock_.setInterval(BetweenClocks);
    connect(&clock_, &QTimer::timeout, this, &ScenarioPane::showSummary);
    // Which run the timeline shows is another.
    connect(&page_.document(), &Document::timelineChanged, this, &TaskPane::changed);
    connect(file_, &ScenarioFile::changedOutside, this, &ScenarioPane::tellChangedOutside);
    const auto takeVariables = [this] {
        QStringList names;
        for (const auto& [name, value] : environmentValues()) {
            names += name;
        }
        completer_->setVariables(names);
    };
    connect(&variables_, &Variables::changed, this, takeVariables);
    takeVariables();
}

bool ScenarioPane::open(const QString& path)
{
    const auto text = file_->open(path);
    if (!text) {
        emit page_.openFailed(Notification::of(
            Notification::Kind::Error, tr("%1 can't be opened").arg(QFileInfo(path).fileName()),
            {errorText(text.error())}));
        return false;
    }
    edit_->setPlainText(*text);
    edit_->document()->setModified(false);
    if (edit_->message() != *text) {
        edit_->setReadOnly(true);
        tellReadOnly();
    }
    emit changed();
    return true;
}

void ScenarioPane::tellReadOnly()
{
    page_.notify(
        Notification::of(Notification::Kind::Warning, tr("%1 can only be read here").arg(title()),
                         {tr("It has characters or ends of lines that the editor would change.")}));
}

void ScenarioPane::begin(const QString& text, const QString& place)
{
    place_ = place;
    edit_->setPlainText(text);
    edit_->document()->setModified(false);
    emit changed();
}

void ScenarioPane::beginMade(const QString& text)
{
    begin(text);
    edit_->document()->setModified(true);
}

QString ScenarioPane::title() const
{
    return !file().isEmpty()                      ? QFileInfo(file()).fileName()
           : name_.isEmpty() || name_ == beganAs_ ? untitled_
                                                  : name_;
}

QString ScenarioPane::place() const
{
    return file().isEmpty() ? tr("%1, not saved yet").arg(title())
                            : QDir::toNativeSeparators(file());
}

QString ScenarioPane::proposedFile(const QDir& folder) const
{
    const auto& read = check_->scenario();
    QString name = read ? toQString(read->name) : QString();
    name.replace(QRegularExpression(QStringLiteral("[^\\p{L}\\p{N}]+")), QStringLiteral("-"));
    constexpr qsizetype longest = 60;
    name = name.left(longest);
    return folder.filePath((name.isEmpty() ? QStringLiteral("new") : name) +
                           QStringLiteral(".scenario.yaml"));
}

QString ScenarioPane::fileTypes() const
{
    return tr("Scenarios (*.yaml *.yml);;All files (*)");
}

bool ScenarioPane::isUnsaved() const
{
    return edit_->document()->isModified();
}

bool ScenarioPane::takesSave() const
{
    const QWidget* focus = QApplication::focusWidget();
    return isUnsaved() || (focus && isAncestorOf(focus));
}

QString ScenarioPane::underWay() const
{
    return runner_->isRunning() ? tr("The scenario is running and will be stopped.") : QString();
}

bool ScenarioPane::saveTo(const QString& path)
{
    if (edit_->isReadOnly()) {
        tellReadOnly();
        return false;
    }
    if (path == file() && file_->isChangedOutside()) {
        tellConflict(tr("What is written here was not saved."));
        return false;
    }
    const auto saved = file_->save(path, edit_->message());
    if (!saved) {
        page_.notify(Notification::of(Notification::Kind::Error,
                                      tr("%1 could not be saved").arg(QFileInfo(path).fileName()),
                                      {errorText(saved.error())}, Notification::Topic::Saving));
        return false;
    }
    edit_->document()->setModified(false);
    textChanged(); // what it includes may be elsewhere
    emit changed();
    emit this->saved(path);
    return true;
}

void ScenarioPane::runOn(const Result<QString>& url)
{
    if (!url) {
        tellFailure(url.error());
        return;
    }
    give({{QStringLiteral("url"), *url}});
    check_->look(edit_->message(), pathForReading());
    check_->lookNow([this, written = written()] {
        if (!serves_) {
            run(written);
        }
    });
}

/// Values of variables, which go before those of the file and the environment.
void ScenarioPane::give(const std::map<QString, QString>& values)
{
    given_ = values;
    fillRows();
}

void ScenarioPane::tellFailure(const Error& error)
{
    refusedText_ = edit_->message();
    page_.notify(Notification::of(Notification::Kind::Error, tr("The scenario can't be run"),
                                  {errorText(error)}, Notification::Topic::Connecting));
}

QString ScenarioPane::pathForReading() const
{
    return !file().isEmpty()   ? file()
           : !place_.isEmpty() ? place_
                               : QDir::home().filePath(QStringLiteral("new.scenario.yaml"));
}

void ScenarioPane::textChanged()
{
    check_->look(edit_->message(), pathForReading());
    if (!refusedText_.isNull() && refusedText_ != edit_->message()) {
        refusedText_ = {};
        page_.notificationBar().resolve(Notification::Topic::Connecting);
    }
    if (ran_) {
        old_ = ran_->text != edit_->message();
        if (!old_) { // also what was removed and brought back by undo
            ran_->lines = TextLines(*edit_->document());
            links_->setText(ran_->file, ran_->lines);
        }
        results_->setOld(old_);
        showSigns();
        showSummary();
        emit changed();
    }
}

ScenarioPane::Written ScenarioPane::written() const
{
    return {pathForReading(), edit_->message(), TextLines(*edit_->document())};
}

/// Lists the runs of the matrix.
void ScenarioPane::fillRows()
{
    const auto& read = check_->scenario();
    if (!read) {
        return; // it is being edited
    }
    const auto rows = scenario::rowsOf(read->matrix, given_);
    const QString before = rows_->currentText();
    rows_->clear();
    rows_->addItem(tr("all %1 runs").arg(present::formatCount(rows.size())));
    for (std::size_t i = 0; i < std::min(rows.size(), MostRuns); ++i) {
        rows_->addItem(valuesText(rows[i]));
    }
    rows_->setVisible(rows.size() > 1);
    rows_->setCurrentIndex(std::max(rows_->findText(before), 0));
}

std::map<QString, QString> ScenarioPane::environmentValues() const
{
    std::map<QString, QString> values;
    for (const collection::Variable& variable : variables_.environment().variables) {
        if (!variable.secret) {
            values[variable.name] = variable.value;
        }
    }
    return values;
}

void ScenarioPane::askForVariables(const QString& missing)
{
    check_->lookNow([this, missing] {
        if (!check_->scenario()) {
            return;
        }
        auto* dialog =
            new ScenarioVariables(*check_->scenario(), environmentValues(), given_, missing, this);
        connect(dialog, &QDialog::accepted, this, [this, dialog, missing] {
            give(dialog->values());
            if (!missing.isEmpty()) {
                start();
            }
        });
        style::openOnce(dialog);
    });
}

void ScenarioPane::start()
{
    if (!runner_->isRunning()) {
        check_->look(edit_->message(), pathForReading());
        check_->lookNow([this, written = written()] { run(written); });
    }
}

void ScenarioPane::run(const Written& written)
{
    const auto& read = check_->scenario();
    if (!read) {
        const collection::YamlMistake& first = check_->mistakes().front();
        tellFailure(inEditor(first));
        edit_->goTo(first.mark.line, first.mark.column);
        edit_->setFocus(Qt::OtherFocusReason);
        return;
    }
    scenario::RunOptions options;
    options.variables = environmentValues();
    for (const auto& [name, value] : given_) {
        options.variables[name] = value;
    }
    std::vector<QString> names;
    for (const auto& [name, value] : options.variables) {
        names.push_back(name);
    }
    const QStringList secrets = collection::secretsOf(edit_->message(), variables_.environment());
    names.insert(names.end(), secrets.begin(), secrets.end());
    if (!scenario::checkVariables(*read, names)) {
        const auto known = [&names](const scenario::Text& wanted) {
            return std::ranges::find(names, toQString(wanted.text)) != names.end();
        };
        const auto missing = std::ranges::find_if_not(read->wanted, known);
        askForVariables(toQString(missing->text));
        return;
    }
    if (serves_) {
        serve();
        return;
    }
    variables_.provide(secrets, this, [this, options, written]() mutable {
        options.secrets = variables_.secrets();
        if (!runner_->isRunning()) {
            runWith(options, written);
        }
    });
}

/// The server reads the file, so what is written here is saved first.
void ScenarioPane::serve()
{
    if (file().isEmpty()) {
        QFileDialog* dialog = makeSaveDialog(window());
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            if (saveTo(path)) {
                serve();
            }
        });
        dialog->open();
    } else if (!isUnsaved() || saveTo(file())) {
        emit serveRequested(file(), given_);
    }
}

void ScenarioPane::runWith(const scenario::RunOptions& options, const Written& written)
{
    page_.notificationBar().resolve(Notification::Topic::Connecting);
    page_.document().discard();
    links_->setText(written.file, written.lines);
    auto rows = scenario::rowsOf(check_->scenario()->matrix, given_);
    results_->expect(rows.size());
    const int chosen = rows_->isHidden() ? 0 : rows_->currentIndex();
    firstRun_ = chosen > 0 ? static_cast<std::size_t>(chosen - 1) : 0;
    if (chosen > 0) {
        rows = {rows[firstRun_]};
    }
    ran_ = written;
    old_ = written.text != edit_->message();
    results_->setOld(old_);
    since_.start();
    if (const auto& contract = check_->scenario()->contract) {
        page_.contract().open(toQString(contract->file)); // its rows are marked
    }
    edit_->setCurrentStep(0);
    clock_.start();
    runner_->start(check_->scenario(), std::move(rows), options);
    showSigns();
    showSummary();
    emit changed();
}

void ScenarioPane::takeProgress(std::size_t number, const RunResult& result, bool stopped)
{
    results_->setResult(firstRun_ + number, result, stopped);
    showSigns();
    showSummary();
}

void ScenarioPane::takeEnd()
{
    clock_.stop();
    results_->setRunning(std::nullopt);
    took_ = since_.elapsed();
    links_->keepEvent();
    showSigns();
    showSummary();
    emit changed();
    for (std::size_t run = 0; run < results_->count(); ++run) {
        const RunResult* result = results_->result(run);
        const std::size_t steps = result ? result->steps.size() : 0;
        for (std::size_t i = 0; i < steps; ++i) {
            if (isBad(result->steps[i].outcome)) {
                links_->goTo({run, i}); // the first that matters
                return;
            }
        }
    }
}

void ScenarioPane::tellChangedOutside()
{
    if (!isUnsaved() && QFileInfo::exists(file())) {
        reload();
        return;
    }
    if (QFileInfo::exists(file())) {
        tellConflict(tr("What is written here has changes too."));
        return;
    }
    edit_->document()->setModified(true);
    Notification told = Notification::of(
        Notification::Kind::Warning, tr("%1 was removed").arg(title()),
        {tr("What is written here is not saved anywhere now.")}, Notification::Topic::Saving);
    told.actions.push_back({tr("Save it again"), [this] { saveTo(file()); }});
    page_.notify(told);
}

/// Both stay until the user decides.
void ScenarioPane::tellConflict(const QString& detail)
{
    Notification told = Notification::of(Notification::Kind::Warning,
                                         tr("Another program has changed %1").arg(title()),
                                         {detail}, Notification::Topic::Saving);
    told.actions.push_back({tr("Take the other"), [this] { reload(); }});
    told.actions.push_back({tr("Save over it"), [this] {
                                file_->keepOurs();
                                saveTo(file());
                            }});
    page_.notify(told);
}

void ScenarioPane::reload()
{
    const int line = edit_->cursorLine();
    const auto text = file_->reload();
    if (!text) {
        page_.notify(Notification::of(Notification::Kind::Warning,
                                      tr("%1 can't be read again").arg(title()),
                                      {errorText(text.error())}, Notification::Topic::Saving));
        return;
    }
    edit_->rewrite(*text);
    edit_->document()->setModified(false);
    edit_->goTo(line);
}

} // namespace framescope::ui
