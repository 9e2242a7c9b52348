// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/probe/probe_run.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "cli/output.h"
#include "cli/probe/probe_text.h"
#include "scenario/probe/probe_report.h"
#include "scenario/report/html_report.h"
#include "scenario/report/junit_report.h"
#include "scenario/report/report_file.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace framescope::cli {

namespace {

namespace probe = scenario::probe;

constexpr std::chrono::milliseconds ProgressInterval{100};

} // namespace

ProbeRun::ProbeRun(ProbeOptions options, std::unique_ptr<probe::Probe> probe)
    : options_(std::move(options)), probe_(std::move(probe)), signals_(true), started_(now())
{
    connect(&refresh_, &QTimer::timeout, this, &ProbeRun::refresh);
    connect(&signals_, &SignalWatcher::interrupted, probe_.get(), &probe::Probe::stop);
    connect(probe_.get(), &probe::Probe::caseFinished, this,
            [this](const probe::CaseResult& result, quint64 done) {
                done_ = done;
                failed_ += result.verdict == probe::Verdict::Failed ? 1 : 0;
            });
    connect(probe_.get(), &probe::Probe::finished, this, [this](const probe::ProbeResult& result) {
        result_ = result;
        QCoreApplication::exit();
    });
}

ExitStatus ProbeRun::run()
{
    printMessage(options_.url + ": at most " + loadText(probe_->planned()));
    refresh_.start(ProgressInterval);
    probe_->start();
    QCoreApplication::exec();
    refresh_.stop();
    progress_.clear();
    const ExitStatus status = settle();
    signals_.obey();
    return status;
}

void ProbeRun::refresh()
{
    progress_.show([this] {
        return std::to_string(done_) + " of " + counted(probe_->cases().size(), "case") + ", " +
               std::to_string(failed_) + " failed";
    });
}

ExitStatus ProbeRun::settle()
{
    if (!result_.error.empty()) {
        printMessage(options_.url + ": nothing was tried: " + result_.error);
        return ExitStatus::ConnectionFailed;
    }
    if (const auto written = writeReports(started_); !written) {
        printData(options_.jsonl ? resultJsonLines(result_) : resultText(result_, options_.all));
        return printError(written.error());
    }
    const ExitStatus printed =
        printData(options_.jsonl ? resultJsonLines(result_) : resultText(result_, options_.all));
    printMessage(options_.url + ": " + loadText(result_.load) + " in " +
                 durationText(result_.took) + (result_.interrupted ? "; interrupted" : "") +
                 notTried());
    if (printed != ExitStatus::Done) {
        return printed;
    }
    return result_.count(probe::Verdict::Failed) > 0 || !notTried().empty() ? ExitStatus::Unmet
                                                                            : ExitStatus::Done;
}

/// How many cases were left out, and why the first of them was; empty if all were tried.
std::string ProbeRun::notTried() const
{
    const auto isLeftOut = [](const probe::CaseResult& one) {
        return one.verdict == probe::Verdict::NotTried && one.came.empty();
    };
    const auto first = std::ranges::find_if(result_.cases, isLeftOut);
    if (first == result_.cases.end()) {
        return {};
    }
    const auto count =
        static_cast<std::uint64_t>(std::count_if(first, result_.cases.end(), isLeftOut));
    return "; " + counted(count, "case") + " not tried: " + first->id + ": " + first->remark;
}

Result<void> ProbeRun::writeReports(Timestamp started) const
{
    const auto write = [&](const std::string& file,
                           std::string (*textOf)(const scenario::report::Report&)) {
        if (file.empty()) {
            return Result<void>();
        }
        const std::string folder = QFileInfo(toQString(file)).absolutePath().toStdString();
        return scenario::report::writeReport(
            file, textOf(reportOf(result_, options_.url, started, folder)));
    };
    return write(options_.junitFile, scenario::report::junitText).and_then([&] {
        return write(options_.htmlFile, scenario::report::htmlText);
    });
}

} // namespace framescope::cli
