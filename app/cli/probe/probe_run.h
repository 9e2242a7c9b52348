// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/progress_line.h"
#include "cli/record/signal_watcher.h"
#include "scenario/probe/probe.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>

namespace framescope::cli {

struct ProbeOptions
{
    scenario::probe::Settings settings;
    std::string url; ///< as reports show it, without secrets
    bool jsonl = false;
    bool all = false;      ///< print the cases that are right, too
    std::string junitFile; ///< empty: none is written
    std::string htmlFile;
};

/// One run of `probe`: progress, an interrupt, and what is printed and written at its end.
class ProbeRun : public QObject
{
    Q_OBJECT

public:
    ProbeRun(ProbeOptions options, std::unique_ptr<scenario::probe::Probe> probe);

    /// Runs the event loop until the probe has ended.
    ExitStatus run();

private:
    void refresh();
    ExitStatus settle();
    std::string notTried() const;
    Result<void> writeReports(Timestamp started) const;

    const ProbeOptions options_;
    std::unique_ptr<scenario::probe::Probe> probe_;
    SignalWatcher signals_;
    ProgressLine progress_;
    QTimer refresh_;
    quint64 done_ = 0;
    quint64 failed_ = 0;
    Timestamp started_;
    scenario::probe::ProbeResult result_;
};

} // namespace framescope::cli
