// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verify/report_files.h"

#include "base/text/qt_string.h"
#include "scenario/report/html_report.h"
#include "scenario/report/junit_report.h"
#include "scenario/report/report_file.h"
#include "scenario/verify/run_report.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QFileInfo>

namespace framescope::cli {

namespace {

Result<void> checkPlace(const std::string& file, const char* option)
{
    const QFileInfo info(toQString(file));
    if (file.empty()) {
        return {};
    }
    if (!info.absoluteDir().exists()) {
        return failure("the folder of the file does not exist", option + (' ' + file),
                       "make it before");
    }
    if (info.isDir()) {
        return failure("this is a folder", option + (' ' + file), "name a file in it");
    }
    return {};
}

} // namespace

void ReportFiles::addTo(CLI::App& command)
{
    command.add_option("--junit", junit, "Write a report that CI systems read")->type_name("FILE");
    command.add_option("--html", html, "Write a report to look at, in one file")->type_name("FILE");
}

Result<void> ReportFiles::check() const
{
    return checkPlace(junit, "--junit").and_then([this] { return checkPlace(html, "--html"); });
}

Result<void> ReportFiles::write(const std::vector<scenario::RunTally>& runs,
                                Timestamp started) const
{
    using scenario::report::writeReport;
    if (!junit.empty()) {
        const auto report = reportOf(runs, started, junit);
        if (auto written = writeReport(junit, junitText(report)); !written) {
            return written;
        }
    }
    if (!html.empty()) {
        return writeReport(html, htmlText(reportOf(runs, started, html)));
    }
    return {};
}

} // namespace framescope::cli
