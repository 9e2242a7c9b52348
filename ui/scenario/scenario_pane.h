// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/scenario.h"
#include "scenario/verify/run_options.h"
#include "ui/page/task_pane.h"
#include "ui/scenario/results_view.h"
#include "ui/scenario/scenario_check.h"
#include "ui/scenario/scenario_file.h"
#include "ui/scenario/scenario_runner.h"
#include "ui/scenario/text_lines.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>
#include <optional>

class QComboBox;
class QSplitter;
class QToolButton;

namespace framescope::ui {

namespace style {
class IconLabel;
}

class ElidedLabel;
class MistakeList;
class ScenarioCompleter;
class ScenarioEdit;
class SessionPage;
class StepLinks;
class Variables;

/// A scenario in a tab: its text, which is checked as it is typed, and the verdicts of its runs,
/// whose recording the tab shows.
class ScenarioPane : public TaskPane
{
    Q_OBJECT

public:
    /// `page` is the one it becomes the task of. Both must outlive it.
    ScenarioPane(SessionPage& page, Variables& variables);
    ~ScenarioPane() override;

    /// Reads a file; false if it can't be read, and the page is given up.
    bool open(const QString& path);
    /// A text to begin with, which is no loss before it is edited.
    /// It is read as if it were in the file `place`, beside which what it includes is; where that
    /// is empty, in the home folder.
    void begin(const QString& text, const QString& place = {});
    /// The title of the tab, before there is a file or the user gives the scenario a name.
    void setUntitled(const QString& title) { untitled_ = title; }
    /// A text that was made for the user, and is not saved anywhere yet.
    void beginMade(const QString& text);
    /// Runs it, unless it plays a server, on the server of that URL, which is the variable `url`;
    /// or says why there is none.
    void runOn(const Result<QString>& url);

    ScenarioEdit& edit() { return *edit_; }
    ResultsView& results() { return *results_; }

    QString title() const override;
    QString place() const override;
    StateLook look() const override;
    QString note() const override;
    QString startText() const override;
    QString stopText() const override { return tr("&End the run"); }
    bool canStart() const override { return !runner_->isRunning(); }
    bool canStop() const override { return runner_->isRunning(); }
    void start() override;
    void stop() override { runner_->stop(); }
    QString file() const override { return file_->path(); }
    QString proposedFile(const QDir& folder) const override;
    QString fileTypes() const override;
    QString suffix() const override { return QStringLiteral("scenario.yaml"); }
    int usualWidth() const override { return 480; }
    QString underWay() const override;
    bool isUnsaved() const override;
    bool takesSave() const override;
    bool saveTo(const QString& file) override;

signals:
    /// Emitted to serve a file, which plays a server, with values of its variables.
    void serveRequested(const QString& file, const std::map<QString, QString>& values);

private:
    void build();
    void connectParts();
    void textChanged();
    QString pathForReading() const;
    void takeCheck();
    void fillRows();
    void give(const std::map<QString, QString>& values);
    void askForVariables(const QString& missing);
    std::map<QString, QString> environmentValues() const;
    /// The text at a time, and where it is read.
    struct Written
    {
        QString file;
        QString text;
        TextLines lines;
    };
    Written written() const;
    void run(const Written& written);
    void runWith(const scenario::RunOptions& options, const Written& written);
    void tellReadOnly();
    /// As it is told here: its place is a line of the editor.
    Error inEditor(const collection::YamlMistake& mistake) const;
    void takeProgress(std::size_t number, const scenario::RunResult& result, bool stopped);
    void takeEnd();
    void tellFailure(const Error& error);
    void serve();
    void showButton();
    void showSigns();
    void showSummary();
    void tellChangedOutside();
    void tellConflict(const QString& detail);
    void reload();

    SessionPage& page_;
    Variables& variables_;
    ScenarioFile* file_;
    ScenarioCheck* check_;
    ScenarioRunner* runner_;
    ScenarioEdit* edit_;
    ScenarioCompleter* completer_;
    ResultsView* results_;
    StepLinks* links_;
    QToolButton* run_;
    QComboBox* rows_; ///< which runs of the matrix
    QToolButton* values_;
    MistakeList* mistakes_;
    style::IconLabel* summaryIcon_;
    ElidedLabel* summary_;
    std::map<QString, QString> given_; ///< values of variables that the user gave
    std::size_t firstRun_ = 0;         ///< of the matrix, where one run alone is under way
    QElapsedTimer since_;
    QTimer clock_;        ///< shows how long it runs
    qint64 took_ = 0;     ///< ms, of the last verification
    QString place_;       ///< where a text that has no file is read
    bool serves_ = false; ///< what was read last plays a server
    std::optional<Written> ran_;
    bool old_ = false;    ///< the text is not that of `ran_` any more
    QString refusedText_; ///< that could not be run, as long as it is told
    QString untitled_;    ///< the title before there is a file or a name
    QString beganAs_;     ///< the name that the text had at first
    QString name_;        ///< of the scenario that was read last
};

} // namespace framescope::ui
