// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"
#include "scenario/probe/case_run.h"
#include "scenario/probe/probe_case.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTemporaryDir>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::scenario::probe {

/// Runs cases against a server, several at once, in its thread. See Probe.
class Runner : public QObject
{
    Q_OBJECT

public:
    Runner(Settings settings, std::vector<Case> cases);
    ~Runner() override;

    void start();
    /// Ends what runs, and begins nothing more; `finished` follows.
    void stop();

signals:
    void caseFinished(const framescope::scenario::probe::CaseResult& result, quint64 done);
    void finished(const framescope::scenario::probe::ProbeResult& result);

private:
    struct Running
    {
        std::size_t index;
        std::unique_ptr<CaseRun> run;
        QElapsedTimer since;
        std::string recording;
    };

    void metServer();
    void startCases();
    void caseEnded(CaseRun* run);
    static bool isLost(const CaseRun& run);
    void report(CaseResult result, std::size_t index);
    void finish();
    QString recordingPath(const std::string& name) const;

    const Settings settings_;
    const std::vector<Case> cases_;
    Case meeting_;                           ///< of the server, before all others
    const std::vector<std::string> reasons_; ///< by case, why it may not run; see GuardedList
    Facts facts_;
    RateGate gate_;
    QTemporaryDir folder_; ///< of recordings that are not kept
    std::unique_ptr<CaseRun> meetingRun_;
    std::vector<Running> running_;
    std::size_t next_ = 0;
    std::uint64_t done_ = 0;
    std::size_t lost_ = 0; ///< cases in a row to which the server did not answer at all
    std::string stopReason_;
    ProbeResult result_;
    QElapsedTimer since_;
    bool stopped_ = false;
    bool over_ = false;
};

} // namespace framescope::scenario::probe
