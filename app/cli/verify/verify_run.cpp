// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify/verify_run.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "cli/record/signal_watcher.h"
#include "cli/recording_input.h"
#include "cli/same_file.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/verify/recording_run.h"
#include "scenario/verify/run_text.h"
#include "scenario/verify/suite_run.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <string_view>
#include <utility>

namespace framescope::cli {

namespace {

using scenario::Outcome;
using scenario::RunTally;

} // namespace

VerifyRun::VerifyRun(const VerifyOptions& options, scenario::RunPlan plan)
    : options_(options), plan_(std::move(plan)), started_(now()), tallies_(plan_.runs.size())
{
}

Result<void> VerifyRun::prepare() const
{
    return options_.reports.check()
        .and_then([&] { return checkReplaced(options_.reports.junit, "--junit"); })
        .and_then([&] { return checkReplaced(options_.reports.html, "--html"); })
        .and_then([&]() -> Result<void> {
            if (options_.evidence.empty() || QDir().mkpath(toQString(options_.evidence))) {
                return {};
            }
            return failure("the folder can't be made", "--record " + options_.evidence);
        });
}

/// A report takes the place of a file of that name, which must be nothing that is read, and no
/// other report.
Result<void> VerifyRun::checkReplaced(const std::string& report, const char* option) const
{
    if (report.empty()) {
        return {};
    }
    std::vector<std::string> others{options_.environment, options_.offline,
                                    option == std::string_view("--html") ? options_.reports.junit
                                                                         : std::string()};
    for (const scenario::PlannedRun& run : plan_.runs) {
        others.push_back(run.scenario->file);
    }
    for (const std::string& other : others) {
        if (!other.empty() && isSameFile(report, other)) {
            return failure("the report would be written over " + other, option + (' ' + report),
                           "give the name of another file");
        }
    }
    return {};
}

void VerifyRun::overSessions(const scenario::RunOptions& run, const SignalWatcher& signalWatcher)
{
    secrets_ = run.secrets;
    scenario::SuiteRun suite(plan_.runs, {.run = run,
                                          .parallel = options_.parallel,
                                          .repeats = options_.repeats,
                                          .failFast = options_.failFast,
                                          .evidence = toQString(options_.evidence)});
    QObject::connect(
        &suite, &scenario::SuiteRun::ran, &suite,
        [this](std::size_t number, const scenario::RunResult& result) { take(number, result); });
    QObject::connect(&suite, &scenario::SuiteRun::finished, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &suite,
                     &scenario::SuiteRun::stop);
    suite.start();
    QCoreApplication::exec();
    progress_.clear();
}

Result<void> VerifyRun::offline(const scenario::RunOptions& run)
{
    secrets_ = run.secrets;
    const auto loaded = openRecording(options_.offline);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const std::size_t count = loaded->timeline->connectionCount();
    if (options_.connection > count) {
        return failure("there is no connection " + std::to_string(options_.connection),
                       "--connection", options_.offline + " has " + std::to_string(count));
    }
    for (std::size_t i = 0; i < plan_.runs.size(); ++i) {
        auto result = verifyRecording(plan_.runs[i], run, loaded->timeline,
                                      ConnectionId{options_.connection});
        result.recording = options_.offline;
        take(i, result);
    }
    progress_.clear();
    return {};
}

void VerifyRun::take(std::size_t number, const scenario::RunResult& result)
{
    ++done_;
    bad_ += result.outcome == Outcome::Passed ? 0 : 1;
    connectionFailed_ = connectionFailed_ || result.has(scenario::Cause::NoConnection);
    isUnmet_ = isUnmet_ || result.isUnmet();
    RunTally& tally = tallies_[number];
    tally.add(result);
    if (!result.remark.empty() && remarks_.insert(result.remark).second) {
        progress_.clear();
        printMessage("warning: " + result.remark);
    }
    if (tally.times() == options_.repeats) {
        print(tally);
    }
    showProgress(result);
}

/// On a terminal, where the progress is shown, only what has not passed.
void VerifyRun::print(const RunTally& tally)
{
    const bool isGood = tally.outcome() == Outcome::Passed;
    if (isGood && standardErrorIsTerminal() && terminalWidth()) {
        return;
    }
    progress_.clear();
    output_.write(lineOf(tally) + '\n');
    if (!isGood) {
        output_.write(storyOf(tally));
    }
    output_.flush();
}

void VerifyRun::showProgress(const scenario::RunResult& last)
{
    progress_.show([&] {
        const std::size_t all = plan_.runs.size() * options_.repeats;
        return std::to_string(done_) + " of " + counted(all, "run") +
               (bad_ > 0 ? ", " + std::to_string(bad_) + " not passed" : std::string()) + ": " +
               scenario::titleOf(last.file, last.values);
    });
}

ExitStatus VerifyRun::end()
{
    for (const RunTally& tally : tallies_) {
        if (tally.times() > 0 && tally.times() < options_.repeats) {
            print(tally);
        }
    }
    output_.write(sum() + '\n');
    output_.flush();
    if (const auto written = writeReports(); !written) {
        return printError(written.error());
    }
    return output_.error() ? printError(*output_.error()) : status();
}

std::string VerifyRun::sum() const
{
    const auto countOf = [this](auto is) {
        return static_cast<std::size_t>(std::ranges::count_if(tallies_, is));
    };
    const auto isOutcome = [](Outcome outcome) {
        return [outcome](const RunTally& tally) {
            return tally.times() > 0 && tally.outcome() == outcome;
        };
    };
    std::string text = counted(tallies_.size(), "run") + ": " +
                       std::to_string(countOf(isOutcome(Outcome::Passed))) + " passed";
    const std::pair<std::size_t, const char*> others[] = {
        {countOf(isOutcome(Outcome::Failed)), " failed"},
        {countOf([](const RunTally& tally) { return tally.isFlaky(); }), " of these flaky"},
        {countOf(isOutcome(Outcome::Error)), " with an error"},
        {countOf([](const RunTally& tally) { return tally.times() == 0; }), " not run"},
    };
    for (const auto& [count, what] : others) {
        text += count > 0 ? ", " + std::to_string(count) + what : std::string();
    }
    if (options_.repeats > 1) {
        const bool areAll = std::ranges::all_of(
            tallies_, [this](const RunTally& tally) { return tally.times() == options_.repeats; });
        text += (areAll ? "; each " : "; each at most ") + counted(options_.repeats, "time");
    }
    return text + "; " + durationText(now() - started_);
}

Result<void> VerifyRun::writeReports() const
{
    if (!options_.reports.areWanted()) {
        return {};
    }
    std::vector<RunTally> tallies;
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
        tallies.push_back(tallies_[i]);
        if (tallies.back().times() == 0) {
            scenario::RunResult notRun;
            notRun.scenario = plan_.runs[i].scenario->name;
            notRun.file = plan_.runs[i].scenario->file;
            notRun.values =
                scenario::HiddenSecrets(*plan_.runs[i].scenario, secrets_).in(plan_.runs[i].values);
            tallies.back().add(std::move(notRun));
        }
    }
    return options_.reports.write(tallies, started_);
}

ExitStatus VerifyRun::status() const
{
    const bool hasError = std::ranges::any_of(tallies_, [](const RunTally& tally) {
        return tally.times() > 0 && tally.outcome() == Outcome::Error;
    });
    const bool isFlaky = std::ranges::any_of(tallies_, &RunTally::isFlaky);
    return isUnmet_ || isFlaky ? ExitStatus::Unmet
           : connectionFailed_ ? ExitStatus::ConnectionFailed
           : hasError          ? ExitStatus::WrongUsage
                               : ExitStatus::Done;
}

} // namespace framescope::cli
